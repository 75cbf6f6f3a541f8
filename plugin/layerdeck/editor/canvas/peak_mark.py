"""The mark on the card where a training step holds the most memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem

from layerdeck.editor.fonts import font

from .layout import PAD

if TYPE_CHECKING:
    from .scene import CanvasScene

_WORDS, _SIZE = "Peak memory", 10
_TALL, _SIDE = 16.0, 7.0
"""How tall it is, and the room beside its words."""


class PeakMark(QGraphicsItem):
    """A small label above its card, as large on the screen from afar as it is near."""

    def __init__(self, scene: CanvasScene) -> None:
        super().__init__()
        self._scene = scene
        self.card = ""
        """The card that it lies on; empty while it lies on none."""
        wide = QFontMetricsF(font(_SIZE, bold=True)).horizontalAdvance(_WORDS) + 2 * _SIDE
        self._label = QRectF(-wide, 1 - _TALL, wide, _TALL)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setZValue(3)
        self.hide()
        scene.addItem(self)

    def lie_on(self, card: str) -> None:
        """Lie on a card from now on, wherever that is; on none where there is no such card."""
        placed = self._scene.contents.cards.get(card)
        along = self._scene.hand.along
        along.pop(self.card, None)
        self.card = card if placed else ""
        self.setVisible(placed is not None)
        if placed:
            along[card] = self
            if card not in self._scene.hand.held:
                self.setPos(placed.body.right() - PAD, placed.body.top())

    def boundingRect(self) -> QRectF:
        """The label with its line, in pixels of the screen."""
        return self._label.adjusted(-1, -1, 1, 1)

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: object = None
    ) -> None:
        """Paint it in the colours of cards, which heat leaves alone."""
        theme = self._scene.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("text_soft"), 1))
        painter.setBrush(theme.color("card"))
        painter.drawRoundedRect(self._label, _TALL / 2, _TALL / 2)
        painter.setFont(font(_SIZE, bold=True))
        painter.setPen(theme.color("text"))
        painter.drawText(self._label, Qt.AlignmentFlag.AlignCenter, _WORDS)
