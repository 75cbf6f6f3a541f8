"""The view on the code: only what changed is touched, lines are coloured and numbered."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from layerdeck.editor.panels.code_panel import CodePanel
from layerdeck.editor.panels.code_view import CodeView
from layerdeck.editor.theme import load_theme
from layerdeck.export import export
from layerdeck.graph import Graph
from making import (
    network,
    residual,
)
from person import Person
from reading import edit, line_with, top_line

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def row(person: Person) -> Person:
    person.open(network())
    return person


@pytest.fixture
def code(row: Person, qtbot) -> CodePanel:
    """The Code tab, printed."""
    panel = row.window.code
    qtbot.waitUntil(lambda: "Conv3D" in panel.page.module.text)
    return panel


# Only what changed is touched.


class Touched:
    """Where a document was changed: the place, and the letters that went and came."""

    def __init__(self, panel: CodePanel) -> None:
        self.places: list[tuple[int, int, int]] = []
        self._document = panel.view.document()
        self._document.contentsChange.connect(self._note)

    def _note(self, place: int, gone: int, came: int) -> None:
        self.places.append((place, gone, came))


@pytest.fixture
def long(person: Person, qtbot) -> CodePanel:
    """A long module, scrolled to its middle."""
    person.open(residual(80))
    panel = person.window.code
    qtbot.waitUntil(lambda: "conv79" in panel.view.toPlainText())
    panel.view.verticalScrollBar().setValue(90)
    person.settle()
    return panel


def test_an_edit_touches_the_letters_that_change_and_no_others(
    person: Person, long: CodePanel, qtbot
) -> None:
    touched = Touched(long)
    number = line_with(long, "    conv60 = ")
    block = long.view.document().findBlockByNumber(number)
    edit(person, "conv60", "filters", 16)
    qtbot.waitUntil(lambda: "conv60 = layers.Conv3D(16," in long.view.toPlainText())
    place = block.position() + len("    conv60 = layers.Conv3D(")
    assert touched.places == [(place, 1, 2)]


def test_a_module_that_stays_the_same_is_not_touched(person: Person, long: CodePanel) -> None:
    touched = Touched(long)
    person.window.session.document.apply("Move", person.graph.with_(cards=moved(person.graph)))
    person.settle()
    assert long._work is None, "it was printed anew"
    long.view.show_code(long.page.module.text)
    assert touched.places == []


def moved(made: Graph) -> dict[str, object]:
    return {card_id: item.with_(at=(0.0, 7.0)) for card_id, item in made.cards.items()}


def test_place_and_selection_stay_when_lines_come_above(
    person: Person, long: CodePanel, qtbot
) -> None:
    view = long.view
    first = top_line(long)
    block = view.document().findBlockByNumber(line_with(long, "    sum50 = "))
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    view.verticalScrollBar().setValue(90)
    selected = cursor.selectedText()
    for name in ("the_first_convolution_of_them_all_with_a_name_that_is_far_too_long", ""):
        edit(person, "conv1", "name", name)
        wanted = export(person.window.session.lowered.program).text
        qtbot.waitUntil(lambda wanted=wanted: view.toPlainText() == wanted)
        assert view.textCursor().selectedText() == selected
        assert top_line(long) == first


def test_the_selection_in_a_line_that_changes_stays(person: Person, long: CodePanel, qtbot) -> None:
    view = long.view
    block = view.document().findBlockByNumber(line_with(long, "    conv60 = "))
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + len("    conv60"), QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    edit(person, "conv60", "filters", 16)
    qtbot.waitUntil(lambda: "Conv3D(16, 3" in view.toPlainText())
    assert view.textCursor().selectedText() == "    conv60"


LINES = st.lists(
    st.sampled_from(
        ["x = 1", "x = 11", 'y = "ä𝄞 in"', "", "def f():", "    # no", '"""Open', 'shut."""', "𝄞𝄞"]
    ),
    max_size=9,
)


def dressed(view: CodeView) -> list[list[tuple[int, int, str]]]:
    """The colours of each line."""
    block, found = view.document().begin(), []
    while block.isValid():
        shapes = block.layout().formats()
        found.append(
            [(one.start, one.length, one.format.foreground().color().name()) for one in shapes]
        )
        block = block.next()
    return found


def shown(view: CodeView, lines: list[str]) -> CodeView:
    view.resize(400, 900)
    view.show_code("".join(f"{each}\n" for each in lines))
    return view


@settings(max_examples=60)
@given(st.lists(LINES, min_size=1, max_size=6))
def test_however_it_came_about_the_same_code_looks_the_same(versions: list[list[str]]) -> None:
    theme = load_theme("night")
    view = CodeView(theme)
    for lines in versions:
        shown(view, lines)
        assert view.toPlainText() == "".join(f"{each}\n" for each in lines)
        fresh = shown(CodeView(theme), lines)
        assert dressed(view) == dressed(fresh)
        fresh.deleteLater()
    view.deleteLater()


def test_lines_are_coloured_when_they_come_into_sight(person: Person, long: CodePanel) -> None:
    colours = dressed(long.view)
    seen = long.view.firstVisibleBlock().blockNumber()
    assert all(colours[line] for line in (seen, seen + 1) if "conv" in long.view.lines[line][:9])
    last = line_with(long, "    conv79 = ")
    assert colours[last] == [], "it was coloured out of sight"
    bar = long.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert dressed(long.view)[last] != []
    person.window.choose_theme("paper")
    (number, *_) = dressed(long.view)[last]
    assert number[2] == load_theme("paper").color("code_number").name()


def test_a_text_over_several_lines_is_coloured_as_one(row: Person, code: CodePanel) -> None:
    view = code.view
    view.show_code('def f():\n    """One\n    two.\n\n    3 """\n    return 4\n')
    string = row.window.theme.color("code_string").name()
    number = row.window.theme.color("code_number").name()
    colours = dressed(view)
    assert colours[1] == [(4, 6, string)]
    assert colours[2] == [(0, 8, string)]
    assert colours[4] == [(0, 9, string)]
    assert colours[5][-1] == (11, 1, number)


def test_ctrl_and_the_wheel_size_the_code_and_its_numbers(
    row: Person, code: CodePanel, tmp_path
) -> None:
    view = code.view
    ctrl = Qt.KeyboardModifier.ControlModifier
    before, tall = view._numbers.width(), view.fontMetrics().height()
    row.wheel_over(view.viewport(), QPoint(80, 40), 5, ctrl)
    assert view.text_size == 17
    assert view.fontMetrics().height() > tall
    assert view._numbers.width() > before
    assert view.viewport().x() >= view._numbers.geometry().right()
    scale = row.window.view.scale_factor
    view.setFocus()
    QTest.keySequence(view, "Ctrl+-")
    assert (view.text_size, row.window.view.scale_factor) == (16, scale)
    QTest.keyClick(view, Qt.Key.Key_Plus, ctrl)
    assert view.text_size == 17
    row.wheel_over(view.viewport(), QPoint(80, 40), -40, ctrl)
    row.wheel_over(view.viewport(), QPoint(80, 40), -1, ctrl)
    assert view.text_size == 7
    settings_file = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    row.window.settings.sync()
    again = CodePanel(row.window.session, row.window.theme, settings_file)
    assert again.view.text_size == 7
    again.deleteLater()


@pytest.mark.parametrize("size", [7, 12, 30])
def test_each_number_stands_at_its_line(row: Person, code: CodePanel, size: int) -> None:
    view = code.view
    view.set_text_size(size)
    view.show_at_top(0)
    row.settle()
    picture = view._numbers.grab().toImage()
    back = picture.pixelColor(1, 1)
    for block, top in view.blocks_in_sight():
        box = view.blockBoundingRect(block)
        if top + box.height() > view.viewport().height():
            break
        rows = range(round(top) + 1, round(top + box.height()) - 1)
        inked = [
            x for x in range(picture.width()) for y in rows if picture.pixelColor(x, y) != back
        ]
        assert inked, f"line {block.blockNumber() + 1} has no number"
        assert min(inked) >= 4, "a number is cut off"
