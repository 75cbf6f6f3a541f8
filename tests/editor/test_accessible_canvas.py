"""The canvas as assistive technology meets it: a tree of cards and lines, told of as it changes."""

import gc
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleAnnouncementEvent,
    QAccessibleInterface,
)
from PySide6.QtTest import QTest
from shiboken6 import isValid

from layerdeck.editor.canvas import accessible
from layerdeck.editor.window import Window
from layerdeck.graph import Graph, Note
from layerdeck.graph.areas import add_frame, add_note
from layerdeck.graph.bypass import bypass
from layerdeck.graph.edits import collapse, set_value
from layerdeck.graph.grouping import group
from making import CONV, DECK, INPUT, JOIN, OUTPUT, card, graph, line, network
from person import Person

Event, Role, Text = QAccessible.Event, QAccessible.Role, QAccessible.Text
SET_FOCUS = QAccessibleActionInterface.setFocusAction()
PRESS = QAccessibleActionInterface.pressAction()
TOGGLE = QAccessibleActionInterface.toggleAction()


class Ear:
    """Remembers what assistive technology is told."""

    def __init__(self) -> None:
        self.told: list[tuple[QAccessible.Event, str]] = []

    def hear(self, event) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            self.told.append((event.type(), event.message()))
        else:
            spoken = event.accessibleInterface()
            self.told.append((event.type(), name(spoken) if spoken else ""))

    def of(self, kind: QAccessible.Event) -> list[str]:
        return [text for what, text in self.told if what is kind]

    def clear(self) -> None:
        self.told.clear()


@pytest.fixture
def ear(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ear]:
    """Assistive technology is running, and this is what it is told."""
    ear = Ear()
    monkeypatch.setattr(QAccessible, "updateAccessibility", staticmethod(ear.hear))
    QAccessible.setActive(True)
    yield ear
    QAccessible.setActive(False)


@pytest.fixture
def row(person: Person) -> Person:
    person.open(network())
    person.window.view.setFocus()
    return person


def canvas(person: Person) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(person.window.view)


def name(node: QAccessibleInterface) -> str:
    return node.text(Text.Name)


def children(node: QAccessibleInterface) -> list[QAccessibleInterface]:
    found = [node.child(place) for place in range(node.childCount())]
    for place, child in enumerate(found):
        assert child is not None
        assert child.isValid()
        assert node.indexOfChild(child) == place
        assert child.parent() is node
    return found


def cards(person: Person) -> dict[str, QAccessibleInterface]:
    things = (node for node in children(canvas(person)) if node.object() is None)
    return {name(node).split(",")[0]: node for node in things}


def lines(node: QAccessibleInterface) -> dict[str, QAccessibleInterface]:
    return {name(line).split(",")[0]: line for line in children(node)}


def focus_of(person: Person) -> str:
    focused = canvas(person).focusChild()
    return name(focused) if focused else ""


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


def test_the_focus_is_told_step_by_step(row: Person, ear: Ear) -> None:
    row.strike("Home")
    assert ear.of(Event.Focus)[-1] == "x, Input"
    assert focus_of(row) == "x, Input"
    row.strike("Alt+Right", "Return", "Down")
    assert ear.of(Event.Focus)[-3:] == [
        "a, Convolution 3D",
        "Filters, Integer, value 4",
        "Kernel size, List of Integer, value 3, 3, 3",
    ]
    assert focus_of(row).startswith("Kernel size")
    focused = cards(row)["a"].focusChild()
    assert name(focused).startswith("Kernel size")
    assert focused.state().focused
    assert not cards(row)["a"].state().focused
    # Back on the canvas after a value was edited, its line has the focus again.
    row.strike("Return")
    assert focus_of(row) == "Kernel size of a"
    row.type("5")
    ear.clear()
    row.strike("Return")
    assert ear.of(Event.Focus)[-1] == "Kernel size, List of Integer, value 5, 5, 5"
    row.strike("Escape", "Escape")
    assert focus_of(row) == "Canvas"


def test_which_of_several_wires_is_told(person: Person, ear: Ear) -> None:
    person.open(
        graph(
            card("x", INPUT, shape=[8, 8, 8, 1]),
            card("p", CONV, filters=2, kernel_size=1),
            card("q", CONV, filters=2, kernel_size=1),
            card("join", JOIN),
            wires=["x.output > p.input", "x.output > q.input",
                   "p.output > join.inputs", "q.output > join.inputs"],
        )
    )  # fmt: skip
    person.window.view.setFocus()
    person.strike("Home", "Alt+Right", "Alt+Down")
    assert ear.of(Event.Announcement)[-2:] == ["1 of 2", "2 of 2"]
    assert ear.of(Event.Focus)[-1] == "q, Convolution 3D"


def test_what_is_said_and_refused_is_announced(row: Person, ear: Ear) -> None:
    row.strike("Home", "Alt+Left")
    assert ear.of(Event.Announcement)[-1] == "No wire leads to x."
    row.strike("Alt+Right", "Return", "Return")
    row.type("many")
    row.strike("Return")
    assert "Filters" in ear.of(Event.Announcement)[-1]
    count = len(ear.told)
    row.strike("Escape")
    assert not any(kind is Event.Announcement for kind, _ in ear.told[count:])


def test_a_new_problem_is_announced_once(row: Person, ear: Ear) -> None:
    session = row.window.session
    session.edit("Set strides", set_value, session.deck, "a", "strides", 2)
    ear.clear()
    session.edit("Set dilation", set_value, session.deck, "a", "dilation_rate", 2)
    (said,) = ear.of(Event.Announcement)
    assert said.startswith("a: ")
    assert "dilation" in said
    ear.clear()
    row.strike("Home")
    assert ear.of(Event.Announcement) == []
    session.document.undo()
    assert ear.of(Event.Announcement) == ["No problem is left."]


def test_edits_deletes_and_undo_show_in_the_tree(row: Person, ear: Ear) -> None:
    before = cards(row)
    filters = lines(before["a"])["Filters"]
    row.type_value("a.filters", "9")
    assert lines(cards(row)["a"])["Filters"] is filters
    assert name(filters) == "Filters, Integer, value 9"
    assert "Filters, Integer, value 9" in ear.of(Event.NameChanged)
    row.click(row.grab_head("a"))
    row.strike("Del")
    assert list(cards(row)) == ["x", "y"]
    assert not isValid(before["a"])
    assert not isValid(filters)
    assert isValid(before["x"])
    assert name(lines(cards(row)["y"])["Data"]) == "Data, Tensor, not wired"
    row.strike("Ctrl+Z")
    assert list(cards(row)) == ["x", "a", "y"]
    assert "a, Convolution 3D" in ear.of(Event.ObjectCreated)
    assert name(lines(cards(row)["a"])["Filters"]) == "Filters, Integer, value 9"


def test_lines_come_and_go_with_the_inputs_that_show(row: Person) -> None:
    node = cards(row)["a"]
    few = lines(node)
    row.strike("Home", "Alt+Right", "E")
    assert cards(row)["a"] is node
    many = lines(node)
    assert len(many) > len(few) + 10
    assert few["Filters"] is many["Filters"]
    row.strike("E")
    assert not isValid(many["Use bias"])
    assert lines(node).keys() == few.keys()


def test_selecting_is_told(row: Person, ear: Ear) -> None:
    cards(row)
    row.click(row.grab_head("a"))
    assert ear.of(Event.StateChanged) == ["a, Convolution 3D"]
    row.click(row.grab_head("y"))
    assert sorted(ear.of(Event.StateChanged)[1:]) == ["a, Convolution 3D", "y, Output"]


def test_inside_a_block_is_another_tree(person: Person, ear: Ear) -> None:
    person.open(
        line(
            card("x", INPUT, shape=[8, 8, 8, 1]),
            card("p", CONV, filters=2, kernel_size=1),
            card("q", CONV, filters=2, kernel_size=1),
            card("y", OUTPUT),
        )
    )
    session = person.window.session
    session.edit(
        "Make a block", lambda whole: group(whole, session.deck, ("p", "q"), "Pair", {})[0]
    )
    outside = cards(person)
    block = next(key for key in outside if key not in ("x", "y"))
    assert name(outside[block]) == f"{block}, Pair"
    session.enter(block)
    person.settle()
    inside = cards(person)
    assert {"p", "q"} <= inside.keys()
    assert canvas(person).text(Text.Description).startswith("Inside the block Pair: ")
    assert not isValid(outside[block])
    controls = [node for node in children(canvas(person)) if node.object()]
    assert "The way to this block" in map(name, controls)
    session.go_to(())
    person.settle()
    assert cards(person).keys() == outside.keys()


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


def test_nothing_is_made_while_nobody_asks(person: Person) -> None:
    before = len(accessible._KEPT)
    wide = [card(f"c{place}", CONV, filters=1, kernel_size=1) for place in range(60)]
    person.open(line(card("x", INPUT, shape=[8, 8, 8, 1]), *wide))
    person.window.view.setFocus()
    person.strike("Home", "Alt+Right", "Return", "Down", "Escape", "Del", "Ctrl+Z")
    assert len(accessible._KEPT) == before


def test_many_cards_that_come_at_once_are_told_of_in_one_word(person: Person, ear: Ear) -> None:
    before = len(accessible._KEPT)
    wide = [card(f"c{place}", CONV, filters=1, kernel_size=1) for place in range(60)]
    person.open(line(card("x", INPUT, shape=[8, 8, 8, 1]), *wide))
    assert Event.ObjectReorder in [kind for kind, _ in ear.told]
    assert len(accessible._KEPT) == before
    assert name(canvas(person).child(60)) == "c59, Convolution 3D"
    assert len(accessible._KEPT) == before + 1


def test_a_window_that_goes_takes_its_tree_along(person: Person, window: Window) -> None:
    before = len(accessible._KEPT)
    other = Window(DECK, window.settings)
    other.show()
    guest = Person(other)
    guest.open(network())
    kept = [*cards(guest).values()]
    assert len(accessible._KEPT) == before + 3
    other.leaving = True
    other.close()
    other.deleteLater()
    del guest, other
    person.settle()
    gc.collect()
    QTest.qWait(10)
    person.settle()
    assert len(accessible._KEPT) == before
    assert not any(map(isValid, kept))


ORDEAL = Path(__file__).with_name("ordeal_of_the_tree.py")


@pytest.mark.parametrize("end", ["closed", "left open", "thrown away"])
def test_thousands_of_questions_while_cards_go_crash_nothing(end: str) -> None:
    """In a process of its own: what goes wrong here ends the process."""
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", str(ORDEAL), end, "3"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    assert done.stdout.strip().endswith("nodes asked")
