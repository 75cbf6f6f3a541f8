"""Finding in the code: a bar below it, next and previous, how many, and what is marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from layerdeck.editor.panels.code_panel import CodePanel
from layerdeck.editor.panels.code_search import Place, common, find_all, nearest, small
from layerdeck.graph.edits import set_value
from making import INPUT, OUTPUT, card, line, residual
from person import Person

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def code(person: Person, qtbot) -> CodePanel:
    """The code of twelve residual blocks, with the focus in it."""
    person.open(residual(12))
    panel = person.window.code
    qtbot.waitUntil(lambda: "conv11" in panel.view.toPlainText())
    QTest.mouseClick(panel.view.viewport(), LEFT, pos=panel.view.viewport().rect().topLeft())
    assert QApplication.focusWidget() is panel.view
    return panel


def find(panel: CodePanel, text: str) -> None:
    """Ctrl+F, and type."""
    QTest.keySequence(QApplication.focusWidget(), "Ctrl+F")
    assert panel.finder.isVisible()
    assert QApplication.focusWidget() is panel.finder.wanted
    QTest.keyClicks(panel.finder.wanted, text)


def press(key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def selected(panel: CodePanel) -> tuple[str, str]:
    """What is selected, and its line."""
    cursor = panel.view.textCursor()
    return cursor.selectedText(), cursor.block().text().strip()


def test_what_is_typed_is_found_at_once(code: CodePanel) -> None:
    find(code, "CONV3D")
    assert code.finder.count.text() == "1 of 12"
    assert selected(code)[0] == "Conv3D"
    assert selected(code)[1].startswith("conv0 = ")
    QTest.keyClicks(code.finder.wanted, "(4")
    assert code.finder.count.text() == "1 of 12"


def test_enter_goes_on_and_shift_enter_back_and_both_go_round(code: CodePanel) -> None:
    find(code, "conv3d")
    for number in [1, 2, 3]:
        press(Qt.Key.Key_Return)
        assert code.finder.count.text() == f"{number + 1} of 12"
        assert selected(code)[1].startswith(f"conv{number} = ")
    for number in [2, 1, 0, 11]:
        press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        assert selected(code)[1].startswith(f"conv{number} = ")
    press(Qt.Key.Key_F3)
    assert code.finder.count.text() == "1 of 12"
    assert QApplication.focusWidget() is code.finder.wanted


def test_the_buttons_do_the_same(code: CodePanel) -> None:
    find(code, "conv3d")
    QTest.mouseClick(code.finder.next, LEFT)
    assert code.finder.count.text() == "2 of 12"
    QTest.mouseClick(code.finder.previous, LEFT)
    QTest.mouseClick(code.finder.previous, LEFT)
    assert code.finder.count.text() == "12 of 12"
    QTest.mouseClick(code.finder.end, LEFT)
    assert not code.finder.isVisible()


def test_what_is_out_of_sight_is_brought_into_it(person: Person, code: CodePanel) -> None:
    find(code, "sum11 =")
    assert code.view.textCursor().blockNumber() in code.view._seen()
    assert person.window.session.selected == (), "finding chooses no card"


def test_escape_closes_and_leaves_the_cursor_at_what_was_found(code: CodePanel) -> None:
    find(code, "sum3 =")
    press(Qt.Key.Key_Escape)
    assert not code.finder.isVisible()
    assert QApplication.focusWidget() is code.view
    assert selected(code)[0] == "sum3 ="
    assert code.view.extraSelections() == []


def test_f3_in_the_code_opens_the_bar_and_then_goes_on(code: CodePanel) -> None:
    press(Qt.Key.Key_F3)
    assert code.finder.isVisible()
    QTest.keyClicks(code.finder.wanted, "conv3d")
    code.view.setFocus()
    press(Qt.Key.Key_F3)
    press(Qt.Key.Key_F3)
    assert code.finder.count.text() == "3 of 12"
    press(Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert code.finder.count.text() == "2 of 12"


def test_what_is_selected_is_what_one_looks_for(code: CodePanel) -> None:
    number = next(n for n, text in enumerate(code.view.lines) if "sum5 =" in text)
    cursor = QTextCursor(code.view.document().findBlockByNumber(number))
    cursor.setPosition(cursor.position() + 4)
    cursor.setPosition(cursor.position() + 4, QTextCursor.MoveMode.KeepAnchor)
    code.view.setTextCursor(cursor)
    QTest.keySequence(code.view, "Ctrl+F")
    assert code.finder.wanted.text() == "sum5"
    assert code.finder.count.text() == "1 of 3"
    QTest.keyClicks(code.finder.wanted, "add")
    assert code.finder.wanted.text() == "add", "it is not typed over"
    assert selected(code)[1].startswith("sum5 = "), "it begins again at the top"


def test_nothing_found_is_said_and_marked(person: Person, code: CodePanel) -> None:
    find(code, "no such thing")
    assert code.finder.count.text() == "none"
    assert code.finder.wanted.property("refused") is True
    assert not code.finder.next.isEnabled()
    press(Qt.Key.Key_Return)
    code.finder.wanted.selectAll()
    QTest.keyClick(code.finder.wanted, Qt.Key.Key_Delete)
    assert code.finder.count.text() == ""
    assert not code.finder.wanted.property("refused")


def test_what_is_found_is_marked_where_it_is_in_sight(person: Person, code: CodePanel) -> None:
    find(code, "layers")
    theme, view = person.window.theme, code.view
    marks = view.extraSelections()
    seen = set(view._seen()) | {view._seen().stop}
    assert {mark.cursor.selectedText() for mark in marks} == {"layers"}
    assert {mark.cursor.blockNumber() for mark in marks} <= seen
    assert len(marks) < int(code.finder.count.text().partition("of ")[2])
    box = view.cursorRect(view.textCursor())
    picture = view.viewport().grab().toImage()
    colours = {picture.pixelColor(box.left() - 3, y).name() for y in range(box.top(), box.bottom())}
    assert theme.color("accent_fill").name() in colours
    (other, *_) = (mark for mark in marks if mark.cursor != view.textCursor())
    assert other.format.background().color() == theme.color("code_found")
    assert other.format.foreground().color() == theme.color("text")
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert {mark.cursor.selectedText() for mark in view.extraSelections()} == {"layers"}


def test_an_edit_finds_anew_and_stays_at_its_place(person: Person, code: CodePanel, qtbot) -> None:
    find(code, "Conv3D(4")
    press(Qt.Key.Key_Return)
    session = person.window.session
    session.edit("Set", set_value, session.deck, "conv0", "filters", 5)
    qtbot.waitUntil(lambda: code.finder.count.text() == "1 of 11")
    press(Qt.Key.Key_Return)
    assert selected(code)[1].startswith("conv2 = ")
    session.edit("Set", set_value, session.deck, "conv0", "filters", 4)
    qtbot.waitUntil(lambda: code.finder.count.text() == "3 of 12")


def test_the_canvas_keeps_its_own_keys(person: Person, code: CodePanel) -> None:
    person.key("Ctrl+F")
    assert not code.finder.isVisible()


def test_letters_beyond_the_first_plane_are_selected_whole(person: Person, qtbot) -> None:
    person.open(line(card("x", INPUT, shape=[4], name="𝄞𝄞 key"), card("y", OUTPUT)))
    panel = person.window.code
    qtbot.waitUntil(lambda: "key" in panel.view.toPlainText())
    panel.view.setFocus()
    find(panel, "KEY")
    assert selected(panel)[0] == "key"


# The search itself.


def test_places_do_not_overlap_and_lines_stand_for_themselves() -> None:
    assert find_all(["aaaa", "", "xAa"], "aa") == [Place(0, 0), Place(0, 2), Place(2, 1)]
    assert find_all(["a", "a"], "a\na") == []
    assert find_all(["anything"], "") == []
    assert find_all(["İA"], "a") == [Place(0, 1)]


@given(st.lists(st.text(max_size=12), max_size=8), st.text(min_size=1, max_size=2))
def test_whatever_is_found_stands_there(lines: list[str], wanted: str) -> None:
    places = find_all(lines, wanted)
    assert places == sorted(places)
    for place in places:
        found = lines[place.line][place.column : place.column + len(wanted)]
        assert small(found) == small(wanted)
    exact = sum(wanted in text for text in lines)
    assert len({place.line for place in places}) >= exact


def test_the_nearest_is_the_next_or_the_first_again() -> None:
    found = [Place(1, 4), Place(1, 9), Place(3, 0)]
    assert [nearest(found, Place(line, 5)) for line in range(5)] == [0, 1, 2, 0, 0]


@given(st.text("ab", max_size=6), st.text("ab", max_size=6))
def test_what_two_texts_have_in_common(one: str, other: str) -> None:
    count = common(one, other)
    assert one[:count] == other[:count]
    assert one[count : count + 1] != other[count : count + 1] or count == len(one) == len(other)
