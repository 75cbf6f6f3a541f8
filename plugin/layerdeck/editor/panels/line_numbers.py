"""The numbers beside the lines of a code view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from .code_view import CodeView

_LEFT, _RIGHT = 10, 18
_BAR = 3
"""The width of the bar at a line that is lit."""
_FEWEST = 3
"""Digits for which there is always room, so that short code does not shift when it grows."""


class LineNumbers(QWidget):
    """Stands in the left margin of a code view, as wide as its numbers need."""

    def __init__(self, view: CodeView) -> None:
        super().__init__(view)
        self._view = view
        view.updateRequest.connect(self._scroll)
        self.make_room()

    def make_room(self) -> None:
        """Be as wide as the numbers need in the letters of the code."""
        digits = max(len(str(len(self._view.lines))), _FEWEST)
        room = QFontMetricsF(self._view.font()).horizontalAdvance("0" * digits)
        wide = round(room) + _LEFT + _RIGHT
        if wide != self.width():
            self.resize(wide, self.height())
            self._view.setViewportMargins(wide, 0, 0, 0)
        self.follow()

    def follow(self) -> None:
        """Stay beside the lines."""
        inside = self._view.contentsRect()
        self.setGeometry(QRect(inside.left(), inside.top(), self.width(), inside.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the numbers of the lines that show, and a bar at those that are lit."""
        view, theme = self._view, self._view.theme
        painter = QPainter(self)
        painter.setFont(view.font())
        for block, top in view.blocks_in_sight():
            row = QRectF(0, top, self.width(), view.blockBoundingRect(block).height())
            if not row.intersects(event.rect().toRectF()):
                continue
            lit = block.blockNumber() in view.lit
            if lit:
                painter.fillRect(row, theme.color("code_line"))
                painter.fillRect(QRectF(0, top, _BAR, row.height()), theme.color("accent"))
            painter.setPen(theme.color("text" if lit else "text_faint"))
            room = row.adjusted(0, 0, -_RIGHT, 0)
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, side, str(block.blockNumber() + 1))

    def _scroll(self, _rect: QRect, dy: int) -> None:
        if dy:
            self.scroll(0, dy)
        else:
            self.update()
