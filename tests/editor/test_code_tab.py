"""The Code tab: live, and cards and lines light each other, inside blocks too."""

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QPushButton

from layerdeck.editor.panels.code_panel import CodePanel
from layerdeck.editor.panels.manner_kept import read_manner
from layerdeck.export import Arguments, Flavour, Manner, Style, export
from layerdeck.program import lower
from making import (
    CONV,
    DECK,
    INPUT,
    JOIN,
    OUTPUT,
    PARAMETER,
    block_card,
    card,
    double_convolution,
    graph,
    network,
    residual,
)
from person import Person
from reading import box_of_line, edit, line_with, top_line

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


def lit(panel: CodePanel) -> list[int]:
    return [mark.cursor.blockNumber() for mark in panel.view.extraSelections()]


def test_the_code_follows_every_edit(row: Person, code: CodePanel, qtbot) -> None:
    assert "layers.Conv3D(4, 3)" in code.view.toPlainText()
    row.type_value("a.filters", "16")
    qtbot.waitUntil(lambda: "layers.Conv3D(16, 3)" in code.view.toPlainText())
    row.key("Ctrl+Z")
    qtbot.waitUntil(lambda: "layers.Conv3D(4, 3)" in code.view.toPlainText())
    assert code.view.toPlainText() == export(row.window.session.lowered.program).text


def test_the_flavour_is_switched(row: Person, code: CodePanel, qtbot) -> None:
    assert "tensorflow" not in code.view.toPlainText()
    code.flavour.setFocus()
    QTest.keyClick(code.flavour, Qt.Key.Key_Down)
    wanted = export(row.window.session.lowered.program, Manner(Flavour.TF_KERAS)).text
    qtbot.waitUntil(lambda: code.view.toPlainText() == wanted)
    assert "from tensorflow import keras" in wanted


def test_a_selected_card_lights_its_lines(row: Person, code: CodePanel) -> None:
    number = line_with(code, "layers.Conv3D")
    assert lit(code) == []
    row.click(row.grab_head("a"))
    assert lit(code) == [number]
    box = box_of_line(code, number)
    wanted = row.window.theme.color("code_line")
    picture = code.view.viewport().grab().toImage()
    assert picture.pixelColor(box.left() + 500, box.center().y()) == wanted
    row.click(QPoint(20, 20))
    assert lit(code) == []


def test_a_click_on_a_line_selects_its_card(row: Person, code: CodePanel) -> None:
    box = box_of_line(code, line_with(code, "layers.Conv3D"))
    QTest.mouseClick(code.view.viewport(), LEFT, pos=box.center() + QPoint(40, 0))
    assert row.window.session.selected == ("a",)
    box = box_of_line(code, line_with(code, "import keras"))
    QTest.mouseClick(code.view.viewport(), LEFT, pos=box.center() + QPoint(40, 0))
    assert row.window.session.selected == ("a",), "a line of no card changes nothing"


def test_the_code_is_copied(row: Person, code: CodePanel) -> None:
    QTest.mouseClick(code.copy, LEFT)
    assert QGuiApplication.clipboard().text() == code.page.module.text
    assert row.window.status.currentMessage() == "The code is in the clipboard."


def test_the_code_cannot_be_typed_into(code: CodePanel) -> None:
    before = code.view.toPlainText()
    QTest.mouseClick(code.view.viewport(), LEFT, pos=QPoint(200, 40))
    QTest.keyClicks(code.view, "x = 1")
    assert code.view.toPlainText() == before


def test_a_large_graph_is_printed_while_the_window_goes_on(person: Person, qtbot) -> None:
    turns = []
    ticker = QTimer(person.window)
    ticker.timeout.connect(lambda: turns.append(len(turns)))
    made = residual(150)
    for number in range(150):
        # Lines that are too long have to be laid out, which takes its time.
        name = f"the_convolution_of_the_residual_block_with_the_number_{number}"
        long = card(f"conv{number}", CONV, filters=4, kernel_size=3, padding="same", name=name)
        made = made.with_(cards={**made.cards, long.id: long})
    person.window.session.document.load(made, None)
    assert "conv149" not in person.window.code.page.module.text, "it was printed in one go"
    ticker.start(0)
    qtbot.waitUntil(lambda: "conv149" in person.window.code.view.toPlainText(), timeout=20_000)
    ticker.stop()
    assert len(turns) > 3, "nothing else had its turn"
    program = person.window.session.lowered.program
    assert person.window.code.page.module == export(program)


def test_a_hidden_code_tab_is_printed_when_it_shows(row: Person, code: CodePanel, qtbot) -> None:
    row.show_tab("Problems")
    assert not code.corner.isVisible()
    row.type_value("a.filters", "16")
    row.show_tab("Code")
    assert code.corner.isVisible()
    qtbot.waitUntil(lambda: "layers.Conv3D(16, 3)" in code.view.toPlainText())


@pytest.fixture
def long(person: Person, qtbot) -> CodePanel:
    """A long module, scrolled to its middle."""
    person.open(residual(80))
    panel = person.window.code
    qtbot.waitUntil(lambda: "conv79" in panel.view.toPlainText())
    panel.view.verticalScrollBar().setValue(90)
    person.settle()
    return panel


# Cards and lines.


def press(panel: CodePanel, key: Qt.Key, times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(panel.view, key)


def test_several_cards_light_all_their_lines(person: Person, qtbot) -> None:
    person.open(
        graph(card("width", PARAMETER, default=4), card("x", INPUT, shape=[8, 8, 8, 1]),
              card("a", CONV, kernel_size=3, name="a_name_so_long_that_the_call_takes_lines",
                   padding="same", activation="relu"),
              card("both", JOIN), card("y", OUTPUT),
              wires=["width.value > a.filters", "x.output > a.input", "x.output > both.inputs",
                     "a.output > both.inputs", "both.output > y.input"])
    )  # fmt: skip
    panel = person.window.code
    qtbot.waitUntil(lambda: "Conv3D" in panel.view.toPlainText())
    person.window.session.select(["width", "a", "y"])
    person.settle()
    begin = line_with(panel, "    a = layers.Conv3D(")
    end = line_with(panel, "    )(x)")
    heads = [line_with(panel, "def build_model(width"), line_with(panel, "    return keras.Model(")]
    assert panel.view.lit == {*heads, *range(begin, end + 1)}
    assert begin < end
    panel.view.show_at_top(0)
    rows = [mark.cursor.blockNumber() for mark in panel.view.extraSelections()]
    assert set(rows) <= panel.view.lit, "only lines in sight are marked"


def test_the_text_cursor_chooses_the_card_of_its_line(row: Person, code: CodePanel) -> None:
    view, session = code.view, row.window.session
    row.window.code.view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert session.selected == ()
    press(code, Qt.Key.Key_Down, line_with(code, "    x = "))
    assert session.selected == ("x",)
    press(code, Qt.Key.Key_Down)
    assert session.selected == ("a",)
    press(code, Qt.Key.Key_Down)
    assert session.selected == ("y",), "the line that returns the model is the Output's"
    press(code, Qt.Key.Key_Up, 2)
    assert session.selected == ("x",)
    assert QApplication.focusWidget() is view
    seen = row.window.view.mapToScene(row.viewport.rect()).boundingRect()
    assert seen.contains(row.window.canvas.box_of(["x"]))


def test_selecting_text_chooses_no_card(row: Person, code: CodePanel) -> None:
    code.view.setFocus()
    QTest.keyClick(code.view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    for _ in range(12):
        QTest.keyClick(code.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert code.view.textCursor().hasSelection()
    assert row.window.session.selected == ()


def test_a_card_in_sight_stays_where_it_is(row: Person, code: CodePanel) -> None:
    before = row.window.view.mapFromScene(0, 0)
    box = box_of_line(code, line_with(code, "    a = "))
    QTest.mouseClick(code.view.viewport(), LEFT, pos=box.center() + QPoint(40, 0))
    assert row.window.session.selected == ("a",)
    assert row.window.view.mapFromScene(0, 0) == before
    row.window.view.centerOn(5000, 5000)
    QTest.mouseClick(code.view.viewport(), LEFT, pos=box.center() + QPoint(40, 0))
    seen = row.window.view.mapToScene(row.viewport.rect()).boundingRect()
    assert seen.contains(row.window.canvas.box_of(["a"])), "a click brings it into sight again"


def test_a_line_of_several_outputs_selects_them_all(person: Person, qtbot) -> None:
    person.open(
        graph(card("x", INPUT, shape=[8]), card("one", OUTPUT), card("two", OUTPUT),
              wires=["x.output > one.input", "x.output > two.input"])
    )  # fmt: skip
    panel = person.window.code
    qtbot.waitUntil(lambda: "keras.Model(x, [x, x]" in panel.view.toPlainText())
    box = box_of_line(panel, line_with(panel, "    return "))
    QTest.mouseClick(panel.view.viewport(), LEFT, pos=box.center() + QPoint(60, 0))
    assert person.window.session.selected == ("one", "two")


def test_the_lines_of_a_card_come_into_sight_unless_one_is(person: Person, long: CodePanel) -> None:
    person.window.session.select(["conv2"])
    assert top_line(long) != long.view.lines[90]
    assert line_with(long, "    conv2 = ") in long.view._seen()
    place = long.view.verticalScrollBar().value()
    person.window.session.select(["conv3", "conv70"])
    assert long.view.verticalScrollBar().value() == place


# In a block.


@pytest.fixture
def blocks(person: Person, qtbot) -> Person:
    person.open(
        graph(
            card("volume", INPUT, shape=[8, 8, 8, 1]),
            block_card("wide", "double", width=8),
            block_card("deep", "double"),
            card("mask", OUTPUT),
            wires=["volume.output > wide.x", "wide.y > deep.x", "deep.y > mask.input"],
        ).with_(blocks={"double": double_convolution()})
    )
    qtbot.waitUntil(lambda: "double(wide)" in person.window.code.view.toPlainText())
    return person


def test_inside_a_block_the_code_stays_and_its_function_comes_into_sight(
    blocks: Person, qtbot
) -> None:
    panel, session = blocks.window.code, blocks.window.session
    text = panel.view.toPlainText()
    blocks.window.resize(1200, 560)
    blocks.settle()
    panel.view.show_at_top(len(panel.view.lines))
    session.enter("wide")
    qtbot.waitUntil(lambda: panel._work is None)
    assert panel.view.toPlainText() == text
    assert top_line(panel).startswith("def double(")
    session.select(["second"])
    assert panel.view.lit == {line_with(panel, "    second = ")}
    session.select(["x", "y"])
    assert panel.view.lit == {
        line_with(panel, "def double("),
        line_with(panel, "    return second"),
    }
    session.go_to(())
    qtbot.waitUntil(lambda: panel._work is None)
    assert panel.page.function == "build_model"
    assert line_with(panel, "def build_model(") in panel.view._seen()


def test_an_edit_inside_a_block_shows_in_its_function(blocks: Person, qtbot) -> None:
    panel, session = blocks.window.code, blocks.window.session
    session.enter("wide")
    edit(blocks, "first", "padding", "valid")
    qtbot.waitUntil(lambda: "first = layers.Conv3D(width, 3)(x)" in panel.view.toPlainText())
    assert panel.view.toPlainText() == export(lower(session.whole, DECK).program).text


def test_the_lines_of_a_function_belong_to_the_cards_of_its_block(blocks: Person) -> None:
    panel = blocks.window.code
    panel.view.show_at_top(0)
    box = box_of_line(panel, line_with(panel, "    second = "))
    QTest.mouseClick(panel.view.viewport(), LEFT, pos=box.center() + QPoint(60, 0))
    assert blocks.window.session.selected == ("wide", "deep")
    assert panel.view.lit == {line_with(panel, "    wide = "), line_with(panel, "    deep = ")}
    assert blocks.window.session.path == (), "reading leads nowhere"


def test_a_block_that_cannot_be_used_yet_shows_all_the_same(blocks: Person, qtbot) -> None:
    session, panel = blocks.window.session, blocks.window.code
    session.enter("wide")
    edit(blocks, "first", "strides", 2)
    edit(blocks, "first", "dilation_rate", 2)
    qtbot.waitUntil(lambda: panel._work is None)
    assert session.problems
    assert "def double(" in panel.view.toPlainText()
    assert top_line(panel).startswith("def double(") or "def double(" in "\n".join(
        panel.view.lines[number] for number in panel.view._seen()
    )


# Copying, saving, size.


def test_what_is_selected_is_copied_with_ctrl_c(row: Person, code: CodePanel) -> None:
    code.view.setFocus()
    cursor = QTextCursor(code.view.document().findBlockByNumber(line_with(code, "import keras")))
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    code.view.setTextCursor(cursor)
    QTest.keySequence(code.view, "Ctrl+C")
    assert QGuiApplication.clipboard().text() == "import keras"
    code.copy_all()
    copy = row.window.all_actions["model.copy_selected_code"]
    assert copy.why_not() == ""
    copy.run()
    assert QGuiApplication.clipboard().text() == "import keras"
    code.view.setTextCursor(QTextCursor(code.view.document()))
    assert copy.why_not().startswith("Select some of the code first")


def test_the_menu_finds_in_the_code_from_wherever_one_is(row: Person, code: CodePanel) -> None:
    row.show_tab("Problems")
    row.window.all_actions.of_qt("model.find_in_code").trigger()
    row.settle()
    assert code.finder.wanted.isVisible()
    assert QApplication.focusWidget() is code.finder.wanted


def test_the_code_is_saved_from_its_corner(
    row: Person, code: CodePanel, monkeypatch, tmp_path, qtbot
) -> None:
    path = tmp_path / "net.py"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    code.flavour.setCurrentIndex(1)
    qtbot.waitUntil(lambda: "tensorflow" in code.view.toPlainText())
    QTest.mouseClick(code.save, LEFT)
    assert path.read_text() == code.view.toPlainText()


def test_the_style_is_chosen_from_a_menu_and_kept(row: Person, code: CodePanel, qtbot) -> None:
    def choose(words: str) -> None:
        style = next(
            each for each in code.corner.findChildren(QPushButton) if each.text() == "Style"
        )
        QTest.mouseClick(style, LEFT)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        (entry,) = (each for each in menu.actions() if each.text().replace("&", "") == words)
        assert not entry.isChecked()
        QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(entry).center())
        row.settle()

    choose("Code as classes")
    choose("Code with every argument's name")
    choose("Code for tf.keras")
    manner = Manner(Flavour.TF_KERAS, Style.CLASS, Arguments.KEYWORD)
    wanted = export(row.window.session.lowered.program, manner).text
    qtbot.waitUntil(lambda: code.view.toPlainText() == wanted)
    assert code.flavour.currentText() == "tf.keras"

    # A card lights where it is made and where it is applied; either line selects it.
    row.click(row.grab_head("a"))
    lines = [line_with(code, "self.a = layers.Conv3D"), line_with(code, "a = self.a(x)")]
    assert sorted(code.view.lit) == lines
    row.click(row.grab_head("y"))
    code.view.show_at_top(lines[1])
    place = box_of_line(code, lines[1]).center() + QPoint(40, 0)
    QTest.mouseClick(code.view.viewport(), LEFT, pos=place)
    assert row.window.session.selected == ("a",)

    code.copy_all()
    assert QGuiApplication.clipboard().text() == wanted
    assert read_manner(row.window.settings) == manner


def test_a_style_that_nobody_knows_is_the_first(row: Person) -> None:
    row.window.settings.setValue("code/style", "lisp")
    assert read_manner(row.window.settings) == Manner()


def test_the_menu_of_the_code_offers_what_can_be_done(row: Person, code: CodePanel) -> None:
    code.view.customContextMenuRequested.emit(QPoint(30, 30))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    titles = [action.text().partition("\t")[0].replace("&", "") for action in menu.actions()]
    assert titles[-3:] == ["Copy all", "Find…", "Save…"]
    menu.close()
    row.settle()
