"""What assistive technology is told while the canvas changes, and what becomes of its tree."""

import gc
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import (
    QAccessible,
)
from PySide6.QtTest import QTest
from shiboken6 import isValid

from hearing import (
    Ear,
    Event,
    Text,
    canvas,
    cards,
    children,
    focus_of,
    lines,
    name,
)
from layerdeck.editor.canvas import accessible
from layerdeck.editor.window import Window
from layerdeck.graph.edits import set_value
from layerdeck.graph.grouping import group
from making import CONV, DECK, INPUT, JOIN, OUTPUT, card, graph, line, network
from person import Person


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
