"""The minimap: the whole canvas in a corner of the view, and the part that is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from .view import CanvasView

_SIZE = QSize(140, 104)
_MARGIN = 14


class Minimap(QWidget):
    """Shows all cards as blocks; a press or drag brings that place into the middle."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self._view = view
        self.setAccessibleName("Minimap")
        self.setFixedSize(_SIZE)

    def settle(self) -> None:
        """Take the place in the view's corner; hide where it would cover more than it shows.

        That is while all cards are in sight, and in a view that is too small for it.
        """
        if not self._view.isVisible():
            # Also while the window is taken down, when there are no cards to ask any more.
            return
        room = self._view.size()
        fits = room.width() > 4 * _SIZE.width() and room.height() > 3 * _SIZE.height()
        whole = self._view.canvas.content_rect()
        self.setVisible(fits and not whole.isEmpty() and not self._seen().contains(whole))
        self.move(room.width() - _SIZE.width() - _MARGIN, room.height() - _SIZE.height() - _MARGIN)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the blocks and the frame of what is seen."""
        canvas = self._view.canvas
        theme = canvas.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("edge"), 1))
        back = QColor(theme.color("bar"))
        back.setAlpha(225)
        painter.setBrush(back)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        whole, scale, shift = self._frame()
        if whole.isEmpty():
            return
        block = QColor(theme.color("accent"))
        block.setAlpha(150)
        painter.save()
        painter.translate(shift)
        painter.scale(scale, scale)
        # A line of a pixel on the screen, so that no card is too small to be seen.
        edge = QPen(block, 1)
        edge.setCosmetic(True)
        painter.setPen(edge)
        painter.setBrush(block)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for boxes in canvas.contents.by_category.values():
            painter.drawRects(list(boxes.values()))
        painter.restore()
        seen = self._seen()
        painter.setPen(QPen(theme.color("text_soft"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        frame = QRectF(seen.topLeft() * scale + shift, seen.size() * scale)
        painter.drawRect(frame.intersected(QRectF(self.rect()).adjusted(3, 3, -3, -3)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Bring the place under the cursor into the middle of the view."""
        whole, scale, shift = self._frame()
        if not whole.isEmpty():
            self._view.centerOn((event.position() - shift) / scale)
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Keep the place under the cursor in the middle while dragging."""
        self.mousePressEvent(event)

    def _seen(self) -> QRectF:
        return self._view.mapToScene(self._view.viewport().rect()).boundingRect()

    def _frame(self) -> tuple[QRectF, float, QPointF]:
        """What is shown, in the scene; the scale; and where the scene's origin comes to lie."""
        whole = self._view.canvas.content_rect().adjusted(-60, -60, 60, 60)
        if not self._view.canvas.cards:
            return QRectF(), 1.0, QPointF()
        inner = QRectF(self.rect()).adjusted(6, 6, -6, -6)
        scale = min(inner.width() / whole.width(), inner.height() / whole.height())
        return whole, scale, inner.center() - whole.center() * scale
