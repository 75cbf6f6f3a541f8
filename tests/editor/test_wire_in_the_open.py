"""A wire let go in the open: the popup lists what fits, and what is chosen is wired."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QGraphicsPathItem

from layerdeck.deck import Kind
from layerdeck.graph import Wire
from layerdeck.program import Facts, Report
from making import ADD, CONV, HE, INPUT, TIME, card, graph, line, wire
from person import Person

ENTER, ESC, TAB = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab


@pytest.fixture
def two(person: Person) -> Person:
    """An Input and a convolution that are not wired, on the left."""
    person.open(graph(card("x", INPUT, shape=[8, 8, 8, 1]), card("a", CONV, filters=4)))
    return person


def open_place(person: Person) -> QPoint:
    return QPoint(person.viewport.width() // 2, person.viewport.height() - 120)


def let_go(person: Person, end: str, *, is_input: bool, place: QPoint | None = None) -> QPointF:
    """Drag a wire from a socket into the open; gives the place in the scene."""
    place = place or open_place(person)
    person.drag_wire(person.socket(end, is_input), place)
    return person.window.view.mapToScene(place)


def dashes(person: Person) -> QGraphicsPathItem | None:
    """The dashed wire, while it is drawn."""
    items = person.window.canvas.items()
    found = [it for it in items if isinstance(it, QGraphicsPathItem) and it.isVisible()]
    assert len(found) < 2
    return found[0] if found else None


def test_the_chosen_card_is_wired_with_its_socket_at_the_cursor(two: Person) -> None:
    place = let_go(two, "x.output", is_input=False)
    assert two.popup.head.text() == "takes a Tensor"
    two.type("tra", ENTER)
    (added,) = two.window.session.selected
    assert two.graph.wires == (wire(f"x.output > {added}.input"),)
    socket = two.window.canvas.cards[added].socket_place("input", is_input=True)
    assert (socket - place).manhattanLength() <= 2
    drawn = two.window.canvas.wires[two.graph.wires[0]]
    assert drawn.path.currentPosition() == socket
    assert two.undo_steps() == 1
    two.key("Ctrl+Z")
    assert len(two.graph.cards) == 2
    assert not two.graph.wires


def test_only_what_takes_it_is_listed(two: Person) -> None:
    let_go(two, "a.layer", is_input=False)
    assert two.popup.head.text() == "takes a Layer"
    deck = two.window.session.deck
    titles = {deck[it].title for it in deck if any(p.kind is Kind.LAYER for p in deck[it].inputs)}
    # A value or an output card may stand for anything.
    assert titles <= set(two.offered)
    assert "Time distributed" in two.offered
    assert "Dropout" not in two.offered
    two.type("time dis", ENTER)
    (made,) = (it for it in two.graph.cards.values() if it.type == TIME)
    assert two.graph.wires == (wire(f"a.layer > {made.id}.layer"),)


def test_an_inputs_end_offers_what_gives_it(two: Person) -> None:
    place = let_go(two, "a.filters", is_input=True)
    assert two.popup.head.text() == "gives an Integer"
    assert "Integer" in two.offered
    assert "Dropout" not in two.offered
    two.type("Integer", ENTER)
    (added,) = two.window.session.selected
    assert two.graph.wires == (wire(f"{added}.value > a.filters"),)
    assert two.graph.cards[added].values["value"] == 4, "it starts with what the input was"
    socket = two.window.canvas.cards[added].socket_place("value", is_input=False)
    assert (socket - place).manhattanLength() <= 2
    assert two.undo_steps() == 1


def test_an_initializer_is_found_for_a_hidden_input_that_is_shown(two: Person) -> None:
    two.open_inputs("a")
    let_go(two, "a.kernel_initializer", is_input=True, place=QPoint(200, 600))
    assert two.popup.head.text() == "gives an Initializer"
    two.type("he normal", ENTER)
    (he,) = (it for it in two.graph.cards.values() if it.type == HE)
    assert two.graph.wires == (wire(f"{he.id}.initializer > a.kernel_initializer"),)


def test_the_wire_stays_drawn_as_dashes_until_the_popup_closes(two: Person) -> None:
    place = let_go(two, "x.output", is_input=False)
    drawn = dashes(two)
    assert drawn is not None, "the wire is gone"
    assert drawn.pen().style() is Qt.PenStyle.DashLine
    cards = two.window.canvas.cards
    assert drawn.path().pointAtPercent(0) == cards["x"].socket_place("output", is_input=False)
    assert (drawn.path().pointAtPercent(1) - place).manhattanLength() < 1
    color = two.window.theme.kind(Kind.TENSOR)
    assert two.color_near(drawn.path().pointAtPercent(0.3), color, reach=7)
    two.type("", ESC)
    assert dashes(two) is None
    assert two.popup is None
    assert not two.graph.wires


def test_a_click_elsewhere_lets_the_wire_go(two: Person) -> None:
    let_go(two, "x.output", is_input=False)
    two.click(QPoint(30, 30))
    assert two.popup is None
    assert dashes(two) is None
    assert len(two.graph.cards) == 2


def test_tab_lists_all_cards_and_one_that_does_not_fit_is_added_alone(two: Person) -> None:
    place = let_go(two, "x.output", is_input=False)
    few = len(two.offered)
    two.type("", TAB)
    assert len(two.offered) == len(two.window.session.deck) > few
    two.type("he normal", ENTER)
    (he,) = (it for it in two.graph.cards.values() if it.type == HE)
    assert not two.graph.wires
    assert (QPointF(*he.at) - place).manhattanLength() < 40
    assert two.undo_steps() == 1


def test_where_the_axes_are_known_what_takes_others_is_dimmed(two: Person) -> None:
    session = two.window.session
    facts = Facts(output_shape=(None, 32, 32, 32, 16), axes=tuple("BDHWC"), dtype="float32")
    session.take_report(Report(1, {"x": facts}))
    let_go(two, "x.output", is_input=False)
    two.type("transposed")
    lines = [(it.title[-2:], it.note, it.dimmed) for it in two.popup.lines[:3]]
    assert lines == [
        ("3D", "Convolution", False),
        ("2D", "Convolution · rank 4", True),
        ("1D", "Convolution · rank 3", True),
    ]
    assert two.popup.current is two.popup.lines[0]
    two.type("", Qt.Key.Key_Down)
    assert two.popup.foot.text() == "Enter adds and wires, but it takes 4 axes · Tab: all cards"
    two.type("", ENTER)
    assert len(two.graph.wires) == 1, "it may be chosen all the same: one may mean to reshape"


def test_where_they_are_not_known_none_is(two: Person) -> None:
    let_go(two, "x.output", is_input=False)
    assert not any(it.dimmed for it in two.popup.lines)


def test_rank_counts_the_time_axis_too(person: Person) -> None:
    person.open(graph(card("x", INPUT, shape=[4, 8, 8, 1])))
    facts = Facts(output_shape=(None, 4, 8, 8, 1), axes=tuple("BTHWC"), dtype="float32")
    person.window.session.take_report(Report(1, {"x": facts}))
    let_go(person, "x.output", is_input=False)
    fitting = {it.title for it in person.popup.lines if not it.dimmed}
    assert {"Conv LSTM 2D", "Convolution 3D", "Dropout", "Dense"} <= fitting
    assert not {"Conv LSTM 1D", "Convolution 2D", "Up sampling 2D"} & fitting


def test_a_wire_taken_off_an_input_is_detached_without_a_popup(person: Person) -> None:
    person.open(line(card("x", INPUT, shape=[8, 8, 8, 1]), card("a", CONV, filters=4)))
    let_go(person, "a.input", is_input=True)
    assert not person.graph.wires
    assert person.popup is None
    assert person.undo_steps() == 1


def test_a_click_on_a_socket_opens_nothing(two: Person) -> None:
    two.click(two.socket("x.output", False))
    two.click(two.socket("a.filters", True))
    assert two.popup is None


def test_let_go_on_a_card_that_refuses_it_opens_nothing(two: Person) -> None:
    two.drag_wire(two.socket("x.output", False), two.grab_head("x"))
    assert two.popup is None


def test_let_go_outside_the_canvas_it_is_gone(two: Person) -> None:
    two.drag_wire(two.socket("x.output", False), QPoint(-120, 300))
    assert two.popup is None
    assert dashes(two) is None


def test_at_a_list_that_takes_several_another_is_added(person: Person) -> None:
    person.open(
        graph(
            card("x", INPUT, shape=[8, 1]),
            card("y", INPUT, shape=[8, 1]),
            card("sum", ADD),
            wires=["x.output > sum.inputs"],
        )
    )
    let_go(person, "y.output", is_input=False, place=QPoint(500, 560))
    person.type("Add", ENTER)
    added = list(person.graph.cards)[-1]
    assert person.graph.wires[-1] == Wire(wire("y.output > a.b").source, (added, "inputs"))
    assert person.graph.into("sum", "inputs") == [wire("x.output > sum.inputs")]


@pytest.mark.parametrize("corner", ["left", "right", "bottom"])
def test_near_the_edge_the_popup_lies_within_the_view(two: Person, corner: str) -> None:
    width, height = two.viewport.width(), two.viewport.height()
    places = {
        "left": QPoint(8, height // 2 + 90),
        "right": QPoint(width - 8, height // 2 + 90),
        "bottom": QPoint(width // 2, height - 8),
    }
    let_go(two, "x.output", is_input=False, place=places[corner])
    assert two.window.view.rect().contains(two.popup.geometry())
