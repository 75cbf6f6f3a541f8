"""Lists on cards: which number is which, pairs, and lists of thousands of words."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from layerdeck.editor.canvas.layout import Look, card_layout
from layerdeck.editor.canvas.long_list import LongListEditor
from layerdeck.editor.canvas.parts import part_at
from layerdeck.editor.fonts import text_width
from layerdeck.editor.panels.port_row import PortRow
from making import CONV, DECK, card, graph
from person import Person

LOOKUP, PADDING = "keras.layers.StringLookup", "keras.layers.ZeroPadding3D"
WORDS = tuple(f"word{number}" for number in range(30_000))


@pytest.fixture
def lists(person: Person) -> Person:
    """Cards with a window, with a padding per side, and with 30,000 words."""
    person.open(
        graph(
            card("conv", CONV, filters=4, kernel_size=(1, 3, 5)),
            card("pad", PADDING, padding=((1, 1), (2, 2), (0, 0))),
            card("words", LOOKUP, vocabulary=WORDS),
        )
    )
    return person


def lit(person: Person) -> list[str]:
    """The names that stand out in what is said below the editor."""
    assert person.hint is not None
    accent = person.window.theme.tokens["accent"]
    return [part.split("<")[0] for part in person.hint.text().split(f'color:{accent}">')[1:]]


def row(person: Person, port: str) -> PortRow:
    return person.window.inspector.rows[port]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("3", {0: (-1, -1), 1: (-1, -1)}),
        ("1, 22, 3", {0: (0, -1), 1: (0, -1), 3: (1, -1), 5: (1, -1), 8: (2, -1)}),
        ("1 2 3", {1: (0, -1), 2: (1, -1), 5: (2, -1)}),
        ("1×2×3", {0: (0, -1), 2: (1, -1), 5: (2, -1)}),
        ("1, ", {1: (0, -1), 3: (1, -1)}),
        ("(1, 1), (2, 2)", {1: (0, 0), 4: (0, 1), 9: (1, 0), 12: (1, 1), 14: (1, 1)}),
        ("((1, 1), (2, 2))", {2: (0, 0), 5: (0, 1), 10: (1, 0), 13: (1, 1)}),
        ("1, (2, 3), 4", {0: (0, -1), 4: (1, 0), 7: (1, 1), 12: (2, -1)}),
        ("", {0: (-1, -1)}),
        (",", {0: (-1, -1), 1: (-1, -1)}),
        ("(1, 1), (2", {10: (1, -1)}),
    ],
)
def test_the_item_that_a_place_lies_in(text: str, parts: dict[int, tuple[int, int]]) -> None:
    assert {cursor: part_at(text, cursor) for cursor in parts} == parts


def test_the_axes_are_named_while_a_size_is_typed(lists: Person) -> None:
    lists.click(lists.chip("conv.kernel_size"))
    editor = lists.window.view.editor
    assert isinstance(editor, QLineEdit)
    assert lists.hint.text().count("·") == 2
    QTest.keyClick(editor, Qt.Key.Key_Home)
    assert lit(lists) == ["Depth"]
    QTest.keyClick(editor, Qt.Key.Key_Right)
    QTest.keyClick(editor, Qt.Key.Key_Right)
    QTest.keyClick(editor, Qt.Key.Key_Right)
    assert lit(lists) == ["Height"]
    QTest.keyClick(editor, Qt.Key.Key_End)
    assert lit(lists) == ["Width"]
    assert not lists.hint.geometry().intersects(editor.geometry())
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert lists.hint is None
    assert editor.accessibleDescription() == "Depth · Height · Width"


def test_a_refusal_takes_the_place_of_the_names_until_one_types_on(lists: Person) -> None:
    lists.click(lists.chip("conv.kernel_size"))
    editor = lists.window.view.editor
    editor.selectAll()
    QTest.keyClicks(editor, "1, 2")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert lists.hint.property("refusal") is True
    assert editor.property("refused") is True
    QTest.keyClicks(editor, ", 3")
    assert not lists.hint.property("refusal")
    assert not editor.property("refused")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert lists.graph.cards["conv"].values["kernel_size"] == (1, 2, 3)


def test_each_side_is_named_where_there_are_pairs(lists: Person) -> None:
    lists.click(lists.chip("pad.padding"))
    editor = lists.window.view.editor
    assert editor.text() == "(1, 1), (2, 2), (0, 0)"
    editor.setCursorPosition(editor.text().index("2, 2") + 4)
    assert lit(lists) == ["Height", "after"]
    editor.selectAll()
    QTest.keyClicks(editor, "1, (0, 2), 3")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert lists.graph.cards["pad"].values["padding"] == ((1, 1), (0, 2), (3, 3))


def test_the_inspector_names_them_too(lists: Person) -> None:
    lists.click(lists.grab_head("pad"))
    editor = row(lists, "padding").editor
    assert isinstance(editor, QLineEdit)
    editor.setFocus()
    editor.setCursorPosition(2)
    text = lists.window.inspector.help.text()
    assert "<b" in text.split("Depth")[0].rsplit("·", 1)[-1]
    assert text.count("(") == 4, "one for each axis, and one in its words"
    editor.selectAll()
    QTest.keyClicks(editor, "(0, 1), 2, 2")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert lists.graph.cards["pad"].values["padding"] == ((0, 1), (2, 2), (2, 2))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (WORDS, "word0, word1 … 30,000"),
        (("a", "b", "c"), "a, b, c"),
        (tuple("abcdefg"), "a, b, c, d, e, f, g"),
        (tuple("abcdefgh") * 2, "a, b, c, d, e, f, g … 16"),
        (("supercalifragilisticexpialidocious",) * 7, "7 items"),
    ],
)
def test_a_chip_shows_the_first_items_and_how_many_there_are(
    lists: Person, value: tuple[str, ...], shown: str
) -> None:
    declared = DECK[LOOKUP]
    chip = card_layout(Look("", declared, LOOKUP, (("vocabulary", value),))).row(
        "vocabulary", is_input=True
    )

    assert chip.text == shown
    assert text_width(chip.text, 11, mono=True) <= chip.chip.width()


def test_30_000_words_are_edited_in_place_and_none_is_lost(lists: Person) -> None:
    lists.click(lists.chip("words.vocabulary"))
    editor = lists.window.view.editor
    assert isinstance(editor, LongListEditor)
    assert editor.toPlainText().count("\n") == len(WORDS) - 1
    QTest.keySequence(editor, "Ctrl+End")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, '"salt, pepper"')
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    lists.settle()

    assert lists.graph.cards["words"].values["vocabulary"] == (*WORDS, "salt, pepper")
    assert lists.window.view.editor is None
    assert lists.hint is None
    lists.key("Ctrl+Z")
    assert lists.graph.cards["words"].values["vocabulary"] == WORDS


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Tab])
def test_a_long_list_that_was_not_changed_stays(lists: Person, key: Qt.Key) -> None:
    before = lists.graph
    lists.click(lists.chip("words.vocabulary"))
    QTest.keyClick(lists.window.view.editor, key)

    assert lists.graph is before


def test_a_wrong_long_list_stays_open_and_says_why(lists: Person) -> None:
    lists.click(lists.chip("words.vocabulary"))
    editor = lists.window.view.editor
    editor.selectAll()
    QTest.keyClicks(editor, '"half')
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert lists.window.view.editor is editor
    assert "quotes closed" in lists.hint.text()
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert lists.graph.cards["words"].values["vocabulary"] == WORDS


def test_the_inspector_takes_texts_one_a_line_or_by_commas(lists: Person) -> None:
    lists.click(lists.grab_head("words"))
    lines = row(lists, "vocabulary").editor
    assert isinstance(lines, QPlainTextEdit)
    assert lines.toPlainText().split("\n")[:2] == ["word0", "word1"]
    lines.setFocus()
    lines.selectAll()
    QTest.keyClicks(lines, "cat, dog")
    QTest.keyClick(lines, Qt.Key.Key_Return)
    QTest.keyClick(lines, Qt.Key.Key_Return)
    QTest.keyClicks(lines, "bird")
    QTest.keyClick(lines, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert lists.graph.cards["words"].values["vocabulary"] == ("cat", "dog", "bird")
    assert lines.toPlainText() == "cat\ndog\nbird"
    QTest.keyClicks(lines, "!")
    QTest.keyClick(lines, Qt.Key.Key_Escape)
    assert lines.toPlainText() == "cat\ndog\nbird"


def test_leaving_the_lines_takes_them(lists: Person) -> None:
    lists.click(lists.grab_head("words"))
    lines = row(lists, "vocabulary").editor
    lines.setFocus()
    lines.selectAll()
    QTest.keyClicks(lines, "only")
    lists.click(lists.grab_head("pad"))

    assert lists.graph.cards["words"].values["vocabulary"] == ("only",)
