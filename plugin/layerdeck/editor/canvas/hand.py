"""Things in the hand: however many they are, moving them moves one thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem

from layerdeck.graph import Wire

from .contents import Route
from .load import Load

if TYPE_CHECKING:
    from .scene import CanvasScene


class Hand(QGraphicsItem):
    """Carries the items of what is dragged, and of the wires between cards among it."""

    def __init__(self, scene: CanvasScene) -> None:
        super().__init__()
        self._scene = scene
        self.load = Load()
        self.offset = QPointF()
        self.along: dict[str, QGraphicsItem] = {}
        """By card, what lies on it and goes where it does."""
        self._border: dict[Wire, tuple[bool, ...]] = {}
        """The wires that stretch while the load moves, and which of their points go along."""
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents)
        self.setZValue(2)

    @property
    def held(self) -> frozenset[str]:
        """The ids of what is in the hand."""
        return self.load.items

    def take(self, load: Load) -> None:
        """Take things up."""
        scene = self._scene
        self.load, self.offset = load, QPointF()
        wires = scene.contents.wires_of(self.held & scene.contents.cards.keys())
        stretched = {*wires, *load.bends}
        self._border = {wire: self._going(wire) for wire in stretched if not self.holds(wire)}
        for key in self.held & scene.cards.shown.keys():
            self.adopt(scene.cards.shown[key])
        for key in self.held & scene.areas.items.shown.keys():
            self.adopt(scene.areas.items.shown[key])
        for wire in wires & scene.wires.shown.keys():
            if self.holds(wire):
                self.adopt(scene.wires.shown[wire])
        for key in self.held & self.along.keys():
            self.adopt(self.along[key])
        cards = self.held & scene.contents.cards.keys()
        inner = {wire: scene.contents.wires[wire] for wire in wires if self.holds(wire)}
        scene.far.hold(cards, inner, self._border)

    def holds(self, wire: Wire) -> bool:
        """Whether a wire lies between two of the cards in the hand."""
        return wire.source.card in self.held and wire.target.card in self.held

    def adopt(self, item: QGraphicsItem) -> None:
        """Have an item go along."""
        item.setParentItem(self)

    def go(self, offset: QPointF) -> None:
        """Bring all so far from where it lies, and stretch the wires to what stays."""
        self.offset = offset
        self.setPos(offset)
        routes = {wire: self._stretched(wire, goes) for wire, goes in self._border.items()}
        shown = self._scene.wires.shown
        for wire in routes.keys() & shown.keys():
            shown[wire].lay(routes[wire])
        self._scene.far.drag(offset, routes)

    def lay_down(self) -> None:
        """Let go of all, which lies where it lay before."""
        self.go(QPointF())
        for item in self.childItems():
            # Given back to the scene itself, which a parent of None means.
            item.setParentItem(None)  # type: ignore[arg-type]
        self.load, self._border = Load(), {}
        self._scene.far.hold((), {}, ())

    def _going(self, wire: Wire) -> tuple[bool, ...]:
        """Which points of a wire go along, from its output to its input."""
        led = len(self._scene.contents.wires[wire].points) - 2
        bends = self.load.bends.get(wire, (False,) * led)
        return wire.source.card in self.held, *bends, wire.target.card in self.held

    def _stretched(self, wire: Wire, goes: Sequence[bool]) -> Route:
        """How a wire is led by now; the very route that is known where nothing has moved."""
        route = self._scene.contents.wires[wire]
        if self.offset.isNull():
            return route
        ways = zip(route.points, goes, strict=True)
        return replace(
            route, points=tuple(point + self.offset if along else point for point, along in ways)
        )

    def boundingRect(self) -> QRectF:
        """Nothing of its own."""
        return QRectF()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: object = None
    ) -> None:
        """Nothing of its own."""
