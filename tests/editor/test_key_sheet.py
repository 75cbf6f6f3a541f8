"""The sheet of keys: opened with a key, made from the table, with nothing left out or cut off."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from layerdeck.editor.actions.gestures import GESTURES
from layerdeck.editor.actions.keys import give_keys, native
from layerdeck.editor.key_editor import KeyEditor
from layerdeck.editor.key_sheet import KeySheet, as_text, sheet_of
from making import network
from person import Person


@pytest.fixture
def row(person: Person) -> Person:
    person.open(network())
    return person


def open_sheet(person: Person, key: str) -> KeySheet:
    person.key(key)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, KeySheet)
    return sheet


def press(sheet: KeySheet, title: str) -> None:
    (button,) = (each for each in sheet.findChildren(QPushButton) if each.text() == title)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("key", ["F1", "?"])
def test_it_opens_with_its_key_and_closes_with_escape(row: Person, key: str) -> None:
    open_sheet(row, key)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    row.settle()
    assert QApplication.activeModalWidget() is None


def test_a_question_mark_is_typed_in_a_field(row: Person) -> None:
    search = row.window.deck.search
    search.setFocus()
    QTest.keyClick(search, "?")
    assert search.text() == "?"
    assert QApplication.activeModalWidget() is None


def test_every_action_with_a_key_and_every_gesture_is_on_it(row: Person) -> None:
    actions = row.window.all_actions
    sheet = open_sheet(row, "F1")
    shown = sheet.browser.toPlainText()
    for action in actions:
        for key in actions.keys[action.id]:
            assert native([key]) in shown or key == "Return", action.id
        assert (action.name in shown) or not actions.keys[action.id]
    for gesture in GESTURES:
        assert gesture.words in shown
        assert gesture.group.upper() in shown
    sheet.close()


def test_it_shows_the_keys_as_they_are_now(row: Person) -> None:
    actions = row.window.all_actions
    actions.choose_keys(give_keys(actions.keys, "card.tidy_up", ("Ctrl+Alt+T",)))
    sheet = open_sheet(row, "F1")
    assert ("Ctrl+Alt+T", "Tidy up") in sheet.sheet["Card"]
    sheet.close()


def test_a_line_says_which_menu_within_a_menu_it_is_from(row: Person) -> None:
    sheet = open_sheet(row, "F1")
    assert ("Ctrl+Shift+Left", "Align: Left edges") in sheet.sheet["Card"]
    sheet.close()


def test_as_text_it_stands_in_columns(row: Person) -> None:
    sheet = open_sheet(row, "F1")
    press(sheet, "Copy as text")
    text = QGuiApplication.clipboard().text()
    assert text == as_text(sheet_of(row.window.all_actions, row.window.all_actions.keys))
    lines = [line for line in text.splitlines() if line.startswith("  ")]
    starts = {re.match(r"  .{0,60}?\S +(?=\S)", line) is not None for line in lines}
    assert starts == {True}
    wide = max(len(keys) for group in sheet.sheet.values() for keys, _ in group)
    assert {line[2 + wide : 4 + wide] for line in lines} == {"  "}
    assert row.said == "The keys are on the clipboard, as text."
    sheet.close()


@pytest.mark.parametrize("size", [(1280, 720), (1024, 700), (700, 500)])
def test_it_fits_the_window_and_cuts_nothing_off(row: Person, size: tuple[int, int]) -> None:
    row.window.resize(*size)
    row.settle()
    sheet = open_sheet(row, "F1")
    assert sheet.width() <= row.window.width()
    assert sheet.height() <= row.window.height()
    assert sheet.browser.horizontalScrollBar().maximum() == 0
    cursor = QTextCursor(sheet.browser.document())
    cursor.movePosition(QTextCursor.MoveOperation.End)
    bar = sheet.browser.verticalScrollBar()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    assert sheet.browser.cursorRect(cursor).bottom() <= sheet.browser.viewport().height()
    sheet.close()


@pytest.mark.parametrize("width", [1280, 1024])
def test_no_line_is_squeezed_by_the_long_keys_of_another(row: Person, width: int) -> None:
    row.window.resize(width, 720)
    row.settle()
    sheet = open_sheet(row, "F1")
    block, seen = sheet.browser.document().begin(), 0
    while block.isValid():
        assert block.layout().lineCount() <= 2, block.text()
        if " " not in block.text():
            assert block.layout().lineCount() <= 1, block.text()
        seen += block.text().startswith("Draw the selected")
        block = block.next()
    assert seen == 1
    sheet.close()


def test_it_leads_to_where_keys_are_changed(row: Person) -> None:
    press(open_sheet(row, "F1"), "Change keys…")
    row.settle()
    editor = QApplication.activeModalWidget()
    assert isinstance(editor, KeyEditor)
    editor.close()
