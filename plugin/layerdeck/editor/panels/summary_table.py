"""What the Summary tab shows, as a table that is asked for the lines in sight alone."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from layerdeck.deck import Catalogue
from layerdeck.editor.words import bytes_text, count_text, named_axes, shape_text
from layerdeck.graph import Graph
from layerdeck.program import Facts, Report

_HEADS = (
    "Card",
    "Layer",
    "Output",
    "Parameters",
    "Activations",
    "Multiply-adds",
    "Receptive field",
)
_WORDS = 2
"""The columns that hold words; the others hold figures, and stand to the right."""

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_SHOWN, _SIDE = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.TextAlignmentRole
_TIP = Qt.ItemDataRole.ToolTipRole


class SummaryTable(QAbstractTableModel):
    """A line per card of which anything is known, in the order of the graph."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cards: list[str] = []
        """The cards by their lines."""
        self.lines: dict[str, int] = {}
        """The lines by their cards."""
        self._facts: dict[str, Facts] = {}
        self._graph, self._deck = Graph(), Catalogue([])

    def take(self, graph: Graph, deck: Catalogue, report: Report) -> None:
        """Show other facts; lines are only made anew where they are those of other cards."""
        cards = [card for card in graph.cards if card in report.facts]
        same = cards == self.cards
        if not same:
            self.beginResetModel()
            self.cards = cards
            self.lines = {card: line for line, card in enumerate(cards)}
        self._graph, self._deck, self._facts = graph, deck, report.facts
        if not same:
            self.endResetModel()
        elif cards:
            last = self.index(len(cards) - 1, len(_HEADS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """How many cards there are."""
        return 0 if parent.isValid() else len(self.cards)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """How many facts of each."""
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The names of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == _SHOWN:
            return _HEADS[section]
        return _side(section) if role == _SIDE else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell, and a tip that says it more exactly."""
        if role == _SHOWN:
            return self._text(self.cards[index.row()], index.column())
        if role == _SIDE:
            return _side(index.column())
        if role == _TIP:
            return self._tip(self._facts[self.cards[index.row()]], index.column())
        return None

    def _text(self, card: str, column: int) -> str:
        facts = self._facts[card]
        match column:
            case 0:
                return card
            case 1:
                placed = self._graph.cards.get(card)
                declared = self._deck.get(placed.type) if placed else None
                return declared.title if declared else ""
            case 2:
                return shape_text(facts.output_shape) if facts.output_shape is not None else ""
            case 3:
                return f"{facts.parameters:,}"
            case 4:
                known = facts.activation_bytes is not None
                return bytes_text(facts.activation_bytes or 0) if known else ""
            case 5:
                return count_text(facts.multiply_adds) if facts.multiply_adds else ""
            case _:
                return "×".join(map(str, facts.receptive_field or ()))

    def _tip(self, facts: Facts, column: int) -> str:
        match column:
            case 2 if facts.output_shape is not None:
                return f"{named_axes(facts)}, {facts.dtype}"
            case 3 if facts.parameters:
                return f"{facts.trainable_parameters:,} trained"
            case 5 if facts.multiply_adds:
                return f"{facts.multiply_adds:,}"
            case _:
                return ""


def _side(column: int) -> int:
    side = Qt.AlignmentFlag.AlignLeft if column < _WORDS else Qt.AlignmentFlag.AlignRight
    return int(side | Qt.AlignmentFlag.AlignVCenter)
