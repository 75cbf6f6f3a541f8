"""What the Summary tab shows, as a table that is asked for the lines in sight alone."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from layerdeck.deck import Catalogue
from layerdeck.editor.words import count_text, named_axes
from layerdeck.graph import Graph
from layerdeck.graph.walk import sources_first
from layerdeck.program import (
    COLUMNS,
    Cell,
    Column,
    Facts,
    Line,
    Report,
    bytes_text,
    in_order_of,
    line_of,
    sizes_text,
    summary_lines,
)

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_SHOWN, _SIDE = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.TextAlignmentRole
_TIP = Qt.ItemDataRole.ToolTipRole


class SummaryTable(QAbstractTableModel):
    """A line per card of which anything is known, in the order of the network or of a column."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cards: list[str] = []
        """The cards by their lines."""
        self.lines: dict[str, int] = {}
        """The lines by their cards."""
        self.sorted_by: Column | None = None
        """The column that the lines are in order of; None for the order of the network."""
        self.falling = False
        self._facts: dict[str, Facts] = {}
        self._graph, self._deck = Graph(), Catalogue([])
        self._order: list[str] = []
        """The cards of the graph in the order of the network."""

    def take(self, graph: Graph, deck: Catalogue, report: Report) -> None:
        """Show other facts; lines are only made anew where they are those of other cards."""
        self._show(graph, deck, report, self._ordered(graph, deck, report))

    def sort_by(self, column: Column | None, *, falling: bool = False) -> None:
        """Bring the lines in order of a column from now on; None is the order of the network."""
        self.sorted_by, self.falling = column, falling
        last = len(COLUMNS) - 1
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)

    def line(self, card: str) -> Line:
        """All that is known of a card."""
        return line_of(self._graph, self._deck, card, self._facts[card])

    def _ordered(self, graph: Graph, deck: Catalogue, report: Report) -> list[str]:
        if self.sorted_by is None:
            before = self._graph
            if graph.wires is not before.wires or graph.cards.keys() != before.cards.keys():
                self._order = sources_first(graph)
            return [card for card in self._order if card in report.facts]
        lines = summary_lines(graph, deck, report)
        return [line.card for line in in_order_of(lines, self.sorted_by, falling=self.falling)]

    def _show(self, graph: Graph, deck: Catalogue, report: Report, cards: list[str]) -> None:
        same = cards == self.cards
        if not same:
            self.beginResetModel()
            self.cards = cards
            self.lines = {card: line for line, card in enumerate(cards)}
        self._graph, self._deck, self._facts = graph, deck, report.facts
        if not same:
            self.endResetModel()
        elif cards:
            last = self.index(len(cards) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """How many cards there are."""
        return 0 if parent.isValid() else len(self.cards)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """How many facts of each."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The names of the columns; an arrow after that of the one that gives the order."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = COLUMNS[section]
        if role == _SHOWN:
            arrow = " ↓" if self.falling else " ↑"
            return column.title + (arrow if column is self.sorted_by else "")
        if role == _TIP:
            return f"Sort by {column.title.lower()}; once more for the other way round, then not"
        return side_of(column) if role == _SIDE else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell, and a tip that says it more exactly."""
        column = COLUMNS[index.column()]
        if role == _SHOWN:
            return self._text(self.cards[index.row()], column)
        if role == _SIDE:
            return side_of(column)
        if role == _TIP:
            return _tip(self._facts[self.cards[index.row()]], column)
        return None

    def _text(self, card: str, column: Column) -> str:
        return cell_text(column, column.of(self.line(card)))


def cell_text(column: Column, cell: Cell) -> str:
    """A cell as the window shows it, large figures in few digits."""
    if isinstance(cell, tuple):
        return sizes_text(cell)
    if not isinstance(cell, int):
        return cell or ""
    if column.id == "activation_bytes":
        return bytes_text(cell)
    if column.id == "multiply_adds":
        return count_text(cell) if cell else ""
    return f"{cell:,}"


def _tip(facts: Facts, column: Column) -> str:
    match column.id:
        case "output" if facts.output_shape is not None:
            return f"{named_axes(facts)}, {facts.dtype}"
        case "activation_bytes" if facts.activation_bytes:
            return f"{facts.activation_bytes:,} bytes for each sample"
        case "multiply_adds" if facts.multiply_adds:
            return f"{facts.multiply_adds:,}"
        case _:
            return ""


def side_of(column: Column) -> int:
    """To which side of its column a cell stands: words to the left, figures to the right."""
    side = Qt.AlignmentFlag.AlignLeft if column.words else Qt.AlignmentFlag.AlignRight
    return int(side | Qt.AlignmentFlag.AlignVCenter)
