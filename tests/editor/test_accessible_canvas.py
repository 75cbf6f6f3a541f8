"""The canvas as assistive technology meets it: a tree of cards and lines."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import (
    QAccessibleInterface,
)

from hearing import (
    PRESS,
    SET_FOCUS,
    TOGGLE,
    Role,
    Text,
    canvas,
    cards,
    children,
    focus_of,
    lines,
    name,
)
from layerdeck.graph import Graph, Note
from layerdeck.graph.areas import add_frame, add_note
from layerdeck.graph.bypass import bypass
from layerdeck.graph.edits import collapse
from making import CONV, DECK, card, graph, network
from person import Person


@pytest.fixture
def row(person: Person) -> Person:
    person.open(network())
    person.window.view.setFocus()
    return person


def test_the_canvas_is_a_list_of_cards_with_lines(row: Person) -> None:
    root = canvas(row)
    assert root.role() is Role.List
    assert name(root) == "Canvas"
    assert root.text(Text.Description).startswith("3 cards, 2 wires")
    found = cards(row)
    assert [name(node) for node in found.values()] == [
        "x, Input",
        "a, Convolution 3D",
        "y, Output",
    ]
    assert {node.role() for node in found.values()} == {Role.ListItem}
    assert found["a"].text(Text.Description) == "Wired from x. Wired to y."
    inside = lines(found["a"])
    assert name(inside["Filters"]) == "Filters, Integer, value 4"
    assert inside["Filters"].text(Text.Value) == "4"
    assert "How many kernels" in inside["Filters"].text(Text.Description)
    assert "Depth · Height · Width" in inside["Kernel size"].text(Text.Description)
    assert name(inside["Input"]) == "Input, Tensor, wired from x · Data"
    assert name(inside["Output"]) == "Output, Tensor, wired to y · Data"
    more = inside["14 more inputs at their defaults"]
    assert more.role() is Role.Button
    assert more.state().collapsed
    assert not children(inside["Filters"])
    assert root.child(99) is None
    assert found["a"].child(99) is None


def test_states_say_what_is_selected_ticked_and_out_of_sight(row: Person) -> None:
    row.click(row.grab_head("a"))
    states = {key: node.state() for key, node in cards(row).items()}
    assert {key for key, state in states.items() if state.selected} == {"a"}
    assert all(state.selectable and state.focusable for state in states.values())
    assert not any(state.offscreen or state.focused for state in states.values())
    row.strike("E")
    tick = lines(cards(row)["a"])["Use bias"]
    assert tick.role() is Role.CheckBox
    assert tick.state().checkable
    assert tick.state().checked
    assert name(tick) == "Use bias, Boolean, on"
    assert lines(cards(row)["a"])["Fewer inputs"].state().expanded
    row.window.view.centerOn(5000, 0)
    assert all(node.state().offscreen for node in cards(row).values())


def test_what_is_wrong_is_said_on_the_card_and_the_line(person: Person) -> None:
    person.open(graph(card("a", CONV, filters=2)))
    node = cards(person)["a"]
    assert "Error: Kernel size needs a value or a wire." in node.text(Text.Description)
    said = lines(node)["Kernel size"].text(Text.Description)
    assert said.startswith("Error: Kernel size needs a value or a wire.")
    assert "Error" not in lines(node)["Filters"].text(Text.Description)
    assert "problem" in canvas(person).text(Text.Description)


def test_shapes_and_parameters_are_said(user: Person, qtbot) -> None:
    user.open(network())
    qtbot.waitUntil(user.shapes_are_new, timeout=30_000)
    said = cards(user)["a"].text(Text.Description)
    assert "depth 6 × height 6 × width 6 × channels 4, float32." in said
    assert "112 parameters." in said


def test_a_card_says_that_it_is_bypassed_or_collapsed(row: Person) -> None:
    row.window.session.edit("Bypass", bypass, DECK, ["a"], True)
    row.window.session.edit("Collapse", collapse, ["a"], True)
    said = cards(row)["a"].text(Text.Description)
    assert said == "Bypassed. Collapsed. Wired from x. Wired to y."
    assert "Open the card" in lines(cards(row)["a"])


def test_places_lead_to_what_is_there(row: Person) -> None:
    view = row.window.view
    root = canvas(row)
    for key, node in cards(row).items():
        middle = view.viewport().mapToGlobal(row.grab_head(key))
        assert node.rect().contains(middle)
        assert root.childAt(middle.x(), middle.y()) is node
        for inside in children(node):
            place = inside.rect().center()
            assert node.rect().adjusted(-12, 0, 12, 0).contains(inside.rect())
            assert node.childAt(place.x(), place.y()) is inside
    nowhere = view.viewport().mapToGlobal(QPoint(5, 5))
    assert root.childAt(nowhere.x(), nowhere.y()) is None


def test_frames_and_notes_are_in_the_tree(row: Person) -> None:
    def furnished(whole: Graph) -> Graph:
        whole, _ = add_frame(whole, (-40.0, -60.0), (400.0, 400.0), "Encoder", "the left half")
        whole, _ = add_note(whole, (0.0, 500.0), (200.0, 90.0), "Look here")
        return whole

    row.window.session.edit("Furnish", furnished)
    found = [name(node) for node in children(canvas(row)) if node.object() is None]
    assert found[-2:] == ["Frame, Encoder", "Note, Look here"]
    node = children(canvas(row))[3]
    assert node.text(Text.Description) == "the left half"
    assert children(node) == []
    (note,) = (item for item in row.graph.notes.values() if isinstance(item, Note))
    row.window.session.select([note.id])
    assert children(canvas(row))[4].state().selected


def do(node: QAccessibleInterface, action: str, person: Person) -> None:
    actions = node.actionInterface()
    assert action in actions.actionNames()
    actions.doAction(action)
    person.settle()


def test_things_can_be_done_through_the_tree(row: Person) -> None:
    row.window.deck.search.setFocus()
    node = cards(row)["a"]
    do(node, SET_FOCUS, row)
    assert row.window.view.hasFocus()
    assert row.window.session.selected == ("a",)
    assert focus_of(row) == "a, Convolution 3D"
    do(lines(node)["Filters"], PRESS, row)
    assert row.window.view.editor is not None
    row.type("7")
    row.strike("Return")
    assert row.graph.cards["a"].values["filters"] == 7
    do(lines(node)["14 more inputs at their defaults"], PRESS, row)
    do(lines(node)["Use bias"], TOGGLE, row)
    assert row.graph.cards["a"].values["use_bias"] is False
    # What is gone when its turn comes does nothing.
    lines(node)["Filters"].actionInterface().doAction(PRESS)
    row.window.session.document.load(Graph(), None)
    row.settle()
    assert row.window.view.editor is None


def test_every_other_interface_is_none(row: Person) -> None:
    node = cards(row)["a"]
    for one in (node, children(node)[0]):
        assert one.textInterface() is None
        assert one.valueInterface() is None
        assert one.tableCellInterface() is None
        assert one.selectionInterface() is None
        assert one.attributesInterface() is None
        assert one.actionInterface() is not None
