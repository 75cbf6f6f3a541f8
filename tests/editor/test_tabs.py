"""The Problems tab below the canvas."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTreeWidgetItem

from layerdeck.editor.panels.problems_panel import ProblemsPanel
from layerdeck.graph.fixes import setting
from layerdeck.program import Problem, Severity
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
    tree = broken.window.problems.tree
    assert tree.currentItem() is None and not tree.selectedItems()
    place = tree.visualItemRect(entry).center()
    QTest.mouseClick(tree.viewport(), LEFT, pos=place)
    assert not tree.selectedItems()


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


def test_one_click_on_a_way_out_takes_it_under_a_hand(broken: Person) -> None:
    tree, steps = broken.window.problems.tree, broken.undo_steps()
    (entry,) = entries(broken.window.problems)
    place = tree.visualRect(tree.indexFromItem(entry.child(1), 1)).center()
    QTest.mouseMove(tree.viewport(), place)
    assert tree.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
    QTest.mouseMove(tree.viewport(), tree.visualItemRect(entry).center())
    assert tree.viewport().cursor().shape() is Qt.CursorShape.ArrowCursor
    QTest.mouseClick(tree.viewport(), LEFT, pos=place)
    broken.settle()
    assert "dilation_rate" not in broken.graph.cards["a"].values
    assert broken.window.session.problems == ()
    assert broken.undo_steps() == steps + 1


def test_a_double_click_takes_one_way_out_and_not_what_comes_to_lie_there(many: Person) -> None:
    before = {key: item.values for key, item in many.graph.cards.items()}
    double_click(many, entries(many.window.problems)[0].child(0))
    changed = [key for key, item in many.graph.cards.items() if item.values != before[key]]
    assert len(changed) == 1


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
    assert found[0].toolTip(1).startswith("Adds Time distributed\nClick or press Enter")
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


@pytest.fixture
def many(row: Person) -> Person:
    """Hundreds of problems, and the tab in front; every tenth is an error."""
    cards = [card(f"c{number}", CONV, filters=1, kernel_size=3) for number in range(320)]
    row.open(graph(*cards))
    told = tuple(
        Problem(
            item.id,
            "filters",
            f"The problem of {item.id}.",
            severity=Severity.WARNING if number % 10 else Severity.ERROR,
            fixes=(setting(f"Mend {item.id}", item.id, "filters", 2),),
        )
        for number, item in enumerate(cards)
    )
    # What a large graph means is found in slices, and its problems with it: those of nothing that
    # is fed. Only when they are there can others stand in their place.
    assert row.window.session.lowered.problems
    row.window.session._told.all = told
    row.show_tab("Problems")
    return row


def test_of_many_problems_some_are_listed_and_the_rest_at_a_wish(many: Person) -> None:
    panel = many.window.problems
    words = [entry.text(0) for entry in entries(panel)]
    assert words[:33] == [*(f"c{number} · Filters" for number in range(0, 320, 10)), "c1 · Filters"]
    assert len(words) == 51
    assert entries(panel)[-1].text(1) == "And 270 more problems. Show more"
    panel.tree.setFocus()
    QTest.keyClick(panel.tree, Qt.Key.Key_End)
    assert panel.tree.currentItem() is entries(panel)[-1]
    QTest.keyClick(panel.tree, Qt.Key.Key_Return)
    assert [entry.text(0) for entry in entries(panel)][:50] == words[:50]
    assert len(entries(panel)) == 101
    assert entries(panel)[-1].text(1) == "And 220 more problems. Show more"
    assert panel.tree.currentItem() is entries(panel)[50], "one goes on where one was"
    assert all(entry.isExpanded() for entry in entries(panel)[:-1])


def test_whoever_mends_a_problem_by_keyboard_is_at_the_next(many: Person) -> None:
    panel, tree = many.window.problems, many.window.problems.tree
    tree.setFocus()
    tree.setCurrentItem(entries(panel)[0])
    for _ in range(5):
        QTest.keyClick(tree, Qt.Key.Key_Down)
    assert tree.currentItem() is entries(panel)[2].child(0)
    told = many.window.session.problems
    many.window.session._told.all = tuple(item for item in told if item.card != "c20")
    panel.fill()
    assert tree.currentItem() is entries(panel)[2]
    assert tree.currentItem().text(0) == "c30 · Filters"
    assert QApplication.focusWidget() is tree


def test_enter_on_a_problem_shows_its_card_and_input(broken: Person) -> None:
    tree = broken.window.problems.tree
    broken.window.view.centerOn(3000, 3000)
    tree.setFocus()
    tree.setCurrentItem(entries(broken.window.problems)[0])
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert broken.window.session.selected == ("a",)
    assert "Strides" in broken.window.inspector.help.text()


def test_a_hidden_list_is_filled_when_it_shows(broken: Person) -> None:
    panel = broken.window.problems
    broken.show_tab("Code")
    listed = len(entries(panel))
    broken.key("Ctrl+Z")
    assert len(entries(panel)) == listed
    broken.show_tab("Problems")
    assert [entry.text(1) for entry in entries(panel)] == ["No problems."]
