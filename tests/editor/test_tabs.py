"""The tabs below the canvas: code, problems, summary."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTreeWidgetItem

from layerdeck.editor.panels.code_panel import CodePanel
from layerdeck.editor.panels.problems_panel import ProblemsPanel
from layerdeck.export import Flavour, export
from making import CONV, INPUT, OUTPUT, TIME, card, graph, line, residual
from person import Person

LEFT = Qt.MouseButton.LeftButton
CODE, SUMMARY, PROBLEMS = range(3)


def volume(*values: int):
    return line(
        card("x", INPUT, shape=values),
        card("a", CONV, filters=4, kernel_size=3),
        card("y", OUTPUT),
    )


@pytest.fixture
def row(person: Person) -> Person:
    person.open(volume(8, 8, 8, 1))
    return person


@pytest.fixture
def code(row: Person, qtbot) -> CodePanel:
    """The Code tab, printed."""
    panel = row.window.code
    qtbot.waitUntil(lambda: "Conv3D" in panel.module.text)
    return panel


def show_tab(person: Person, index: int) -> None:
    bar = person.window.tabs.tabBar()
    QTest.mouseClick(bar, LEFT, pos=bar.tabRect(index).center())
    person.settle()
    assert person.window.tabs.currentIndex() == index


def box_of_line(panel: CodePanel, number: int) -> QRect:
    cursor = QTextCursor(panel.view.document().findBlockByNumber(number))
    return panel.view.cursorRect(cursor)


def line_with(panel: CodePanel, text: str) -> int:
    (number,) = (
        number for number, found in enumerate(panel.module.text.splitlines()) if text in found
    )
    return number


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
    wanted = export(row.window.session.lowered.program, Flavour.TF_KERAS).text
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
    assert QGuiApplication.clipboard().text() == code.module.text
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
    assert "conv149" not in person.window.code.module.text, "it was printed in one go"
    ticker.start(0)
    qtbot.waitUntil(lambda: "conv149" in person.window.code.view.toPlainText(), timeout=20_000)
    ticker.stop()
    assert len(turns) > 3, "nothing else had its turn"
    program = person.window.session.lowered.program
    assert person.window.code.module == export(program)


def test_a_hidden_code_tab_is_printed_when_it_shows(row: Person, code: CodePanel, qtbot) -> None:
    show_tab(row, PROBLEMS)
    assert not code.corner.isVisible()
    row.type_value("a.filters", "16")
    show_tab(row, CODE)
    assert code.corner.isVisible()
    qtbot.waitUntil(lambda: "layers.Conv3D(16, 3)" in code.view.toPlainText())


# Problems


def entries(panel: ProblemsPanel) -> list[QTreeWidgetItem]:
    return [panel.tree.topLevelItem(index) for index in range(panel.tree.topLevelItemCount())]


def double_click(person: Person, entry: QTreeWidgetItem) -> None:
    tree = person.window.problems.tree
    tree.scrollToItem(entry)
    box = tree.visualRect(tree.indexFromItem(entry, 1))
    QTest.mouseClick(tree.viewport(), LEFT, pos=box.center())
    QTest.mouseDClick(tree.viewport(), LEFT, pos=box.center())
    person.settle()


@pytest.fixture
def broken(row: Person) -> Person:
    """Strides and a dilation that exclude each other, and the Problems tab in front."""
    row.type_value("a.strides", "2")
    row.open_inputs("a")
    row.type_value("a.dilation_rate", "2")
    row.open_inputs("a")
    show_tab(row, PROBLEMS)
    return row


def test_problems_are_counted_in_the_title_of_the_tab(broken: Person) -> None:
    assert broken.window.tabs.tabText(PROBLEMS) == "Problems 1"
    broken.key("Ctrl+Z")
    assert broken.window.tabs.tabText(PROBLEMS) == "Problems 0"
    (entry,) = entries(broken.window.problems)
    assert entry.text(1) == "No problems."


def test_a_problem_is_told_with_its_place_and_its_ways_out(broken: Person) -> None:
    (entry,) = entries(broken.window.problems)
    (problem,) = broken.window.session.problems
    assert entry.text(0) == "a · Strides"
    assert entry.text(1) == problem.message
    assert [entry.child(index).text(1) for index in range(entry.childCount())] == [
        f"→ {fix.title}" for fix in problem.fixes
    ]
    assert entry.childCount()


def test_a_click_on_a_problem_shows_its_card(broken: Person) -> None:
    broken.window.view.centerOn(3000, 3000)
    tree = broken.window.problems.tree
    (entry,) = entries(broken.window.problems)
    QTest.mouseClick(tree.viewport(), LEFT, pos=tree.visualItemRect(entry).center())
    broken.settle()
    assert broken.window.session.selected == ("a",)
    seen = broken.window.view.mapToScene(broken.viewport.rect()).boundingRect()
    assert seen.contains(broken.window.canvas.cards["a"].body())


def test_a_double_click_on_a_way_out_takes_it_and_ctrl_z_takes_it_back(broken: Person) -> None:
    before = broken.graph
    (entry,) = entries(broken.window.problems)
    double_click(broken, entry.child(0))
    assert broken.graph is not before
    assert broken.window.session.problems == ()
    QTest.keySequence(broken.window.problems.tree, "Ctrl+Z")
    broken.settle()
    assert broken.graph is before
    assert len(broken.window.session.problems) == 1


def test_enter_takes_a_way_out_too(broken: Person) -> None:
    tree = broken.window.problems.tree
    tree.setFocus()
    tree.setCurrentItem(entries(broken.window.problems)[0])
    QTest.keyClick(tree, Qt.Key.Key_Down)
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert broken.window.session.problems == ()


def test_a_long_problem_is_not_cut_off(person: Person) -> None:
    person.open(graph(card("volume_with_a_very_long_name", OUTPUT)))
    show_tab(person, PROBLEMS)
    tree = person.window.problems.tree
    person.window.resize(1100, 900)
    person.settle()
    for entry in entries(person.window.problems):
        index = tree.indexFromItem(entry, 1)
        room = tree.visualRect(index)
        needed = tree.fontMetrics().boundingRect(
            QRect(0, 0, room.width() - 12, 1000), Qt.TextFlag.TextWordWrap, entry.text(1)
        )
        assert needed.height() <= room.height(), entry.text(1)


def test_wrap_in_time_distributed_from_the_tab(user: Person, qtbot) -> None:
    user.open(volume(7, 28, 28, 28, 1))
    qtbot.waitUntil(user.shapes_are_new, timeout=30_000)
    show_tab(user, PROBLEMS)
    before = user.graph
    found = [
        entry.child(index)
        for entry in entries(user.window.problems)
        for index in range(entry.childCount())
        if "time distributed" in entry.child(index).text(1)
    ]
    assert found, [problem.message for problem in user.window.session.problems]
    double_click(user, found[0])
    (wrapper,) = (item.id for item in user.graph.cards.values() if item.type == TIME)
    qtbot.waitUntil(user.shapes_are_new, timeout=30_000)
    assert user.window.session.problems == ()
    assert user.window.canvas.cards[wrapper].look.shape == "7×26×26×26×4"
    boxes = [item.body() for item in user.window.canvas.cards.values()]
    for place, box in enumerate(boxes):
        assert not any(box.intersects(other) for other in boxes[:place]), "it lies on a card"
    user.key("Ctrl+Z")
    assert user.graph == before


# Summary


def test_the_summary_has_a_line_per_card(user: Person, qtbot) -> None:
    user.open(volume(8, 8, 8, 1))
    qtbot.waitUntil(user.shapes_are_new, timeout=30_000)
    show_tab(user, SUMMARY)
    table = user.window.summary.table
    lines = {
        table.item(row, 0).text(): [
            table.item(row, column).text() for column in range(1, table.columnCount())
        ]
        for row in range(table.rowCount())
    }
    assert set(lines) == {"x", "a", "y"}
    assert lines["a"][:3] == ["Convolution 3D", "6×6×6×4", "112"]
    QTest.mouseClick(table.viewport(), LEFT, pos=table.visualItemRect(table.item(1, 0)).center())
    assert user.window.session.selected == ("a",)
    facts = user.window.inspector.facts
    shown = " ".join(figure.text() for _, figure in facts._labels if figure.isVisible())
    assert "(None, 6, 6, 6, 4)" in shown
    assert "112" in shown
    assert "112 parameters" in user.window.status.totals.text()


def test_cards_that_go_leave_the_summary(user: Person, qtbot) -> None:
    user.open(volume(8, 8, 8, 1))
    qtbot.waitUntil(user.shapes_are_new, timeout=30_000)
    show_tab(user, SUMMARY)
    user.click(user.grab_head("a"))
    user.key("Del")
    table = user.window.summary.table
    qtbot.waitUntil(user.shapes_are_new, timeout=30_000)
    assert {table.item(row, 0).text() for row in range(table.rowCount())} <= {"x", "y"}
    user.key("Ctrl+A")
    user.key("Del")
    qtbot.waitUntil(user.shapes_are_new, timeout=30_000)
    assert table.rowCount() == 0


def test_nothing_selected_shows_the_totals(user: Person, qtbot) -> None:
    user.open(volume(8, 8, 8, 1))
    qtbot.waitUntil(user.shapes_are_new, timeout=30_000)
    facts = user.window.inspector.facts
    shown = {name.text(): figure.text() for name, figure in facts._labels if name.isVisible()}
    assert shown["Parameters"] == "112"
    assert shown["Trainable"] == "112"
