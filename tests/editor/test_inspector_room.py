"""The inspector: problems, the whole model, its columns at any width, and how rows are kept."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
)

from layerdeck.editor.panels.inspector import Inspector
from layerdeck.editor.panels.port_list import PortList
from layerdeck.editor.panels.port_row import SOCKET
from layerdeck.graph.edits import add
from layerdeck.graph.fixes import setting
from layerdeck.program import Facts, Problem, Report
from making import CONV, DECK, HE, INPUT, OUTPUT, PARAMETER, card, graph
from person import Person

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def row(person: Person) -> Person:
    person.open(
        graph(
            card("x", INPUT, shape=[8, 8, 8, 1]),
            card("he", HE),
            card("a", CONV, filters=4, kernel_size=3),
            card("y", OUTPUT),
            wires=[
                "x.output > a.input",
                "he.initializer > a.kernel_initializer",
                "a.output > y.input",
            ],
        ),
        across=250,
    )
    return person


@pytest.fixture
def inspector(row: Person) -> Inspector:
    """The inspector with the convolution selected."""
    row.click(row.grab_head("a"))
    return row.window.inspector


def field(inspector: Inspector, port: str) -> QLineEdit:
    """The line of a port, clicked."""
    found = inspector.rows[port].editor
    assert isinstance(found, QLineEdit)
    QTest.mouseClick(found, LEFT)
    assert QApplication.focusWidget() is found
    return found


def resets(inspector: Inspector, port: str) -> list[QToolButton]:
    """The button that takes a value back, where it shows."""
    found = inspector.rows[port].findChildren(QToolButton)
    return [button for button in found if button.isVisible()]


def write(line: QLineEdit, text: str) -> None:
    line.selectAll()
    QTest.keyClicks(line, text)


def value(person: Person, port: str) -> object:
    return person.graph.cards["a"].values.get(port)


def rename(person: Person, name: str) -> None:
    line = person.window.inspector.name
    QTest.mouseClick(line, LEFT)
    write(line, name)
    QTest.keyClick(line, Qt.Key.Key_Return)
    person.settle()


# Problems, and the whole model.


def problem_words(inspector: Inspector) -> list[str]:
    return [label.text() for label in inspector.problems.findChildren(QLabel) if label.isVisible()]


def test_a_problem_is_told_at_the_top_with_its_ways_out(row: Person, inspector: Inspector) -> None:
    assert not inspector.problems.isVisible()
    for port in ("strides", "dilation_rate"):
        line = field(inspector, port)
        write(line, "2")
        QTest.keyClick(line, Qt.Key.Key_Return)
    (problem,) = row.window.session.problems
    assert problem_words(inspector) == [problem.message]
    row.settle()
    assert inspector.problems.mapTo(inspector, inspector.problems.rect().bottomLeft()).y() < min(
        found.mapTo(inspector, found.rect().topLeft()).y() for found in inspector.rows.values()
    )
    buttons = inspector.problems.findChildren(QPushButton)
    assert [button.text() for button in buttons] == [fix.title for fix in problem.fixes]
    QTest.mouseClick(buttons[0], LEFT)
    assert row.window.session.problems == ()
    assert not inspector.problems.isVisible()
    row.key("Ctrl+Z")
    row.click(row.grab_head("a"))
    assert problem_words(inspector) == [problem.message]


def test_only_the_first_of_many_problems_are_told(row: Person, inspector: Inspector) -> None:
    told = [Problem("a", "", f"The problem with the number {number}.") for number in range(5)]
    row.window.session.take_report(Report(0, {}, tuple(told)))
    assert problem_words(inspector) == [
        *(problem.message for problem in told[:3]),
        "And 2 more: see the Problems tab.",
    ]
    row.click(row.grab_head("y"))
    assert problem_words(inspector) == []


def test_long_words_do_not_make_the_inspector_wider(row: Person, inspector: Inspector) -> None:
    least = inspector.minimumSizeHint().width()
    rename(row, "a_name_of_a_convolution_that_is_longer_than_any_panel_should_ever_be")
    long = "A fix whose title is by far too long for any panel that stands at the side"
    fix = setting(long, row.window.session.selected[0], "strides", (1, 1, 1))
    told = Problem(fix.changes[0].card, "", "Something is wrong.", fixes=(fix,))
    facts = {told.card: Facts((None, *(1024,) * 12))}
    row.window.session.take_report(Report(0, facts, (told,)))
    row.settle()
    assert inspector.minimumSizeHint().width() <= max(least, 260)
    (button,) = inspector.problems.findChildren(QPushButton)
    right = button.mapTo(inspector, button.rect().topRight()).x()
    assert right < inspector.width()


@pytest.mark.parametrize("width", [250, 300, 356, 620])
def test_at_any_width_titles_and_fields_keep_to_their_columns(
    row: Person, inspector: Inspector, width: int
) -> None:
    row.window.resizeDocks([row.window.docks[1]], [width], Qt.Orientation.Horizontal)
    row.settle()
    rows = list(inspector.rows.values())
    row.settle()
    lefts = {found.editor.x() for found in rows}
    assert len(lefts) == 1
    for found in rows:
        assert SOCKET + found._title_width < found.editor.x()
        right = found.editor.mapTo(inspector, found.editor.rect().topRight()).x()
        assert right < inspector.width()
    cut = [found for found in rows if found.tip(100) != found.port.help]
    assert all(found.tip(100).startswith(found.port.title) for found in cut)
    assert bool(cut) == (width < 300)


def test_a_choice_that_is_too_long_for_its_field_is_told_in_a_tip(person: Person) -> None:
    vectors = "keras.layers.TextVectorization"
    person.open(graph(card("t", vectors, standardize="lower_and_strip_punctuation")))
    person.window.session.select(["t"])
    dock = person.window.docks[1]
    box = person.window.inspector.rows["standardize"].editor
    assert isinstance(box, QComboBox)
    for width, tip in [(280, "Lower and strip punctuation"), (700, "")]:
        person.window.resizeDocks([dock], [width], Qt.Orientation.Horizontal)
        person.settle()
        box.grab()
        assert box.toolTip() == tip
    person.window.resizeDocks([dock], [280], Qt.Orientation.Horizontal)
    person.settle()
    box.showPopup()
    person.settle()
    assert box.view().viewport().width() >= box.view().sizeHintForColumn(0)
    box.hidePopup()


def test_without_a_selection_the_model_is_outlined(person: Person) -> None:
    person.open(
        graph(card("width", PARAMETER, default=16), card("x", INPUT, shape=[8, 8, 8, 1]),
              card("a", CONV, kernel_size=3), card("y", OUTPUT, name="mask"),
              wires=["width.value > a.filters", "x.output > a.input", "a.output > y.input"])
    )  # fmt: skip
    outline = person.window.inspector.outline

    def words() -> list[str]:
        found = [*outline.findChildren(QLabel), *outline.findChildren(QPushButton)]
        shown = [item for item in found if item.isVisible()]
        return [item.text() for item in sorted(shown, key=lambda item: (item.y() // 8, item.x()))]

    assert words() == [
        "Inputs", "x", "8, 8, 8, 1", "Outputs", "mask", "", "Parameters", "width", "16",
    ]  # fmt: skip
    facts = {name: Facts((None, 6, 6, 6, 16)) for name in "xy"}
    person.window.session.take_report(Report(0, facts, parameters=448, trainable_parameters=448))
    person.settle()
    assert words()[1:6:2] == ["x", "Outputs", "(None, 6, 6, 6, 16)"]
    (button,) = [
        one for one in outline.findChildren(QPushButton) if one.text() == "mask" and one.isVisible()
    ]
    assert button.accessibleName() == "mask, (None, 6, 6, 6, 16)"
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert person.window.session.selected == ("y",)
    assert not outline.isVisible()


def test_the_lines_of_an_outline_that_grew_stay_close(person: Person) -> None:
    person.open(graph(card("x", INPUT, shape=[8, 8, 8, 1])))
    session, outline = person.window.session, person.window.inspector.outline
    for kind in (OUTPUT, PARAMETER, OUTPUT):
        session.edit("Add", lambda graph, kind=kind: add(graph, session.deck, kind, (0, 400))[0])
        session.select(())
        person.settle()
    found = (*outline.findChildren(QLabel), *outline.findChildren(QPushButton))
    tops = sorted({item.y() for item in found if item.isVisible()})
    assert len(tops) >= 7
    assert max(below - top for top, below in pairwise(tops)) < 36


def test_a_long_outline_ends_in_how_many_more(person: Person) -> None:
    person.open(graph(*(card(f"x{number}", INPUT, shape=[4]) for number in range(15))))
    labels = person.window.inspector.outline.findChildren(QLabel)
    assert [label.text() for label in labels if label.isVisible()][-1] == "and 3 more"


# Rows.


def test_rows_are_kept_for_cards_of_a_kind(row: Person, inspector: Inspector) -> None:
    first = inspector.rows["filters"]
    row.click(row.grab_head("x"))
    assert inspector.rows["shape"].isVisible()
    row.click(row.grab_head("a"))
    assert inspector.rows["filters"] is first
    assert first.editor.text() == "4"


def test_rows_of_kinds_not_seen_for_long_are_given_up(person: Person) -> None:
    kinds = [name for name in DECK if name.startswith("keras.layers.")][:20]
    person.open(graph(*(card(f"c{number}", kind) for number, kind in enumerate(kinds))))
    inspector = person.window.inspector
    for name in person.graph.cards:
        person.window.session.select([name])
        assert len(inspector.rows) == len(DECK[person.graph.cards[name].type].inputs)
    person.settle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(inspector.lists.findChildren(PortList)) == 12


def test_rows_come_in_slices_and_all_of_them(person: Person, qtbot) -> None:
    person.open(graph(card("m", "keras.layers.ConvLSTM3D", filters=2)))
    lists = person.window.inspector.lists
    person.window.session.select(["m"])
    shown = lists._shown
    assert len(shown.made) < len(shown.states), "they were made in one go"
    qtbot.waitUntil(lambda: len(shown.made) == len(shown.states))
    assert list(shown.made) == [port.id for port in DECK["keras.layers.ConvLSTM3D"].inputs]
