"""What was found, lit on the canvas, near and from afar."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem

from .layout import RADIUS

if TYPE_CHECKING:
    from .scene import CanvasScene

_WIDTH, _WIDE = 2.0, 4.0
"""Width of the lines round what was found, and round the one that is shown now, on the screen."""
_GAP = 4.0


class Matches(QGraphicsItem):
    """Lines round all that was found, stronger ones round one of it."""

    def __init__(self, scene: CanvasScene) -> None:
        super().__init__()
        self._scene = scene
        self._bounds = QRectF()
        self.found: frozenset[str] = frozenset()
        self.now = ""
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setZValue(4.5)
        self.hide()
        scene.addItem(self)
        scene.arranged.connect(self._reach)

    def light(self, found: Collection[str], now: str) -> None:
        """Light these cards, frames and notes and no others, and one of them more."""
        self.found, self.now = frozenset(found), now
        self.setVisible(bool(found))
        self._reach()
        self.update()

    def boundingRect(self) -> QRectF:
        """All that can be lit."""
        return self._bounds

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: object = None
    ) -> None:
        """Paint the lines in the part that is to be painted anew."""
        scale = option.levelOfDetailFromTransform(painter.worldTransform())
        area, contents = QRectF(option.exposedRect), self._scene.contents
        gap = _GAP / min(scale, 1.0)
        near = area.adjusted(-2 * gap, -2 * gap, 2 * gap, 2 * gap)
        met = [*contents.card_boxes.meeting(near), *contents.area_boxes.meeting(near)]
        boxes = [
            contents.body(key).adjusted(-gap, -gap, gap, gap)
            for key in met
            if key in self.found and key != self.now
        ]
        color = self._scene.theme.color("found")
        painter.setPen(_pen(color, _WIDTH))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRects(boxes)
        if self.now in contents.cards or self.now in contents.areas:
            inside = QColor(color)
            inside.setAlpha(40)
            painter.setPen(_pen(color, _WIDE))
            painter.setBrush(inside)
            body = contents.body(self.now).adjusted(-gap, -gap, gap, gap)
            painter.drawRoundedRect(body, RADIUS + gap, RADIUS + gap)

    def _reach(self) -> None:
        reach = 2 * _GAP / min(self._scene.scale, 1.0)
        bounds = self._scene.contents.rect().adjusted(-reach, -reach, reach, reach)
        if self.found and not self._bounds.contains(bounds):
            self.prepareGeometryChange()
            self._bounds = bounds.adjusted(-1000, -1000, 1000, 1000)


def _pen(color: QColor, width: float) -> QPen:
    pen = QPen(color, width)
    pen.setCosmetic(True)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
