"""The Summary tab: a table that follows the canvas, is sorted, copied and exported."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QTableView

from layerdeck.graph.edits import rename
from layerdeck.graph.grouping import group
from layerdeck.program import COLUMNS, Facts, Report
from making import DECK
from person import Person
from summaries import (
    LEFT,
    cards_of,
    chain_of_eighty,
    click_head,
    give_mixed_facts,
    lines_of,
    middle_of,
    selected_lines,
    volume,
)


@pytest.fixture
def table(person: Person) -> QTableView:
    return chain_of_eighty(person)


@pytest.fixture
def mixed(person: Person, table: QTableView) -> QTableView:
    give_mixed_facts(person)
    return table


def test_the_summary_has_a_line_per_card(user: Person, qtbot) -> None:
    user.open(volume(8, 8, 8, 1))
    qtbot.waitUntil(user.shapes_are_new, timeout=30_000)
    user.show_tab("Summary")
    table = user.window.summary.table
    lines = {cells[0]: cells[1:] for cells in lines_of(table)}
    assert set(lines) == {"x", "a", "y"}
    assert lines["a"][:3] == ["Convolution 3D", "6×6×6×4", "112"]
    QTest.mouseClick(table.viewport(), LEFT, pos=middle_of(table, 1))
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
    assert {cells[0] for cells in lines_of(table)} <= {"x", "y"}
    user.key("Ctrl+A")
    user.key("Del")
    qtbot.waitUntil(user.shapes_are_new, timeout=30_000)
    assert lines_of(table) == []


def test_nothing_selected_shows_the_totals(user: Person, qtbot) -> None:
    user.open(volume(8, 8, 8, 1))
    qtbot.waitUntil(user.shapes_are_new, timeout=30_000)
    facts = user.window.inspector.facts
    shown = {name.text(): figure.text() for name, figure in facts._labels if name.isVisible()}
    assert shown["Parameters"] == "112"
    assert shown["Trainable"] == "112"


def test_a_click_brings_a_card_into_sight(person: Person, table: QTableView) -> None:
    QTest.mouseClick(table.viewport(), LEFT, pos=middle_of(table, 3))
    assert person.window.session.selected == ("c3",)
    person.window.view.centerOn(-9000, 0)
    QTest.mouseClick(table.viewport(), LEFT, pos=middle_of(table, 3))
    seen = person.window.view.mapToScene(person.viewport.rect()).boundingRect()
    assert seen.contains(person.window.canvas.box_of(["c3"]))
    assert selected_lines(table) == [3]


def test_arrows_go_from_card_to_card(person: Person, table: QTableView) -> None:
    QTest.mouseClick(table.viewport(), LEFT, pos=middle_of(table, 0))
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert person.window.session.selected == ("c2",)
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert person.window.session.selected == ("c2", "c3")
    person.window.view.centerOn(-9000, 0)
    QTest.keyClick(table, Qt.Key.Key_Up)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert person.window.session.selected == ("c2",)
    assert QApplication.focusWidget() is table


def test_several_lines_are_several_cards(person: Person, table: QTableView) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    for number in (1, 4, 6):
        QTest.mouseClick(table.viewport(), LEFT, control, middle_of(table, number))
    assert person.window.session.selected == ("c1", "c4", "c6")
    QTest.mouseClick(table.viewport(), LEFT, control, middle_of(table, 4))
    assert person.window.session.selected == ("c1", "c6")
    QTest.keySequence(table, "Ctrl+A")
    assert len(person.window.session.selected) == 80


def test_what_is_selected_on_the_canvas_is_selected_here(person: Person, table: QTableView) -> None:
    person.window.session.select(["c70"])
    assert selected_lines(table) == [70]
    assert table.viewport().rect().contains(middle_of(table, 70)), "it is out of sight"
    person.window.session.select(["c2", "c3", "c9"])
    assert selected_lines(table) == [2, 3, 9]
    person.key("Ctrl+A")
    assert len(selected_lines(table)) == 80
    person.window.session.select([])
    assert selected_lines(table) == []


def test_new_facts_leave_selection_and_place_alone(person: Person, table: QTableView) -> None:
    person.window.session.select(["c40"])
    place = table.verticalScrollBar().value()
    session = person.window.session
    facts = {name: Facts((None, 9, 9), (), "float32", 7) for name in session.graph.cards}
    session.take_report(Report(0, facts))
    assert lines_of(table)[40][:4] == ["c40", "Convolution 3D", "9×9", "7"]
    assert selected_lines(table) == [40]
    assert table.verticalScrollBar().value() == place
    session.take_report(Report(0, {name: facts[name] for name in list(facts)[10:]}))
    assert session.selected == ("c40",)
    assert selected_lines(table) == [30]


def test_only_the_lines_in_sight_are_asked_for(person: Person, table: QTableView) -> None:
    asked = set()
    model = person.window.summary.model
    text = model._text
    model._text = lambda name, column: (asked.add(name), text(name, column))[1]
    person.window.session.take_report(
        Report(0, {name: Facts(None, (), "", 5) for name in person.graph.cards})
    )
    person.settle()
    assert 0 < len(asked) < 20


def test_no_cell_in_sight_is_cut(person: Person, table: QTableView) -> None:
    facts = {name: Facts((None, 8, 8)) for name in person.graph.cards}
    facts["c60"] = Facts((None, *(1024,) * 6), parameters=10**12)
    person.window.session.take_report(Report(0, facts))
    before = table.columnWidth(3)
    person.window.session.select(["c60"])
    person.settle()
    assert table.columnWidth(3) > before
    for column in range(table.model().columnCount()):
        assert table.sizeHintForColumn(column) <= table.columnWidth(column)


# Its order.


def test_a_click_on_a_head_sorts_and_the_third_gives_the_order_back(
    person: Person, mixed: QTableView
) -> None:
    graph_order = cards_of(mixed)
    click_head(person, mixed, "Parameters")
    assert cards_of(mixed)[:3] == ["c7", "c0", "c1"], "the largest is not on top"
    assert mixed.model().headerData(3, Qt.Orientation.Horizontal) == "Parameters ↓"
    click_head(person, mixed, "Parameters")
    assert cards_of(mixed)[:2] == ["c79", "c78"]
    assert mixed.model().headerData(3, Qt.Orientation.Horizontal) == "Parameters ↑"
    click_head(person, mixed, "Parameters")
    assert cards_of(mixed) == graph_order
    assert mixed.model().headerData(3, Qt.Orientation.Horizontal) == "Parameters"


def test_words_begin_with_a_and_another_head_begins_anew(person: Person, mixed: QTableView) -> None:
    click_head(person, mixed, "Activations")
    assert cards_of(mixed)[:2] == ["c7", "c79"]
    click_head(person, mixed, "Card")
    assert cards_of(mixed)[:3] == ["c0", "c1", "c2"]
    click_head(person, mixed, "Card")
    assert cards_of(mixed)[:3] == ["c79", "c78", "c77"]


def test_the_selection_stays_with_its_cards_when_the_order_changes(
    person: Person, mixed: QTableView
) -> None:
    QTest.mouseClick(mixed.viewport(), LEFT, pos=middle_of(mixed, 1))
    assert person.window.session.selected == ("c1",)
    click_head(person, mixed, "Activations")
    assert person.window.session.selected == ("c1",), "sorting selected something"
    assert selected_lines(mixed) == [78]
    assert mixed.currentIndex().row() == 78, "the arrow keys go on from elsewhere"
    facts = dict(person.window.session.report.facts)
    facts["c1"] = Facts((None, 8, 8), (), "float32", 1, 0, 10**9)
    person.window.session.take_report(Report(1, facts))
    assert selected_lines(mixed) == [0], "new facts are not sorted in"


def test_it_is_sorted_by_keyboard_through_its_menu(person: Person, mixed: QTableView) -> None:
    mixed.setFocus()
    menu = menu_of(person, mixed)
    (sort,) = (entry.menu() for entry in menu.actions() if entry.text().replace("&", "") == "Sort")
    (by,) = (entry for entry in sort.actions() if "multiply" in entry.text().replace("&", ""))
    by.trigger()
    menu.close()
    person.settle()
    assert cards_of(mixed)[:2] == ["c7", "c79"]
    person.show_tab("Code")
    person.menu("Model", "Summary", "Sort", "In the order of the network")
    assert person.window.tabs.currentWidget() is person.window.summary, "nobody sees it"
    assert cards_of(mixed)[:2] == ["c0", "c1"]


def menu_of(person: Person, table: QTableView) -> QMenu:
    """Press the menu key on the table."""
    table.customContextMenuRequested.emit(QPoint(20, 20))
    person.settle()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


# Columns and totals.


def test_columns_are_hidden_and_stay_hidden(person: Person, mixed: QTableView) -> None:
    panel = person.window.summary
    person.menu("Model", "Summary", "Columns", "Column trainable")
    assert mixed.isColumnHidden(4)
    assert [column.id for column in panel.columns] == [
        column.id for column in COLUMNS if column.id != "trainable"
    ]
    again = type(panel)(person.window.session, person.window.settings)
    assert again.table.isColumnHidden(4), "it is forgotten"
    again.deleteLater()
    person.menu("Model", "Summary", "Columns", "Column trainable")
    assert not mixed.isColumnHidden(4)


def test_the_last_line_adds_up_all_or_what_is_selected(person: Person, mixed: QTableView) -> None:
    totals = person.window.summary.totals
    assert totals.text() == (
        "Total: Parameters 1,000,001,234, Trainable 1,000,000,000, Activations 100.0 MB, "
        "Multiply-adds 1 T"
    )
    blank = totals.grab().toImage()
    person.window.session.select(["c0", "c2"])
    person.settle()
    assert totals.text() == (
        "2 cards: Parameters 1,580, Trainable 0, Activations 8 B, Multiply-adds 18"
    )
    assert totals.grab().toImage() != blank, "it is not painted"


def test_each_total_stands_below_its_column(person: Person, mixed: QTableView) -> None:
    totals, head = person.window.summary.totals, mixed.horizontalHeader()
    ink = person.window.theme.color("text")

    def inked(place: int) -> list[int]:
        left = head.sectionViewportPosition(place)
        picture = totals.grab().toImage()
        return [
            x - left
            for x in range(left, left + head.sectionSize(place))
            if any(picture.pixelColor(x, y) == ink for y in range(4, picture.height() - 2))
        ]

    assert inked(3), "no total below the parameters"
    assert inked(5)
    assert not inked(1)
    assert head.sectionSize(3) - max(inked(3)) in range(10, 18), "it is not flush with the figures"
    head.resizeSection(0, head.sectionSize(0) + 60)
    person.settle()
    assert head.sectionSize(3) - max(inked(3)) in range(10, 18), "it does not follow its column"


def test_a_new_block_stands_where_it_does_its_work(person: Person) -> None:
    made, block = group(volume(8, 8, 8, 1), DECK, ["a"], "Step")
    person.open(made)
    person.show_tab("Summary")
    facts = dict.fromkeys(made.cards, Facts((None, 8, 8), (), "float32", 1))
    person.window.session.take_report(Report(0, facts))
    person.settle()
    table = person.window.summary.table
    assert cards_of(table) == ["x", block, "y"]
    person.window.session.edit("Rename", rename, "x", "z")
    facts["z"] = facts.pop("x")
    person.window.session.take_report(Report(0, facts))
    person.settle()
    assert cards_of(table) == ["z", block, "y"]
