"""Cards in the hand: however many they are, moving them moves one thing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem

from layerdeck.graph import Wire

if TYPE_CHECKING:
    from .scene import CanvasScene


class Hand(QGraphicsItem):
    """Carries the items of the cards that are dragged, and of the wires among them."""

    def __init__(self, scene: CanvasScene) -> None:
        super().__init__()
        self._scene = scene
        self.cards: frozenset[str] = frozenset()
        self.offset = QPointF()
        self._border: tuple[Wire, ...] = ()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents)
        self.setZValue(2)

    def take(self, cards: Collection[str]) -> None:
        """Take cards up."""
        scene = self._scene
        self.cards, self.offset = frozenset(cards), QPointF()
        wires = scene.contents.wires_of(self.cards)
        self._border = tuple(wire for wire in wires if not self.holds(wire))
        for card_id in self.cards & scene.cards.shown.keys():
            self.adopt(scene.cards.shown[card_id])
        for wire in wires & scene.wires.shown.keys():
            if self.holds(wire):
                self.adopt(scene.wires.shown[wire])
        scene.far.hold(self.cards)

    def holds(self, wire: Wire) -> bool:
        """Whether a wire lies between two of the cards."""
        return wire.source.card in self.cards and wire.target.card in self.cards

    def adopt(self, item: QGraphicsItem) -> None:
        """Have an item go along."""
        item.setParentItem(self)

    def go(self, offset: QPointF) -> None:
        """Bring the cards so far from where they lie, and the wires to others after them."""
        self.offset = offset
        self.setPos(offset)
        shown = self._scene.wires.shown
        for wire in self._border:
            item = shown.get(wire)
            if item:
                points = self._scene.contents.wires[wire].points
                start = points[0] + self._moved(wire.source.card)
                end = points[-1] + self._moved(wire.target.card)
                item.lay(replace(item.route, points=(start, *points[1:-1], end)))
        self._scene.far.drag(offset)

    def lay_down(self) -> None:
        """Let go of the cards, which lie where they lay before."""
        self.go(QPointF())
        for item in self.childItems():
            # Given back to the scene itself, which a parent of None means.
            item.setParentItem(None)  # type: ignore[arg-type]
        self.cards, self._border = frozenset(), ()
        self._scene.far.hold(())

    def _moved(self, card_id: str) -> QPointF:
        return self.offset if card_id in self.cards else QPointF()

    def boundingRect(self) -> QRectF:
        """Nothing of its own."""
        return QRectF()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: object = None
    ) -> None:
        """Nothing of its own."""
