"""What is dragged, seen from afar: the cards in the hand and the wires that touch them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem

from layerdeck.graph import Wire

from .contents import Route
from .far_paint import (
    Blocks,
    Lines,
    blocks_of,
    lines_of,
    paint_blocks,
    paint_chosen,
    paint_lines,
    paint_marks,
)

if TYPE_CHECKING:
    from .scene import CanvasScene

_OUTLINE = 6.0
"""How far the outline of a selected card reaches beyond it, on the screen."""

Routes = Mapping[Wire, Route]


class FarHeld(QGraphicsItem):
    """A part of what paints the canvas from afar, over all the rest of it."""

    def __init__(self, parent: QGraphicsItem, scene: CanvasScene) -> None:
        super().__init__(parent)
        self._scene = scene
        self._smooth = True
        self._cards: frozenset[str] = frozenset()
        self._blocks = Blocks()
        self._inner: Routes = {}
        """The wires among the cards, where they lay, and their lines."""
        self._inner_lines: Lines = {}
        self._border: Routes = {}
        """The wires that stretch, as they are by now, and their lines."""
        self._border_lines: Lines = {}
        self._box, self._offset, self._bounds = QRectF(), QPointF(), QRectF()
        """The box around the cards, where they lay; how far they are from there; all of it."""

    def hold(self, cards: frozenset[str], inner: Routes) -> None:
        """Have these cards and the wires among them in the hand, where they lie."""
        self._cards, self._inner, self._border = cards, inner, {}
        self.smoothen(self._smooth)
        self._box = self._scene.box_of(cards)
        for path in self._inner_lines.values():
            self._box = self._box.united(path.controlPointRect())
        self.renew()
        self.go(QPointF(), {})

    def smoothen(self, smooth: bool) -> None:
        """Have all wires be curves, or straight, as those are that are not held."""
        self._smooth = smooth
        self._inner_lines = lines_of(self._inner.values(), smooth)
        self._border_lines = lines_of(self._border.values(), smooth)

    def renew(self) -> None:
        """The cards look otherwise than before."""
        self._blocks = blocks_of(self._scene, self._cards)
        self.update()

    def go(self, offset: QPointF, border: Routes) -> None:
        """Be so far from where all lies; the wires that hold it to the rest are led like this."""
        self._offset, self._border = offset, border
        self._border_lines = lines_of(border.values(), self._smooth)
        box = self._box.translated(offset)
        for path in self._border_lines.values():
            box = box.united(path.controlPointRect())
        margin = _OUTLINE / self._scene.scale
        self.prepareGeometryChange()
        self._bounds = box.adjusted(-margin, -margin, margin, margin)

    def boundingRect(self) -> QRectF:
        """What is held, and the wires that hold it to the rest."""
        return self._bounds

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: object = None
    ) -> None:
        """Paint all of it."""
        scale = option.levelOfDetailFromTransform(painter.worldTransform())
        scene, theme = self._scene, self._scene.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        paint_lines(painter, theme, self._border_lines, self._smooth)
        self._paint_chosen(painter, self._border)
        painter.translate(self._offset)
        paint_lines(painter, theme, self._inner_lines, self._smooth)
        paint_blocks(painter, theme, self._blocks, scale)
        paint_marks(painter, scene, self._cards, scale)
        self._paint_chosen(painter, self._inner)
        painter.translate(-self._offset)

    def _paint_chosen(self, painter: QPainter, routes: Routes) -> None:
        chosen = routes.keys() & self._scene.lighting.wires
        paint_chosen(painter, self._scene.theme, [routes[wire] for wire in chosen])
