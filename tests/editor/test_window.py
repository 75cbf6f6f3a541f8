"""The window as a whole: faults of our own, names for all who do not see it, what it remembers."""

import sys
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QGraphicsView,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)

from layerdeck.deck import load_catalogue
from layerdeck.editor.about import show_about
from layerdeck.editor.app import report_faults
from layerdeck.editor.window import Window
from making import network
from person import Person

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QGraphicsView,
    QLineEdit,
    QPlainTextEdit,
)


@pytest.fixture
def row(person: Person) -> Person:
    person.open(network())
    return person


@pytest.fixture
def reporting(person: Person) -> Iterator[Person]:
    """The window reports faults of our own, as in the running program."""
    before = sys.excepthook
    report_faults(person.window.windows)
    yield person
    sys.excepthook = before


def test_a_fault_of_our_own_is_said_and_the_window_goes_on(
    reporting: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    def stumble() -> None:
        raise RuntimeError("a cable came loose")

    action = QAction("Stumble", reporting.window)
    action.triggered.connect(stumble)
    action.trigger()
    said = reporting.window.status.currentMessage()
    assert said == (
        "Something went wrong inside Layerdeck (a cable came loose). Your work is still here: "
        "save it."
    )
    QTimer.singleShot(0, reporting.window, stumble)
    reporting.settle()
    assert capsys.readouterr().err.count("RuntimeError: a cable came loose") == 2
    assert QApplication.activeModalWidget() is None
    assert reporting.drag_from_deck("Dense", (300, 100)) == "dense"


def unnamed(root: QWidget) -> list[str]:
    """Controls that say nothing of themselves to those who do not see them."""
    found = []
    for control in root.findChildren(QWidget):
        if not isinstance(control, CONTROLS) or not control.isVisible():
            continue
        # Parts of a control, such as the line of a combo box or the corner of a table.
        if control.objectName().startswith("qt_") or isinstance(control.parent(), QComboBox):
            continue
        if type(control).__name__ in ("QHeaderView", "QTableCornerButton"):
            continue
        interface = QAccessible.queryAccessibleInterface(control)
        if not interface.text(QAccessible.Text.Name).strip():
            found.append(f"{type(control).__name__} {control.objectName()}")
    return found


def test_every_control_has_a_name(row: Person) -> None:
    window = row.window
    row.click(row.grab_head("a"))
    for index in range(window.tabs.count()):
        window.tabs.setCurrentIndex(index)
        row.settle()
        assert unnamed(window) == []
    window.inspector.rows["filters"].editor.setFocus()
    QTest.keyClicks(window.inspector.rows["dilation_rate"].editor, "2")
    QTest.keyClick(window.inspector.rows["dilation_rate"].editor, Qt.Key.Key_Return)
    assert unnamed(window.inspector) == []
    row.click(row.chip("a.filters"))
    assert unnamed(window.view) == []
    row.click(row.chip("a.padding"))
    assert unnamed(window.view) == []


def test_tab_reaches_every_panel(row: Person) -> None:
    """With keys alone one gets from the deck to the canvas, the inspector and the code."""
    window = row.window
    row.click(row.grab_head("a"))
    window.deck.search.setFocus()
    reached: set[str] = set()
    panels = {
        "deck": window.deck,
        "canvas": window.view,
        "inspector": window.inspector,
        "tabs": window.tabs,
    }
    for _ in range(80):
        focused = QApplication.focusWidget()
        reached |= {
            name
            for name, panel in panels.items()
            if focused is panel or panel.isAncestorOf(focused)
        }
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert reached == set(panels)


def test_the_window_remembers_its_panels_and_theme(row: Person, qapp: QApplication) -> None:
    window = row.window
    window.choose_theme("paper")
    window.docks[0].hide()
    window.session.document.load(row.graph, None)
    window.close()
    again = Window(load_catalogue(), window.settings)
    again.show()
    row.settle()
    assert again.theme.id == "paper"
    assert not again.docks[0].isVisible()
    again.close()
    again.deleteLater()


def test_a_small_window_still_shows_everything_in_its_place(row: Person) -> None:
    window = row.window
    window.resize(1024, 700)
    row.settle()
    assert window.width() <= 1100, "the window cannot be made small"
    boxes = [
        part.rect().translated(part.mapTo(window, part.rect().topLeft()))
        for part in (window.view, window.deck, window.inspector, window.tabs)
    ]
    for place, box in enumerate(boxes):
        assert window.rect().contains(box)
        assert not any(box.intersects(other) for other in boxes[:place])


def test_about_says_what_this_is(person: Person) -> None:
    text = person.answer(QMessageBox.StandardButton.Ok, partial(show_about, person.window))
    assert "Layerdeck" in text
    assert "MIT" in text
