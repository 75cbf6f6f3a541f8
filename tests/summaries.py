"""The Summary tab with eighty cards in it, and how one reads it and clicks on it."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView

from layerdeck.program import COLUMNS, Facts, Field, Report
from making import CONV, INPUT, OUTPUT, card, graph, line
from person import Person

LEFT = Qt.MouseButton.LeftButton


def volume(*values: int):
    return line(
        card("x", INPUT, shape=values),
        card("a", CONV, filters=4, kernel_size=3),
        card("y", OUTPUT),
    )


def chain_of_eighty(person: Person) -> QTableView:
    """The summary of a chain of eighty cards, in front."""
    cards = [card(f"c{number}", CONV, filters=1, kernel_size=3) for number in range(80)]
    person.open(graph(*cards))
    person.show_tab("Summary")
    facts = {item.id: Facts((None, 8, 8), (), "float32", 10 * n) for n, item in enumerate(cards)}
    person.window.session.take_report(Report(0, facts))
    person.settle()
    return person.window.summary.table


def give_mixed_facts(person: Person) -> None:
    """The same cards with other facts: parameters fall, and c7 alone is a giant."""
    facts = {
        f"c{n}": Facts(
            (None, 8, 8), (), "float32", 800 - 10 * n, 0, 4 * n, 9 * n, (Field("x", (3, 3)),)
        )
        for n in range(80)
    }
    facts["c7"] = Facts(
        (None, 512, 512), (), "float32", 10**9, 10**9, 10**8, 10**12, (Field("x", (5, 5)),)
    )
    report = Report(0, facts, (), 10**9 + 1234, 10**9, 10**8 + 56, 10**12 + 78)
    person.window.session.take_report(report)
    person.settle()


def lines_of(table: QTableView) -> list[list[str]]:
    """The texts of all cells."""
    model = table.model()
    return [
        [model.index(line, column).data() for column in range(model.columnCount())]
        for line in range(model.rowCount())
    ]


def middle_of(table: QTableView, line: int) -> QPoint:
    return table.visualRect(table.model().index(line, 0)).center()


def selected_lines(table: QTableView) -> list[int]:
    return sorted({index.row() for index in table.selectionModel().selectedRows()})


def click_head(person: Person, table: QTableView, title: str) -> None:
    head = table.horizontalHeader()
    (place,) = (number for number, column in enumerate(COLUMNS) if column.title == title)
    spot = QPoint(head.sectionViewportPosition(place) + head.sectionSize(place) // 2, 10)
    QTest.mouseClick(head.viewport(), LEFT, pos=spot)
    person.settle()


def cards_of(table: QTableView) -> list[str]:
    return [cells[0] for cells in lines_of(table)]
