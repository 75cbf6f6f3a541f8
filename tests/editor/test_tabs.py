"""The tabs below the canvas: problems and summary."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTreeWidgetItem

from layerdeck.editor.panels.problems_panel import ProblemsPanel
from making import CONV, INPUT, OUTPUT, TIME, card, graph, line
from person import Person

LEFT = Qt.MouseButton.LeftButton
PROBLEMS = 2


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
    row.show_tab("Problems")
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
    person.show_tab("Problems")
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
    user.show_tab("Problems")
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
    user.show_tab("Summary")
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
    user.show_tab("Summary")
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
