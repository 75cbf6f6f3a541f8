"""The last line of the Summary: what all cards come to, or those that are selected."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QTableView, QWidget

from layerdeck.program import COLUMNS, Sums

from .summary_table import cell_text, side_of

_HEIGHT, _PAD = 28, 13


class TotalsLine(QLabel):
    """Stands below a table and sets each figure below its column, wherever that has gone."""

    def __init__(self, table: QTableView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._cells: dict[int, str] = {}
        self.setObjectName("totals")
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        head = table.horizontalHeader()
        head.sectionResized.connect(self.update)
        head.geometriesChanged.connect(self.update)
        table.horizontalScrollBar().valueChanged.connect(self.update)

    def show_totals(self, whose: str, sums: Sums) -> None:
        """Show what some cards come to; `whose` says which. Nothing shows where it is empty."""
        self._cells = {0: whose}
        for place, column in enumerate(COLUMNS):
            if column.total:
                self._cells[place] = cell_text(column, column.total(sums)) or "0"
        told = (f"{COLUMNS[place].title} {text}" for place, text in self._cells.items() if place)
        self.setText(f"{whose}: {', '.join(told)}" if whose else "")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint each figure below its column."""
        if not self.text():
            return
        painter = QPainter(self)
        face = QFont(self.font())
        face.setBold(True)
        painter.setFont(face)
        painter.setPen(self.palette().color(self.foregroundRole()))
        head = self._table.horizontalHeader()
        begin = self.mapFromGlobal(self._table.viewport().mapToGlobal(QPoint())).x()
        for place, text in self._cells.items():
            left, width = begin + head.sectionViewportPosition(place), head.sectionSize(place)
            room = QRect(left + _PAD, 0, max(width - 2 * _PAD, 0), self.height())
            if not head.isSectionHidden(place):
                painter.drawText(room, side_of(COLUMNS[place]), text)
        painter.end()
