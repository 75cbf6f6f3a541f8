"""The ring around what the keyboard is at: outside of the edge that a selected card has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem

from .contents import BEYOND
from .layout import RADIUS

if TYPE_CHECKING:
    from .scene import CanvasScene

_WIDTH = 2.0
_LEAST_GAP = 6.0
"""How far from a thing it stays on the screen at least, where a card's sockets are small."""


class Ring(QGraphicsItem):
    """Lies above all; its line is as wide on the screen whatever the scale."""

    def __init__(self, scene: CanvasScene) -> None:
        super().__init__()
        self._scene = scene
        self._box = QRectF()
        self._scale = 1.0
        self._gap = 0.0
        self.setZValue(5)
        self.hide()

    def lay(self, box: QRectF, scale: float, *, around: bool) -> None:
        """Go around a box of the scene, seen at this scale; around a thing past its sockets."""
        gap = max(BEYOND, _LEAST_GAP / scale) if around else 0.0
        if (box, scale, gap) != (self._box, self._scale, self._gap):
            self.prepareGeometryChange()
            self._box, self._scale, self._gap = QRectF(box), scale, gap

    def boundingRect(self) -> QRectF:
        """The ring with its line."""
        out = self._gap + _WIDTH / self._scale
        return self._box.adjusted(-out, -out, out, out)

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: object = None
    ) -> None:
        """Paint the ring."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(QPen(self._scene.theme.color("text"), _WIDTH / self._scale))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        gap = self._gap
        round_ = RADIUS + gap if gap else 5.0
        painter.drawRoundedRect(self._box.adjusted(-gap, -gap, gap, gap), round_, round_)
