"""Walking on the canvas by keyboard: along wires, from card to card, into a card."""

from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QListWidget

from layerdeck.editor.canvas.boxes import Boxes
from layerdeck.editor.canvas.contents import BEYOND
from layerdeck.editor.canvas.nearness import near_first, nearest_to
from layerdeck.editor.canvas.spots import MORE, Spot, lines_of
from layerdeck.editor.canvas.walking import Walking
from layerdeck.graph import Graph
from layerdeck.graph.areas import add_note
from layerdeck.graph.edits import collapse
from layerdeck.graph.grouping import group
from making import CONV, HE, INPUT, JOIN, OUTPUT, card, graph, line, network, wire
from person import Person


@pytest.fixture
def row(person: Person) -> Person:
    """An Input x, a convolution a and an Output y in a row, and the canvas has the focus."""
    person.open(network())
    person.window.view.setFocus()
    return person


@pytest.fixture
def forks(person: Person) -> Person:
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


def test_alt_and_arrows_go_along_wires(row: Person) -> None:
    assert ring(row) is None
    row.strike("Home")
    assert ring(row) == ("x", "")
    assert row.window.session.selected == ("x",)
    assert told(row) == "x, Input"
    row.strike("Alt+Right")
    assert ring(row) == ("a", "")
    assert row.window.session.selected == ("a",)
    assert told(row) == "a · Input"
    row.strike("Alt+Right", "Alt+Right")
    assert ring(row) == ("y", "")
    assert told(row) == "No wire leads on from y."
    row.strike("Alt+Left", "Alt+Left", "Alt+Left")
    assert ring(row) == ("x", "")
    assert told(row) == "No wire leads to x."


def test_alt_up_and_down_choose_among_several_wires(forks: Person) -> None:
    forks.strike("Home", "Alt+Right")
    assert ring(forks) == ("p", "")
    assert told(forks) == "1 of 3: p · Input"
    forks.strike("Alt+Down")
    assert told(forks) == "2 of 3: q · Input"
    forks.strike("Alt+Down", "Alt+Down")
    assert ring(forks) == ("p", "")
    forks.strike("Alt+Up")
    assert told(forks) == "3 of 3: r · Input"
    forks.strike("Alt+Right")
    assert told(forks) == "join · Inputs"
    # Back the way one came, not by the first wire.
    forks.strike("Alt+Left")
    assert told(forks) == "3 of 3: r · Output"
    forks.strike("Home", "Alt+Down")
    assert told(forks).startswith("Alt+Up and Alt+Down choose")
    assert ring(forks) == ("x", "")


def test_alt_shift_and_arrows_go_to_the_nearest_card_that_way(forks: Person) -> None:
    session = forks.window.session
    places = {"x": (0, 0), "p": (400, -300), "q": (400, 20), "r": (430, 420), "join": (800, 0)}
    cards = {
        name: session.graph.cards[name].with_(at=places.get(name, (1200.0, 0.0)))
        for name in session.graph.cards
    }
    session.document.load(session.graph.with_(cards=cards), None)
    forks.settle()
    forks.strike("Home", "Alt+Shift+Right")
    assert ring(forks) == ("q", "")
    assert told(forks) == "q, Convolution 3D"
    forks.strike("Alt+Shift+Down")
    assert ring(forks) == ("r", "")
    forks.strike("Alt+Shift+Up", "Alt+Shift+Up")
    assert ring(forks) == ("p", "")
    forks.strike("Alt+Shift+Up")
    assert told(forks) == "There is nothing that way from p."
    forks.strike("Alt+Shift+Left")
    assert ring(forks) == ("x", "")
    forks.strike("End")
    assert ring(forks) == ("y", "")


def test_within_a_card_arrows_go_from_line_to_line(row: Person) -> None:
    row.strike("Home", "Alt+Right", "Return")
    layout = row.window.canvas.contents.cards["a"].layout
    expected = lines_of(layout)
    assert expected.index(MORE) == len([item for item in layout.rows if item.is_input])
    seen = []
    for _ in expected:
        assert walking(row).spot == Spot("a", expected[len(seen)])
        seen.append(ring(row))
        row.strike("Down")
    assert walking(row).spot == Spot("a", expected[-1])
    assert ("a", "more") in seen
    before = row.graph
    row.strike("Up", "Home")
    assert ring(row) == ("a", "filters")
    assert told(row) == "Filters, Integer, value 4"
    row.strike("Right")
    assert ring(row) == ("a", "layer")
    row.strike("Down", "Left")
    assert ring(row) == ("a", "input")
    assert told(row) == "Input, Tensor, wired from x · Data"
    row.strike("End")
    assert told(row) == "Output, Tensor, wired to y · Data"
    assert row.graph is before, "arrows within a card must move no card"
    row.strike("Escape")
    assert ring(row) == ("a", "")
    row.strike("Right")
    assert row.graph.cards["a"].at[0] == before.cards["a"].at[0] + 8


def test_enter_edits_the_value_of_a_line(row: Person) -> None:
    row.strike("Home", "Alt+Right", "Return", "Return")
    editor = row.window.view.editor
    assert isinstance(editor, QLineEdit)
    assert QApplication.focusWidget() is editor
    row.type("16")
    row.strike("Return")
    assert row.graph.cards["a"].values["filters"] == 16
    assert row.window.view.editor is None, "Enter must not open it again"
    assert ring(row) == ("a", "filters")
    # Tab goes on to the next value, and the ring with it.
    row.strike("Return")
    row.type("8")
    row.strike("Tab")
    assert row.graph.cards["a"].values["filters"] == 8
    assert row.window.view.editor is not None
    row.strike("Escape")
    assert ring(row) == ("a", "kernel_size")
    # A choice.
    row.strike("Down", "Down", "Return")
    choices = row.window.view.editor
    assert isinstance(choices, QListWidget)
    row.strike("End", "Return")
    assert row.graph.cards["a"].values["padding"] != "valid"
    assert ring(row) == ("a", "padding")


def test_arrows_in_an_open_editor_move_no_card(row: Person) -> None:
    row.strike("Home", "Alt+Right", "Return", "Return")
    before = row.graph
    row.strike("Up", "Down", "Left", "Right")
    assert row.graph is before
    assert row.window.view.editor is not None


def test_space_ticks_a_box_and_opens_the_rest(row: Person) -> None:
    row.strike("Home", "Alt+Right", "Return")
    while walking(row).spot.line != MORE:
        row.strike("Down")
    assert told(row) == "14 more inputs at their defaults"
    row.strike("Space")
    assert row.window.canvas.contents.cards["a"].look.expanded
    assert walking(row).spot == Spot("a", MORE)
    row.strike("Home")
    while walking(row).spot.line != ("use_bias", True):
        row.strike("Down")
    assert told(row) == "Use bias, Boolean, on"
    row.strike("Space")
    assert row.graph.cards["a"].values["use_bias"] is False
    row.strike("Return")
    assert row.graph.cards["a"].values.get("use_bias", True) is True
    while walking(row).spot.line != MORE:
        row.strike("Down")
    row.strike("Return")
    assert not row.window.canvas.contents.cards["a"].look.expanded


def test_a_wire_is_led_among_the_ports_that_it_fits(forks: Person) -> None:
    forks.window.session.edit("Take apart", lambda g: g.with_(wires=()))
    forks.strike("Home", "Return", "End")
    assert told(forks) == "Data, Tensor, not wired"
    before = forks.graph
    forks.strike("W")
    assert ring(forks) == ("p", "input")
    item = forks.window.canvas.cards["p"]
    assert item.fitting == {("input", True)}
    forks.strike("Down")
    assert ring(forks) == ("q", "input")
    forks.strike("Tab", "Up", "Backtab")
    assert ring(forks) == ("p", "input")
    forks.strike("Up")
    assert told(forks) == "No other port fits."
    # The mouse has no say in where it leads.
    forks.move(forks.grab_head("r"))
    forks.strike("Escape")
    assert forks.graph is before
    assert ring(forks) == ("x", "output")
    assert item.fitting is None
    forks.strike("W", "Down", "Return")
    assert set(forks.graph.wires) == {wire("x.output > q.input")}
    assert ring(forks) == ("q", "input")
    assert told(forks) == "Input, Tensor, wired from x · Data"
    forks.strike("Ctrl+Z")
    assert forks.graph == before


def test_a_wire_begun_at_a_card_ends_at_a_card(row: Person) -> None:
    """So that a row of cards is wired by W and Enter alone."""
    row.window.session.edit("Take apart", lambda g: g.with_(wires=()))
    row.strike("Home", "W", "Return")
    assert ring(row) == ("a", "")
    row.strike("W", "Return")
    assert ring(row) == ("y", "")
    assert row.graph.wires == network().wires


def test_a_wired_input_gives_up_its_wire(forks: Person) -> None:
    def only_p(whole: Graph) -> Graph:
        return whole.with_(wires=[wire("x.output > p.input")])

    forks.window.session.edit("Take apart", only_p)
    before = forks.graph
    forks.strike("Home", "Alt+Right", "Return", "Left")
    while walking(forks).spot.line != ("input", True):
        forks.strike("Down")
    forks.strike("W")
    assert not forks.window.canvas.wires[wire("x.output > p.input")].isVisible()
    assert ring(forks) == ("p", "input")
    forks.strike("Down", "Return")
    assert set(forks.graph.wires) == {wire("x.output > q.input")}
    forks.strike("Ctrl+Z")
    assert forks.graph == before


def test_an_object_is_wired_to_an_input_that_does_not_show(person: Person) -> None:
    person.open(graph(card("he", HE), card("a", CONV, filters=1, kernel_size=1)))
    person.window.view.setFocus()
    person.strike("Home", "W")
    assert person.hint is not None
    assert person.hint.text() == "a · Convolution 3D · Kernel initializer"
    person.strike("Return")
    assert set(person.graph.wires) == {wire("he.initializer > a.kernel_initializer")}


def test_what_fits_nowhere_is_not_begun(person: Person) -> None:
    person.open(line(card("x", INPUT, shape=[8, 1]), card("y", OUTPUT)))
    person.window.view.setFocus()
    person.strike("Home", "W")
    assert told(person) == "Nothing on the canvas fits x · Data."
    assert person.window.canvas.gesture is None
    assert ring(person) == ("x", "")


def test_d_detaches_a_wire(forks: Person) -> None:
    forks.strike("Home", "Return", "End", "D")
    assert told(forks) == "3 wires leave x · Data: go along one of them, and press D there."
    forks.strike("Alt+Right")
    assert ring(forks) == ("p", "input")
    forks.strike("D")
    assert wire("x.output > p.input") not in forks.graph.wires
    assert told(forks) == "x · Data is detached from p · Input."
    forks.strike("D")
    assert told(forks) == "No wire is at p · Input."
    # Of several into one input, the last.
    forks.strike("Escape", "Alt+Right", "Return")
    while walking(forks).spot.line != ("inputs", True):
        forks.strike("Down")
    forks.strike("D")
    assert [w.source.card for w in forks.graph.into("join", "inputs")] == ["p", "q"]
    forks.strike("Escape", "D")
    assert told(forks).startswith("Go to the port")


def test_from_a_port_one_goes_along_its_own_wires(forks: Person) -> None:
    forks.strike("End", "Alt+Left", "Return")
    while walking(forks).spot.line != ("inputs", True):
        forks.strike("Down")
    assert told(forks) == "Inputs, List of Tensor, wired from p · Output, q · Output, r · Output"
    forks.strike("Alt+Left")
    assert ring(forks) == ("p", "output")
    forks.strike("Alt+Down")
    assert told(forks) == "2 of 3: q · Output"
    forks.strike("Alt+Right")
    assert ring(forks) == ("join", "inputs")


def test_space_picks_cards_while_one_walks_on(forks: Person) -> None:
    selected = lambda: set(forks.window.session.selected)  # noqa: E731
    forks.strike("Home", "Alt+Right", "Space")
    assert selected() == {"p"}
    forks.strike("Alt+Right")
    assert selected() == {"p"}
    assert ring(forks) == ("join", "")
    forks.strike("Space")
    assert selected() == {"p", "join"}
    forks.strike("Alt+Right", "Space", "Space")
    assert selected() == {"p", "join"}
    forks.strike("Del")
    assert set(forks.graph.cards) == {"x", "q", "r", "y"}
    assert ring(forks) == ("y", "")
    forks.strike("Alt+Shift+Left")
    assert selected() == {walking(forks).spot.item}
    forks.strike("Space", "Escape")
    assert selected() == set()
    assert ring(forks) is None


def test_space_held_for_panning_picks_nothing(row: Person) -> None:
    row.strike("Home")
    view, place = row.window.view, row.grab_head("a")
    QTest.keyPress(view, Qt.Key.Key_Space)
    row.press(place)
    row.move(place * 1.2)
    row.release(place * 1.2)
    QTest.keyRelease(view, Qt.Key.Key_Space)
    row.settle()
    assert ring(row) is None
    row.strike("Alt+Right")
    assert row.window.session.selected == ("a",)


def test_when_a_card_goes_the_nearest_is_next(row: Person) -> None:
    row.strike("End", "Del")
    assert "y" not in row.graph.cards
    assert ring(row) == ("a", "")
    assert row.window.session.selected == (), "another Delete must take nothing more"
    row.strike("Del")
    assert "a" in row.graph.cards
    row.strike("Ctrl+Z")
    assert ring(row) == ("a", "")
    row.strike("Alt+Right")
    assert ring(row) == ("y", "")


def test_a_line_that_goes_hands_on_the_ring(row: Person) -> None:
    row.strike("Home", "Alt+Right", "E", "Return")
    while walking(row).spot.line != ("use_bias", True):
        row.strike("Down")
    row.strike("E")
    assert ring(row) == ("a", "more")


def test_the_ring_shows_while_the_keyboard_is_used(row: Person) -> None:
    row.strike("Home")
    assert ring(row) == ("x", "")
    row.click(row.grab_head("y"))
    assert ring(row) is None
    row.strike("Alt+Left")
    assert ring(row) == ("a", ""), "it begins at what the mouse has selected"
    row.window.deck.search.setFocus()
    row.settle()
    assert ring(row) is None
    row.window.view.setFocus(Qt.FocusReason.TabFocusReason)
    row.settle()
    assert ring(row) == ("a", "")


def test_the_view_goes_along(person: Person) -> None:
    cards = [card(f"c{place}", CONV, filters=1, kernel_size=1) for place in range(40)]
    person.open(line(card("x", INPUT, shape=[8, 8, 8, 1]), *cards))
    view = person.window.view
    view.setFocus()
    person.strike("Home")
    assert ring(person) == ("x", "")
    person.strike(*["Alt+Right"] * 12)
    assert ring(person) == ("c11", "")
    person.strike("End")
    assert ring(person) == ("c39", "")
    # From afar one walks from card to card; the lines of one are shown large enough to read.
    person.strike("Escape", "F", "Alt+Left")
    assert view.scale_factor < 0.42
    assert ring(person) == ("c38", "")
    person.strike("Return")
    assert view.scale_factor == 1.0
    assert ring(person) == ("c38", "filters")


def test_blocks_are_entered_and_left(forks: Person) -> None:
    session = forks.window.session

    def grouped(whole):
        return group(whole, session.deck, ("p", "q"), "Pair", {})[0]

    session.edit("Make a block", grouped)
    forks.settle()
    (block,) = (item.id for item in session.graph.cards.values() if item.type.startswith("block:"))
    forks.strike("Home", "Alt+Right")
    while walking(forks).spot.item != block:
        forks.strike("Alt+Down")
    forks.strike("Ctrl+Down")
    assert session.path
    assert told(forks).startswith("Inside the block Pair: ")
    first = min(session.graph.cards.values(), key=lambda item: item.at)
    assert ring(forks) == (first.id, "")
    forks.strike("Ctrl+Up")
    assert ring(forks) == (block, "")


def test_a_collapsed_card_shows_its_sockets_and_can_be_opened(row: Person) -> None:
    row.window.session.edit("Collapse", collapse, ["a"], True)
    row.strike("Home", "Alt+Right", "Return")
    seen = [ring(row)]
    while walking(row).spot.line != MORE:
        row.strike("Down")
        seen.append(ring(row))
    assert ("a", "input") in seen
    assert told(row) == "Open the card"
    row.strike("Return")
    assert not row.graph.cards["a"].collapsed


def test_frames_and_notes_are_walked_to_moved_and_resized(row: Person) -> None:
    def furnished(whole: Graph) -> Graph:
        return add_note(whole, (0.0, 500.0), (200.0, 90.0), "Look")[0]

    row.window.session.edit("Add a note", furnished)
    (note,) = row.graph.notes
    row.strike("Home", "Alt+Shift+Down")
    assert ring(row) == (note, "")
    assert told(row) == "Note, Look"
    assert row.window.session.chosen == (note,)
    row.strike("Right", "Shift+Right", "Shift+Down", "Shift+Down")
    assert row.graph.notes[note].at == (8.0, 500.0)
    assert row.graph.notes[note].size == (208.0, 106.0)
    row.strike(*["Shift+Up"] * 20)
    assert row.graph.notes[note].size == (208.0, 48.0)
    row.strike("Alt+Right")
    assert told(row) == "No wire leads on from the note."
    row.strike("Alt+Shift+Up")
    assert ring(row) == ("x", "")


def test_an_empty_canvas_says_how_to_begin(person: Person) -> None:
    person.window.view.setFocus()
    person.strike("Alt+Right")
    assert told(person) == "The canvas is empty: there is nowhere to walk."
    person.strike("Return")
    assert told(person) == "The canvas is empty. Tab adds a first card."


def test_with_the_keyboard_alone_from_an_empty_window_to_code(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "model.py"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))
    person.window.view.setFocus()
    for title in ("Input", "Convolution 3D", "Output"):
        person.strike("Ctrl+K")
        person.type(title)
        person.strike("Return")
        assert QApplication.focusWidget() is person.window.view
    assert list(person.graph.cards) == ["inputs", "conv3d", "result"]

    person.strike("Home", "Return", "Return")
    person.type("8, 8, 8, 1")
    person.strike("Return", "Escape", "W", "Return")
    assert ring(person) == ("conv3d", "")
    person.strike("Return", "Return")
    person.type("4")
    person.strike("Tab")
    person.type("5")
    person.strike("Return", "Escape", "W", "Return")
    built = person.graph
    assert set(built.wires) == {
        wire("inputs.output > conv3d.input"),
        wire("conv3d.output > result.input"),
    }
    assert built.cards["conv3d"].values["filters"] == 4
    assert built.cards["conv3d"].values["kernel_size"] == (5, 5, 5)

    person.strike("Alt+Left", "Del")
    assert set(person.graph.cards) == {"inputs", "result"}
    person.strike("Ctrl+Z")
    assert person.graph == built
    steps = person.undo_steps()
    assert steps == 8  # three cards, three values, two wires
    assert person.graph == built

    person.strike("Ctrl+E")
    assert "layers.Conv3D(4, 5)(inputs)" in path.read_text().replace("\n", "")


# The nearest card, against looking at every card.

PLACES = st.integers(-3000, 3000)
BOXES = st.lists(
    st.tuples(PLACES, PLACES, st.integers(20, 400), st.integers(20, 400)), min_size=1, max_size=40
)


def laid(boxes: Iterable[tuple[int, int, int, int]]) -> SimpleNamespace:
    cards = {f"c{place}": SimpleNamespace(body=QRectF(*box)) for place, box in enumerate(boxes)}
    found: Boxes[str] = Boxes()
    for name, placed in cards.items():
        found.put(name, placed.body.adjusted(-BEYOND, -BEYOND, BEYOND, BEYOND))
    return SimpleNamespace(
        cards=cards,
        card_boxes=found,
        rect=found.bounds,
        areas={},
        area_boxes=Boxes(),
        body=lambda name: cards[name].body,
    )


def gap(one: QRectF, other: QRectF) -> float:
    across = max(one.left() - other.right(), other.left() - one.right(), 0)
    down = max(one.top() - other.bottom(), other.top() - one.bottom(), 0)
    return max(across, down)


@given(BOXES)
def test_near_first_gives_every_card_once_in_order(boxes) -> None:
    contents = laid(boxes)
    here = contents.cards["c0"].body
    order = list(near_first(contents, here))
    assert sorted(order) == sorted(contents.cards)
    away = [gap(here, contents.cards[name].body) for name in order]
    assert away == sorted(away)


@given(BOXES, st.sampled_from([(1, 0), (-1, 0), (0, 1), (0, -1)]))
def test_the_nearest_card_that_way_is_that_of_all(boxes, way) -> None:
    contents = laid(boxes)
    here = contents.cards["c0"].body
    across, down = way

    def cost(name: str) -> float:
        there = contents.cards[name].body
        between = there.center() - here.center()
        onward = between.x() * across + between.y() * down
        aside = abs(between.x() * down + between.y() * across)
        flat = QRectF(0, there.y(), 1, there.height()), QRectF(0, here.y(), 1, here.height())
        tall = QRectF(there.x(), 0, there.width(), 1), QRectF(here.x(), 0, here.width(), 1)
        off = gap(*(flat if across else tall))
        return onward + 2 * off + 0.1 * aside if 0 < onward >= off else float("inf")

    costs = {name: cost(name) for name in contents.cards}
    least = min(costs.values())
    found = nearest_to(contents, "c0", across, down)
    assert (costs[found] == least) if least < float("inf") else found == ""


def test_a_step_among_many_cards_looks_at_few() -> None:
    """One thousand boxes a row: what is far is not asked."""
    contents = laid((x * 320, y * 260, 240, 200) for x in range(100) for y in range(100))

    class Counted(dict):
        asked = 0

        def __getitem__(self, key):
            Counted.asked += 1
            return super().__getitem__(key)

    counted = Counted(contents.cards)
    contents.body = lambda name: counted[name].body
    assert nearest_to(contents, "c5050", 1, 0) == "c5150"
    assert nearest_to(contents, "c5050", 0, 1) == "c5051"
    assert Counted.asked < 100
