"""Keys that a person chooses: pressed in the editor of keys, held from then on, everywhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from layerdeck.deck import load_catalogue
from layerdeck.editor.actions import Action
from layerdeck.editor.actions.keys import (
    first_keys,
    for_canvas,
    give_keys,
    keep_keys,
    owner_of,
    parse_keys,
    read_keys,
)
from layerdeck.editor.key_editor import KeyEditor
from layerdeck.editor.window import Window
from making import network
from person import Person


class Editing(Person):
    """A person with the editor of keys open."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.menu("Help", "Keys…")
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, KeyEditor)
        self.dialog = dialog

    def find(self, text: str) -> None:
        self.dialog.search.setFocus()
        self.dialog.search.clear()
        QTest.keyClicks(self.dialog.search, text)
        self.settle()

    def press(self, key: str) -> None:
        """Press a key wherever the focus is."""
        QTest.keySequence(QApplication.focusWidget(), key)
        self.settle()

    def change(self, title: str, key: str) -> None:
        """Find an action and press another key for it."""
        self.find(title)
        self.press("Return")
        self.press(key)

    def answer_notice(self, words: str) -> None:
        (button,) = (
            button
            for button in self.dialog.notice.findChildren(QPushButton)
            if button.isVisible() and button.text() == words
        )
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def button(self, title: str) -> None:
        QTest.mouseClick(self.dialog.buttons[title], Qt.MouseButton.LeftButton)
        self.settle()

    def close(self) -> None:
        self.press("Esc")
        assert QApplication.activeModalWidget() is None
        self.window.activateWindow()
        self.settle()

    @property
    def keys(self) -> dict[str, tuple[str, ...]]:
        return self.window.all_actions.keys


@pytest.fixture
def editing(person: Person) -> Iterator[Editing]:
    person.open(network())
    made = Editing(person.window)
    yield made
    if (left := QApplication.activeModalWidget()) is not None:
        left.close()


def shown_key(person: Person, name: str) -> str:
    """The key that the menu shows."""
    return person.window.all_actions.of_qt(name).shortcut().toString()


def test_another_key_works_at_once_and_the_one_before_no_more(editing: Editing) -> None:
    editing.change("tidy up", "Ctrl+T")
    editing.close()
    assert shown_key(editing, "card.tidy_up") == "Ctrl+T"
    editing.key("L")
    assert editing.undo_steps() == 0
    editing.key("Ctrl+T")
    assert editing.window.session.document.undo_label == "Tidy up"


def test_the_mouse_does_the_same(editing: Editing) -> None:
    editing.find("select all")
    (line,) = editing.dialog.list.selectedItems()
    place = editing.dialog.list.visualItemRect(line).center()
    place.setX(editing.dialog.list.columnViewportPosition(2) + 20)
    QTest.mouseClick(editing.dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    editing.press("Ctrl+Shift+Y")
    assert editing.keys["edit.select_all"] == ("Ctrl+Shift+Y",)


def test_a_key_of_another_action_is_asked_for_and_taken(editing: Editing) -> None:
    editing.change("tidy up", "Ctrl+G")
    assert editing.dialog.notice.text == "Ctrl+G belongs to Make a block: take it from there?"
    assert editing.keys["card.tidy_up"] == ("L",)
    editing.press("Space")
    assert editing.keys["card.tidy_up"] == ("Ctrl+G",)
    assert editing.keys["card.make_block"] == ()
    editing.close()
    editing.key("Ctrl+G")
    assert editing.window.session.document.undo_label == "Tidy up"


def test_a_key_of_another_action_may_be_left_there(editing: Editing) -> None:
    editing.change("tidy up", "Ctrl+G")
    editing.answer_notice("Leave it")
    assert editing.keys == first_keys(editing.window.all_actions)
    assert editing.dialog.notice.text == ""


@pytest.mark.parametrize("key", ["Space", "Left", "Shift+Tab"])
def test_a_key_of_a_gesture_stays_what_it_is(editing: Editing, key: str) -> None:
    editing.change("tidy up", key)
    assert f"{key} stays as it is" in editing.dialog.notice.text
    editing.answer_notice("All right")
    assert editing.keys == first_keys(editing.window.all_actions)


def test_esc_and_a_press_elsewhere_leave_the_key(editing: Editing) -> None:
    editing.find("tidy up")
    editing.press("Return")
    editing.press("Esc")
    assert QApplication.focusWidget() is editing.dialog.list
    editing.press("Return")
    editing.dialog.search.setFocus()
    editing.press("Q")
    assert editing.keys == first_keys(editing.window.all_actions)


def test_an_action_may_have_several_keys_or_none(editing: Editing) -> None:
    editing.find("tidy up")
    editing.button("Add")
    editing.press("F4")
    assert editing.keys["card.tidy_up"] == ("L", "F4")
    editing.find("actual size")
    editing.button("No key")
    assert editing.keys["view.actual_size"] == ()
    editing.close()
    editing.window.deck.search.setFocus()
    QTest.keySequence(editing.window.deck.search, "F4")
    assert editing.window.session.document.undo_label == "Tidy up"
    assert shown_key(editing, "view.actual_size") == ""


def test_a_letter_works_on_the_canvas_alone_whatever_it_belongs_to(editing: Editing) -> None:
    editing.change("save as", "S")
    assert editing.keys["file.save_as"] == ("S",)
    assert "S works while the canvas has the focus" in editing.dialog.foot.text()
    editing.close()
    search = editing.window.deck.search
    search.setFocus()
    QTest.keyClicks(search, "softmax")
    assert search.text() == "softmax"
    assert QApplication.activeModalWidget() is None


def test_one_is_reset_and_so_are_all(editing: Editing) -> None:
    first = first_keys(editing.window.all_actions)
    editing.change("tidy up", "Ctrl+G")
    editing.answer_notice("Take it")
    editing.find("make a block")
    editing.button("Reset")
    assert editing.dialog.notice.text == "Ctrl+G belongs to Tidy up: take it from there?"
    editing.answer_notice("Take it")
    assert editing.keys["card.make_block"] == ("Ctrl+G",)
    assert editing.keys["card.tidy_up"] == ()
    editing.button("Reset all")
    editing.answer_notice("Leave them")
    assert editing.keys["card.tidy_up"] == ()
    editing.button("Reset all")
    editing.answer_notice("Reset all")
    assert editing.keys == first
    assert not editing.dialog.buttons["Reset all"].isEnabled()
    editing.window.settings.sync()
    assert "[keys]" not in Path(editing.window.settings.fileName()).read_text()


def test_only_what_differs_is_kept_and_holds_in_the_next_window(editing: Editing) -> None:
    editing.change("tidy up", "Ctrl+;")
    editing.close()
    settings = editing.window.settings
    settings.sync()
    assert settings.childGroups().count("keys") == 1
    settings.beginGroup("keys")
    assert settings.allKeys() == ["card.tidy_up"]
    settings.endGroup()
    editing.window.session.document.load(editing.graph, None)
    editing.window.close()
    again = Window(load_catalogue(), QSettings(settings.fileName(), QSettings.Format.IniFormat))
    again.show()
    next_time = Person(again)
    next_time.open(network())
    next_time.key("Ctrl+;")
    assert again.session.document.undo_label == "Tidy up"
    again.leaving = True
    again.close()
    again.deleteLater()


def test_every_open_window_takes_the_key(editing: Editing) -> None:
    other = Person(editing.window.windows.new(editing.window))
    other.open(network())
    editing.dialog.activateWindow()
    editing.change("tidy up", "Ctrl+T")
    editing.close()
    other.window.activateWindow()
    other.settle()
    other.key("Ctrl+T")
    assert other.window.session.document.undo_label == "Tidy up"
    other.window.leaving = True
    other.window.close()


def test_what_names_a_key_names_the_new_one(editing: Editing) -> None:
    editing.change("find a card in the deck", "Ctrl+L")
    assert editing.window.deck.search.placeholderText() == "Search cards  ·  Ctrl+L"
    editing.button("No key")
    assert editing.window.deck.search.placeholderText() == "Search cards"


def test_the_search_finds_actions_by_words_and_keys(editing: Editing) -> None:
    def found() -> list[str]:
        tree = editing.dialog.list
        lines = [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]
        return [line.text(0) for line in lines if not line.isHidden()]

    for text in ("ctrl+shift+g", "ungroup", "open the block up"):
        editing.find(text)
        (line,) = editing.dialog.list.selectedItems()
        assert line.text(0) == "Open the block up"
        assert "Open the block up" in found()
        assert "Zoom in" not in found()
    editing.find("xyzzy")
    assert found() == []
    assert editing.dialog.foot.text() == "Nothing is called so."
    assert not editing.dialog.buttons["Change"].isEnabled()


def test_a_broken_settings_file_leaves_the_keys_at_first(tmp_path: Path) -> None:
    path = tmp_path / "settings.ini"
    path.write_text(
        '[keys]\na=Ctrl+A, Ctrl+B\nb="Ctrl+Nonsense; Ctrl+X"\nc=@ByteArray(x)\nd=Ctrl+X\n'
    )
    settings = QSettings(str(path), QSettings.Format.IniFormat)
    actions = [Action(name, name, "", lambda: None, f"Ctrl+{name}") for name in "abcd"]
    assert read_keys(settings, actions) == {
        "a": ("Ctrl+A",), "b": ("Ctrl+X",), "c": ("Ctrl+C",), "d": (),
    }  # fmt: skip


def test_what_was_chosen_wins_over_what_a_newer_table_gives_away(tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    settings.setValue("keys/old", "Ctrl+D")
    settings.setValue("keys/gone", "Ctrl+X")
    actions = [
        Action("new", "New", "", lambda: None, "Ctrl+D; Ctrl+Shift+D"),
        Action("old", "Old", "", lambda: None),
        Action("cut", "Cut", "", lambda: None, "Ctrl+X"),
    ]
    assert read_keys(settings, actions) == {
        "new": ("Ctrl+Shift+D",), "old": ("Ctrl+D",), "cut": ("Ctrl+X",),
    }  # fmt: skip
    keep_keys(settings, actions, first_keys(actions))
    assert settings.value("keys/gone") == "Ctrl+X", "it belongs to another version"


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Shift+?", ("?",)),
        ("Ctrl+Shift++", ("Ctrl++",)),
        ("Shift+Backtab", ("Shift+Tab",)),
        ("Num+5", ("5",)),
        ("e; E", ("E",)),
        ("Shift+E", ("Shift+E",)),
        ("Ctrl+;; Ctrl+,", ("Ctrl+;", "Ctrl+,")),
        ("Ctrl+K, Ctrl+S; nonsense; ", ()),
        ("Ж", ("Ж",)),
    ],
)
def test_a_key_is_written_in_one_way(text: str, keys: tuple[str, ...]) -> None:
    assert parse_keys(text) == keys


def test_what_types_something_is_for_the_canvas() -> None:
    bare = ["E", "?", "Shift+E", "Del", "Space", "Ж", "Return"]
    assert all(for_canvas(key) for key in bare)
    assert not any(for_canvas(key) for key in ["F1", "Shift+F6", "Ctrl+E", "Alt+E", "Meta+E"])


NAMES = ("one", "two", "three")
KEYS = st.sampled_from(("Ctrl+A", "Ctrl+B", "C", "F5", "?"))
SOME = st.lists(KEYS, unique=True, max_size=3).map(tuple)


@given(
    st.dictionaries(st.sampled_from(NAMES), SOME),
    st.lists(st.tuples(st.sampled_from(NAMES), SOME), max_size=4),
)
def test_no_two_actions_ever_share_a_key_and_all_is_kept(
    tmp_path_factory: pytest.TempPathFactory, first: dict, given_keys: list
) -> None:
    path = tmp_path_factory.mktemp("keys") / "settings.ini"
    settings = QSettings(str(path), QSettings.Format.IniFormat)
    taken: set[str] = set()
    actions = []
    for name in NAMES:
        own = [key for key in first.get(name, ()) if key not in taken]
        taken.update(own)
        actions.append(Action(name, name, "", lambda: None, "; ".join(own)))
    keys = read_keys(settings, actions)
    assert keys == first_keys(actions)
    for name, wanted in given_keys:
        keys = give_keys(keys, name, wanted)
        keep_keys(settings, actions, keys)
        assert keys[name] == wanted
        every = [key for its in keys.values() for key in its]
        assert len(set(every)) == len(every)
        assert read_keys(settings, actions) == keys
        assert all(owner_of(keys, key) == name for key in wanted)
