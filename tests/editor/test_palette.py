"""The palette: every action found by a few letters, with its key, or with why it cannot be done."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from layerdeck.deck import load_catalogue
from layerdeck.editor.actions.keys import give_keys
from layerdeck.editor.palette import Palette
from layerdeck.editor.window import Window
from making import CONV, graph, network
from person import LEFT, Person


@pytest.fixture
def row(person: Person) -> Person:
    person.open(network())
    return person


def open_palette(person: Person, text: str = "") -> Palette:
    """Press the palette's key where the focus is, and type."""
    QTest.keySequence(QApplication.focusWidget() or person.window.view, "Ctrl+Shift+P")
    person.settle()
    palettes = [made for made in person.window.findChildren(Palette) if made.isVisible()]
    assert len(palettes) == 1
    QTest.keyClicks(palettes[0].field, text)
    person.settle()
    return palettes[0]


def press(person: Person, palette: Palette, key: Qt.Key) -> None:
    QTest.keyClick(palette.field, key)
    person.settle()


def titles(palette: Palette) -> list[str]:
    return [line.title for line in palette.lines]


def test_it_lists_every_action_with_its_key(row: Person) -> None:
    actions = row.window.all_actions
    actions.choose_keys(give_keys(actions.keys, "card.tidy_up", ("Ctrl+Alt+T",)))
    palette = open_palette(row)
    listed = {line.data.id: line for line in palette.lines}
    assert {action.id for action in actions} - listed.keys() == {"help.palette"}
    assert listed["edit.undo"].note == "Ctrl+Z"
    assert listed["card.tidy_up"].note == "Ctrl+Alt+T"
    assert listed["card.align_left"].title == "Left edges"
    assert "Card › Align" in row.window.all_actions["card.align_left"].menu.replace(">", "›")
    assert "file.open_example/unet3d" in listed


def test_enter_does_what_is_found(row: Person) -> None:
    row.window.view.setFocus()
    palette = open_palette(row, "tidy")
    assert titles(palette)[0] == "Tidy up"
    press(row, palette, Qt.Key.Key_Return)
    assert row.window.session.document.undo_label == "Tidy up"
    assert row.window.view.hasFocus()
    assert not row.window.findChildren(Palette) or not palette.isVisible()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("arrange", "Tidy up"),
        ("tdy up", "Tidy up"),
        ("ungroup", "Open the block up"),
        ("theme night", "Night"),
        ("ctrl+shift+s", "Save as…"),
        ("unet3d", "unet3d"),
        ("take back", "Undo"),
        ("dark", "Night"),
        ("export co", "Export code…"),
    ],
)
def test_it_finds_by_other_words_menus_and_keys_and_forgives(
    row: Person, text: str, title: str
) -> None:
    assert titles(open_palette(row, text))[0] == title


def test_what_cannot_be_done_is_dimmed_with_its_reason_which_enter_says(row: Person) -> None:
    palette = open_palette(row, "undo")
    assert palette.current is palette.lines[0]
    assert palette.current.dimmed
    assert palette.current.detail == "There is nothing to undo."
    assert palette.foot.text() == "There is nothing to undo."
    press(row, palette, Qt.Key.Key_Return)
    assert row.said == "There is nothing to undo."


def test_arrows_and_the_mouse_choose(row: Person) -> None:
    palette = open_palette(row, "zoom")
    assert titles(palette)[:2] == ["Zoom in", "Zoom out"]
    before = row.window.view.scale_factor
    press(row, palette, Qt.Key.Key_Down)
    press(row, palette, Qt.Key.Key_Return)
    assert row.window.view.scale_factor < before
    palette = open_palette(row, "zoom")
    place = palette.list.visualRect(palette.list.model().index(titles(palette).index("Zoom in"), 0))
    QTest.mouseClick(palette.list.viewport(), LEFT, pos=place.center())
    row.settle()
    assert row.window.view.scale_factor == pytest.approx(before)


def test_escape_closes_and_gives_the_focus_back(row: Person) -> None:
    search = row.window.deck.search
    search.setFocus()
    palette = open_palette(row, "quit")
    press(row, palette, Qt.Key.Key_Escape)
    assert search.hasFocus()
    assert row.window.isVisible()


def test_what_is_being_typed_is_taken_before_it_opens(row: Person) -> None:
    row.click(row.chip("a.filters"))
    editor = row.window.view.editor
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, "7")
    palette = open_palette(row, "undo")
    assert row.graph.cards["a"].values["filters"] == 7
    assert titles(palette)[0] == "Undo set filters"
    assert not palette.lines[0].dimmed


def test_pressed_again_it_opens_anew(row: Person) -> None:
    open_palette(row, "zoom")
    again = open_palette(row)
    assert again.field.text() == ""
    assert again.field.hasFocus()


def test_what_was_used_last_comes_first_also_in_the_next_window(row: Person) -> None:
    for text in ("actual size", "tidy up"):
        press(row, open_palette(row, text), Qt.Key.Key_Return)
    palette = open_palette(row)
    assert titles(palette)[:2] == ["Tidy up", "Actual size"]
    press(row, palette, Qt.Key.Key_Escape)
    settings = row.window.settings
    settings.sync()
    other = Window(load_catalogue(), QSettings(settings.fileName(), QSettings.Format.IniFormat))
    other.show()
    row.settle()
    palette = Palette(other)
    assert titles(palette)[:2] == ["Tidy up", "Actual size"]
    palette.dismiss()
    other.close()
    other.deleteLater()


def test_of_equally_good_ones_that_used_last_comes_first(row: Person) -> None:
    press(row, open_palette(row, "zoom out"), Qt.Key.Key_Return)
    assert titles(open_palette(row, "zoom"))[:2] == ["Zoom out", "Zoom in"]


def test_broken_memories_are_no_harm(person: Person) -> None:
    person.window.settings.setValue("palette/recent", '["gone.action", 3, {"a": 1}')
    assert titles(open_palette(person))[0] == "New"


def test_cards_are_offered_after_the_actions(person: Person) -> None:
    palette = open_palette(person, "add convolution 3d")
    assert titles(palette)[0] == "Add Convolution 3D"
    press(person, palette, Qt.Key.Key_Return)
    (card,) = person.graph.cards.values()
    assert card.type == CONV
    assert person.window.view.hasFocus()
    palette = open_palette(person, "add")
    of_cards = [line.data.id.startswith("add/") for line in palette.lines]
    assert set(of_cards) == {False, True}
    assert of_cards == sorted(of_cards)


def test_recent_files_are_found_by_name(person: Person, tmp_path: Path) -> None:
    path = tmp_path / "lungs.layerdeck"
    person.window.files.save_to(path)
    person.open(graph())
    palette = open_palette(person, "lungs")
    assert palette.lines[0].detail == "File › Open recent"
    press(person, palette, Qt.Key.Key_Return)
    assert person.window.session.document.path == path


def test_nothing_found_is_said(row: Person) -> None:
    palette = open_palette(row, "xyzzyqq")
    assert not palette.lines
    assert palette.foot.text() == "Nothing is called “xyzzyqq”."
    press(row, palette, Qt.Key.Key_Return)
    assert palette.isVisible()


@pytest.mark.parametrize("size", [(1280, 720), (1024, 700), (700, 500)])
def test_it_lies_within_the_window(row: Person, size: tuple[int, int]) -> None:
    row.window.resize(*size)
    row.settle()
    palette = open_palette(row)
    assert row.window.rect().contains(palette.geometry())
    assert palette.list.visualRect(palette.list.currentIndex()).isValid()


def test_those_who_do_not_see_it_hear_the_line(row: Person) -> None:
    palette = open_palette(row, "undo")
    interface = QAccessible.queryAccessibleInterface(palette.field)
    assert interface.text(QAccessible.Text.Name) == "Find an action"
    heard = interface.text(QAccessible.Text.Description)
    assert heard == "Undo, There is nothing to undo, Ctrl+Z"
