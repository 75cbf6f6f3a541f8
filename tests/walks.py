"""A person who walks on the canvas by keyboard: where the ring is, and what is said of it."""

from PySide6.QtCore import QPointF

from layerdeck.editor.canvas.walking import Walking
from making import CONV, INPUT, JOIN, OUTPUT, card, graph, network
from person import Person


def in_a_row(person: Person) -> Person:
    """An Input x, a convolution a and an Output y in a row, and the canvas has the focus."""
    person.open(network())
    person.window.view.setFocus()
    return person


def with_forks(person: Person) -> Person:
    """An Input that feeds three convolutions, which are joined."""
    person.open(
        graph(
            card("x", INPUT, shape=[8, 8, 8, 1]),
            *(card(name, CONV, filters=2, kernel_size=1) for name in ("p", "q", "r")),
            card("join", JOIN),
            card("y", OUTPUT),
            wires=[
                *(f"x.output > {name}.input" for name in ("p", "q", "r")),
                *(f"{name}.output > join.inputs" for name in ("p", "q", "r")),
                "join.output > y.input",
            ],
        ),
        across=320,
    )
    person.window.view.setFocus()
    return person


def walking(person: Person) -> Walking:
    return person.window.view.walking


def told(person: Person) -> str:
    """What the status bar says."""
    return person.window.status.currentMessage()


def ring(person: Person) -> tuple[str, str] | None:
    """The card and the line that wear the ring, where it is drawn, and where it must be."""
    canvas, spot = person.window.canvas, walking(person).spot
    view = person.window.view
    shown = [item for item in canvas.items() if type(item).__name__ == "Ring" and item.isVisible()]
    if not shown:
        return None
    (drawn,) = shown
    assert spot
    around = drawn.sceneBoundingRect()
    if spot.line is None:
        assert around.contains(canvas.contents.body(spot.item))
    else:
        placed = canvas.contents.cards[spot.item]
        row = placed.layout.row(spot.line[0], is_input=spot.line[1])
        assert placed.body.united(around).height() == placed.body.height()
        assert row is None or around.contains(row.socket + placed.body.topLeft())
    edge = QPointF(around.center().x(), around.top() + 2 / view.scale_factor)
    assert view.viewport().rect().contains(view.mapFromScene(edge)), "the ring is out of sight"
    assert person.color_near(edge, canvas.theme.color("text"))
    return spot.item, "" if spot.line is None else spot.line[0] or "more"
