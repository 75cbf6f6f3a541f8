"""The canvas from afar: all cards and wires in a few strokes, without an item for each.

Nothing here grows dearer with what is out of sight, nor what is in the hand with what is not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem

from layerdeck.graph import Wire

from .contents import Contents
from .far_held import FarHeld, Routes
from .far_paint import (
    MOST_CURVES,
    Blocks,
    Fills,
    Lines,
    blocks_of,
    lines_of,
    paint_blocks,
    paint_chosen,
    paint_lines,
    paint_marks,
)
from .far_texts import NAMED

if TYPE_CHECKING:
    from .scene import CanvasScene


class FarItem(QGraphicsItem):
    """Paints the whole canvas while it is seen from afar; hidden while it is near."""

    def __init__(self, scene: CanvasScene) -> None:
        super().__init__()
        self._scene = scene
        self._contents: Contents = scene.contents
        self._bounds = QRectF()
        self._lines: Lines | None = None
        """All wires but those that are held; None when they have to be laid anew."""
        self._blocks: Blocks | None = None
        """All cards but those that are held; None when they have to be sorted anew."""
        self._smooth = True
        """Whether so few wires are in sight that they are worth being curves."""
        self._held: frozenset[str] = frozenset()
        self._touched: frozenset[Wire] = frozenset()
        """The wires that go along with what is held, or stretch."""
        self._in_hand = FarHeld(self, scene)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setZValue(0.5)
        self.hide()

    def look(self, *, visible: bool) -> None:
        """Another part of the canvas is in sight, from afar or not.

        With many wires in it all of them are rough, however little is painted anew.
        """
        self.setVisible(visible)
        whole = self._contents.rect()
        seen = whole & self._scene.seen
        share = seen.width() * seen.height() / max(whole.width() * whole.height(), 1.0)
        smooth = len(self._contents.wires) * share <= MOST_CURVES
        if smooth is not self._smooth:
            self._smooth, self._lines = smooth, None
            self._in_hand.smoothen(smooth)
            self.update()

    def renew(self, *, wires: bool) -> None:
        """Cards are others than before, or elsewhere, and so are wires where that is true."""
        self._blocks = None
        if wires:
            self._lines = None
            self.look(visible=self.isVisible())
        bounds = self._contents.rect().adjusted(-200, -200, 200, 200)
        if not self._bounds.contains(bounds):
            self.prepareGeometryChange()
            self._bounds = bounds.adjusted(-2000, -2000, 2000, 2000)
        self._in_hand.renew()
        self.update()

    def hold(self, cards: Collection[str], inner: Routes, border: Collection[Wire]) -> None:
        """Have cards and the wires among them be dragged, others stretch; none ends it."""
        self._held, self._touched = frozenset(cards), frozenset([*inner, *border])
        self._lines = self._blocks = None
        # All the rest is painted once, however often what is dragged moves over it.
        cached = QGraphicsItem.CacheMode.DeviceCoordinateCache
        self.setCacheMode(cached if cards or border else QGraphicsItem.CacheMode.NoCache)
        self._in_hand.hold(self._held, inner)
        self.update()

    def drag(self, offset: QPointF, border: Routes) -> None:
        """Paint what is held so far from where it lies, and the wires that stretch like this."""
        self._in_hand.go(offset, border)

    def boundingRect(self) -> QRectF:
        """All cards, and where they may be dragged to."""
        return self._bounds

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: object = None
    ) -> None:
        """Paint what lies in the part that is to be painted anew."""
        scale = option.levelOfDetailFromTransform(painter.worldTransform())
        area = QRectF(option.exposedRect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        contents, scene, theme = self._contents, self._scene, self._scene.theme
        part = self._is_part(area)
        # Of the whole nobody reads anything, unless it is so small that it is seen from near.
        near = part or scale >= NAMED
        cards = set(contents.card_boxes.meeting(area)) if near else contents.cards.keys()
        cards = cards - self._held if self._held else cards
        if part:
            lines, blocks = self._lay(contents.wire_boxes.meeting(area)), blocks_of(scene, cards)
        else:
            if self._lines is None:
                self._lines = self._lay(contents.wires)
            lines, blocks = self._lines, self._all_blocks()
        paint_lines(painter, theme, lines, self._smooth)
        paint_blocks(painter, theme, blocks, scale)
        paint_marks(painter, scene, cards, scale)
        chosen = set(scene.lighting.wires) - self._touched
        paint_chosen(painter, theme, [contents.wires[wire] for wire in chosen])

    def _is_part(self, area: QRectF) -> bool:
        """Whether so little is to be painted that it is worth being sought out."""
        whole = self._contents.rect()
        seen = area & whole
        little = seen.width() * seen.height() * 16 < whole.width() * whole.height()
        return little or (self._smooth and len(self._contents.wires) > MOST_CURVES)

    def _all_blocks(self) -> Blocks:
        contents, scene = self._contents, self._scene
        if not self._held and scene.heat.measure is None:
            by_edge = {token: boxes.values() for token, boxes in contents.by_edge.items()}
            fills: Fills = {fill: boxes.values() for fill, boxes in contents.by_category.items()}
            return Blocks(fills, by_edge)
        if self._blocks is None:
            self._blocks = blocks_of(scene, contents.cards.keys() - self._held)
        return self._blocks

    def _lay(self, wires: Iterable[Wire]) -> Lines:
        routes = self._contents.wires
        return lines_of((routes[wire] for wire in wires if wire not in self._touched), self._smooth)
