"""The table of actions makes menus, tool bar and keys; what cannot be done says why."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QMenu, QToolBar, QToolTip

from layerdeck.editor.actions import Submenu
from layerdeck.editor.actions.texts import as_words
from making import network
from person import Person


@pytest.fixture
def row(person: Person) -> Person:
    person.open(network())
    return person


def entries_of(menu: QMenu) -> Iterator[QAction]:
    menu.aboutToShow.emit()
    yield from (action for action in menu.actions() if not action.isSeparator())


def every_menu(person: Person) -> Iterator[QMenu]:
    waiting = [action.menu() for action in person.window.menuBar().actions()]
    while waiting:
        menu = waiting.pop()
        yield menu
        waiting += [entry.menu() for entry in entries_of(menu) if entry.menu()]


def test_every_action_has_an_id_and_words_of_its_own_and_no_two_share_a_key(person: Person) -> None:
    entries = person.window.all_actions.entries
    actions = [entry for entry in entries if not isinstance(entry, Submenu)]
    assert len({action.id for action in actions}) == len(actions)
    assert len({(action.menu, action.words) for action in actions}) == len(actions)
    keys: dict[str, str] = {}
    for action in actions:
        assert action.words
        for key in filter(None, action.keys.split("; ")):
            assert key not in keys, f"{key} is both {keys[key]} and {action.id}"
            keys[key] = action.id
    assert len(keys) > 20


def test_every_action_says_in_a_sentence_why_it_cannot_be_done(person: Person) -> None:
    reasons = {action.id: action.why_not() for action in person.window.all_actions}
    for reason in filter(None, reasons.values()):
        assert reason[0].isupper()
        assert reason.endswith(".")
        assert len(reason) > 20
    assert {"edit.undo", "edit.delete", "card.tidy_up", "model.export_code"} <= {
        name for name, reason in reasons.items() if reason
    }


def test_what_cannot_be_done_is_grey_with_its_reason(person: Person) -> None:
    for menu in every_menu(person):
        for entry in entries_of(menu):
            assert entry.isEnabled() or entry.toolTip().endswith("."), entry.text()
    undo = person.window.all_actions.of_qt("edit.undo")
    assert not undo.isEnabled()
    assert undo.toolTip() == "There is nothing to undo."


def test_it_is_right_at_once_after_each_change(row: Person) -> None:
    of_qt = row.window.all_actions.of_qt
    delete, undo, leave = map(of_qt, ("edit.delete", "edit.undo", "card.leave_block"))
    assert not delete.isEnabled()
    row.click(row.grab_head("a"))
    assert delete.isEnabled()
    row.key("Del")
    assert not delete.isEnabled()
    assert undo.isEnabled()
    assert not leave.isEnabled()
    row.key("Ctrl+Z")
    assert not undo.isEnabled()


def test_the_key_of_what_cannot_be_done_says_why(row: Person) -> None:
    row.key("Del")
    assert row.said == "Select the cards, wires, frames or notes that are to go."
    row.key("Ctrl+Shift+Z")
    assert row.said == "There is nothing to redo."
    assert len(row.graph.cards) == len(network().cards)


def test_a_key_does_once_what_the_menu_does(row: Person) -> None:
    row.click(row.grab_head("a"))
    row.key("Del")
    row.menu("Edit", "Undo delete")
    row.key("Ctrl+Y")
    assert "a" not in row.graph.cards
    row.key("Ctrl+Z")
    assert "a" in row.graph.cards
    assert row.undo_steps() == 0


def test_a_letter_is_typed_in_a_field_and_acts_on_the_canvas_alone(row: Person) -> None:
    search = row.window.deck.search
    search.setFocus()
    QTest.keyClicks(search, "elf")
    assert search.text() == "elf"
    assert row.undo_steps() == 0
    row.click(row.chip("a.filters"))
    editor = row.window.view.editor
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, "lef")
    assert editor.text() == "lef"
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert row.undo_steps() == 0


def test_every_entry_of_every_menu_has_a_letter_of_its_own(row: Person) -> None:
    titles = [action.text() for action in row.window.menuBar().actions()]
    assert titles == ["&File", "&Edit", "&View", "&Card", "&Model", "&Help"]
    for menu in every_menu(row):
        texts = [entry.text() for entry in entries_of(menu)]
        letters = [text[text.index("&") + 1].lower() for text in texts]
        assert len(set(letters)) == len(letters), texts


def test_a_menu_is_opened_and_chosen_from_with_letters(row: Person) -> None:
    row.window.view.setFocus()
    row.click(row.grab_head("a"))
    QTest.keyClick(row.window, Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    row.settle()
    (menu,) = (menu for menu in every_menu(row) if menu.isVisible())
    letter = next(entry.text() for entry in entries_of(menu) if "elete" in entry.text())
    QTest.keyClick(menu, letter[letter.index("&") + 1].lower())
    row.settle()
    assert "a" not in row.graph.cards


def test_undo_and_redo_say_what_they_would_do(row: Person) -> None:
    bar = row.window.findChild(QToolBar)
    undo, redo = (
        next(action for action in bar.actions() if action.iconText() == text)
        for text in ("Undo", "Redo")
    )
    row.type_value("a.filters", "8")
    assert undo.isEnabled()
    assert undo.text() == "Undo set filters"
    row.tool("Undo")
    assert not undo.isEnabled()
    assert redo.text() == "Redo set filters"
    row.tool("Redo")
    assert row.graph.cards["a"].values["filters"] == 8


def test_a_file_with_an_ampersand_keeps_it_in_the_menu(person: Person, tmp_path: Path) -> None:
    path = tmp_path / "R&D.layerdeck"
    person.window.files.save_to(path)
    (menu,) = (menu for menu in every_menu(person) if as_words(menu.title()) == "Open recent")
    assert "R&D.layerdeck" in {as_words(entry.text()) for entry in entries_of(menu)}


def part_with_focus(person: Person) -> str:
    window, focused = person.window, QApplication.focusWidget()
    parts = {
        "deck": window.deck,
        "canvas": window.view,
        "inspector": window.inspector,
        "tabs": window.tabs,
    }
    return next(
        name for name, part in parts.items() if focused is part or part.isAncestorOf(focused)
    )


def test_a_key_goes_round_the_parts_of_the_window_and_back(row: Person) -> None:
    row.click(row.grab_head("a"))
    window = row.window
    window.deck.search.setFocus()

    def steps(key: Qt.Key, held: Qt.KeyboardModifier) -> list[str]:
        found = []
        for _ in range(4):
            QTest.keyClick(QApplication.focusWidget(), key, held)
            row.settle()
            found.append(part_with_focus(row))
        return found

    none, shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
    assert steps(Qt.Key.Key_F6, none) == ["canvas", "inspector", "tabs", "deck"]
    assert QApplication.focusWidget() is window.deck.search
    assert steps(Qt.Key.Key_F6, shift) == ["tabs", "inspector", "canvas", "deck"]
    row.menu("View", "Panels", "Inspector")
    assert steps(Qt.Key.Key_F6, none) == ["canvas", "tabs", "deck", "canvas"]


def test_a_part_remembers_what_had_the_focus(row: Person) -> None:
    row.click(row.grab_head("a"))
    row.window.inspector.rows["strides"].editor.setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
    assert part_with_focus(row) == "tabs"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is row.window.inspector.rows["strides"].editor


def test_a_letter_seeks_in_a_list_of_choices_and_does_not_act(row: Person) -> None:
    row.click(row.chip("a.padding"))
    choices = row.window.view.editor
    assert isinstance(choices, QListWidget)
    scale = row.window.view.scale_factor
    for letter in "lfe":
        QTest.keyClick(QApplication.focusWidget(), letter)
        row.settle()
    assert row.window.view.editor is choices
    assert row.window.view.scale_factor == scale
    assert row.undo_steps() == 0


def test_a_grey_button_says_why_to_who_points_at_it(person: Person) -> None:
    bar = person.window.findChild(QToolBar)
    button = bar.widgetForAction(person.window.all_actions.of_qt("model.export_code"))
    assert not button.isEnabled()
    place = button.rect().center()
    pointed = QHelpEvent(QEvent.Type.ToolTip, place, button.mapToGlobal(place))
    QApplication.sendEvent(button, pointed)
    assert QToolTip.text() == "The canvas is empty. Drag an Input and a layer onto it first."
    QToolTip.hideText()
