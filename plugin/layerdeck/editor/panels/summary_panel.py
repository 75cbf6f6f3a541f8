"""The Summary tab: a line of facts per card, and the totals."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from layerdeck.editor.session import Session
from layerdeck.editor.words import bytes_text, count_text, shape_text
from layerdeck.program import Facts

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


class SummaryPanel(QWidget):
    """A table in the order of the graph; a click selects the card."""

    shown = Signal(str)
    """The id of a card to be brought into view."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.table = QTableWidget(0, len(_HEADS))
        self.table.setHorizontalHeaderLabels(list(_HEADS))
        self.table.setAccessibleName("Summary")
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        for column in range(len(_HEADS)):
            side = Qt.AlignmentFlag.AlignLeft if column < _WORDS else Qt.AlignmentFlag.AlignRight
            head = self.table.horizontalHeaderItem(column)
            if head:
                head.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.addWidget(self.table)
        self.table.cellClicked.connect(self._show)
        session.answers_changed.connect(self.fill)

    def showEvent(self, event: QShowEvent) -> None:
        """The tab came to the front: show what changed meanwhile."""
        super().showEvent(event)
        self.fill()

    def fill(self) -> None:
        """Show the facts as they are now, if the tab is in front."""
        report = self._session.report
        if not self.isVisible() or report is None:
            return
        cards = [card for card in self._session.graph.cards if card in report.facts]
        self.table.setRowCount(len(cards))
        for line, card in enumerate(cards):
            for column, text in enumerate(self._cells(card, report.facts[card])):
                entry = QTableWidgetItem(text)
                if column >= _WORDS:
                    entry.setTextAlignment(
                        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    )
                self.table.setItem(line, column, entry)
        self.table.resizeColumnsToContents()

    def _cells(self, card: str, facts: Facts) -> tuple[str, ...]:
        declared = self._session.deck.get(self._session.graph.cards[card].type)
        return (
            card,
            declared.title if declared else "",
            shape_text(facts.output_shape) if facts.output_shape is not None else "",
            f"{facts.parameters:,}",
            bytes_text(facts.activation_bytes) if facts.activation_bytes is not None else "",
            count_text(facts.multiply_adds) if facts.multiply_adds else "",
            "×".join(map(str, facts.receptive_field)) if facts.receptive_field else "",
        )

    def _show(self, line: int, _column: int) -> None:
        entry = self.table.item(line, 0)
        if entry:
            self.shown.emit(entry.text())
