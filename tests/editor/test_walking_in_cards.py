"""Walking within a card by keyboard: values, tick boxes, wires begun and detached."""

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget

from layerdeck.editor.canvas.spots import MORE, Spot, lines_of
from layerdeck.graph import Graph
from layerdeck.graph.edits import collapse
from making import CONV, HE, INPUT, OUTPUT, card, graph, line, network, wire
from person import Person
from walks import in_a_row, ring, told, walking, with_forks


@pytest.fixture
def row(person: Person) -> Person:
    return in_a_row(person)


@pytest.fixture
def forks(person: Person) -> Person:
    return with_forks(person)


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
    assert told(forks) == "This is the nearest port that fits."
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


def test_all_wires_of_an_output_are_led_to_another(forks: Person) -> None:
    def with_another(whole: Graph) -> Graph:
        other = card("other", INPUT, shape=[8, 8, 8, 1]).with_(at=(0.0, 500.0))
        return whole.with_(cards={**whole.cards, "other": other})

    forks.window.session.edit("Add another input", with_another)
    before = forks.graph
    forks.strike("Home", "Shift+W")
    while walking(forks).spot != Spot("other", ("output", False)):
        forks.strike("Down")
    forks.strike("Return")
    assert forks.graph.out_of("x", "output") == []
    assert [w.target.card for w in forks.graph.out_of("other", "output")] == ["p", "q", "r"]
    forks.strike("Ctrl+Z")
    assert forks.graph == before


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


def test_from_the_last_port_a_led_wire_goes_on_to_the_first(forks: Person) -> None:
    forks.window.session.edit("Take apart", lambda g: g.with_(wires=()))
    forks.strike("Home", "Return", "End", "W")
    been = [ring(forks)]
    while len(been) == 1 or been[-1] != been[0]:
        forks.strike("Down")
        been.append(ring(forks))
    assert {("p", "input"), ("q", "input"), ("r", "input"), ("join", "inputs")} <= {*been}
    assert len({*been}) == len(been) - 1, "each must come once before the first comes again"


def test_that_no_other_port_fits_is_said_where_none_does(row: Person) -> None:
    row.open(line(card("x", INPUT, shape=[8, 8, 8, 1]), card("y", OUTPUT)).with_(wires=()))
    row.window.view.setFocus()
    row.strike("Home", "Return", "End", "W")
    assert ring(row) == ("y", "input")
    row.strike("Down")
    assert told(row) == "No other port fits."
    assert ring(row) == ("y", "input")


@pytest.mark.parametrize("letter", ["C", "N", "B", "E", "L", "Delete", "Backspace"])
def test_while_a_wire_is_led_no_letter_acts_on_cards(forks: Person, letter: str) -> None:
    forks.window.session.edit("Take apart", lambda g: g.with_(wires=()))
    forks.strike("Home", "Return", "End", "W")
    before = forks.graph
    forks.strike(letter)
    assert forks.graph is before
    assert ring(forks) == ("p", "input")
    forks.strike("Down", "Return")
    assert [str(wire.target) for wire in forks.graph.wires] == ["q.input"]
