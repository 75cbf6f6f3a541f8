"""The canvas from afar: all cards and wires in a few strokes, without an item for each.

A card is a block of its category's colour; somewhat nearer it has a band of that colour and a large
title. Nothing here grows dearer with what is out of sight.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem

from layerdeck.deck import Kind
from layerdeck.editor.fonts import font, wrapped
from layerdeck.graph import Wire

from .contents import Contents, Placed
from .curves import add_curve, add_line
from .layout import HEAD, PAD

if TYPE_CHECKING:
    from .scene import CanvasScene

FAR, FARTHER = 0.42, 0.16
"""Scales below which text and sockets, and then the head, are too small to be worth painting."""
_TITLES = 0.2
"""Scale from which a large title can be read."""
_TITLE = 30
"""Size of that title, in pixels at 1:1."""
_BAND = HEAD * 0.6
_MOST_CURVES = 500
"""With more wires than these in sight, they are straight from far away."""


@dataclass(slots=True)
class _Strokes:
    """What is painted together: the boxes of cards by colour and edge, the lines by type."""

    blocks: dict[str, list[QRectF]] = field(default_factory=lambda: defaultdict(list))
    edges: dict[str, list[QRectF]] = field(default_factory=lambda: defaultdict(list))
    lines: dict[Kind, QPainterPath] = field(default_factory=lambda: defaultdict(QPainterPath))
    count: int = 0


class FarItem(QGraphicsItem):
    """Paints the whole canvas while it is seen from afar; hidden while it is near."""

    def __init__(self, scene: CanvasScene) -> None:
        super().__init__()
        self._scene = scene
        self._contents: Contents = scene.contents
        self._bounds = QRectF()
        self._whole: _Strokes | None = None
        self._held: frozenset[str] = frozenset()
        self._offset = QPointF()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setZValue(0.5)
        self.hide()

    def renew(self) -> None:
        """Cards or wires are others than before, or elsewhere."""
        self._whole = None
        bounds = self._contents.rect().adjusted(-200, -200, 200, 200)
        if not self._bounds.contains(bounds):
            self.prepareGeometryChange()
            self._bounds = bounds.adjusted(-2000, -2000, 2000, 2000)
        if self.isVisible():
            self.update()

    def hold(self, cards: Collection[str]) -> None:
        """Have these cards be dragged; none ends it."""
        self._held, self._offset = frozenset(cards), QPointF()
        self._whole = None
        self.update()

    def drag(self, offset: QPointF) -> None:
        """Paint the cards that are held so far from where they lie."""
        self._offset = offset
        self.update()

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
        self._paint(painter, self._strokes_in(area), scale)
        if self._held:
            self._paint_held(painter, scale)
        if scale >= _TITLES:
            for card_id in self._contents.card_boxes.meeting(area):
                placed = self._contents.cards[card_id]
                place = placed.body.topLeft()
                _paint_title(painter, placed, place + self._moved(card_id), self._scene)

    def _moved(self, card_id: str) -> QPointF:
        return self._offset if card_id in self._held else QPointF()

    def _strokes_in(self, area: QRectF) -> _Strokes:
        """The strokes for an area; those for a large part of the whole are kept."""
        whole = self._contents.rect()
        seen = area.intersected(whole)
        if seen.width() * seen.height() * 4 < whole.width() * whole.height():
            cards = self._contents.card_boxes.meeting(area)
            return self._gather(cards, self._contents.wire_boxes.meeting(area))
        if self._whole is None:
            self._whole = self._gather(self._contents.cards, self._contents.wires)
        return self._whole

    def _gather(self, cards: Iterable[str], wires: Iterable[Wire]) -> _Strokes:
        made = _Strokes()
        held, placed_cards = self._held, self._contents.cards
        for card_id in cards:
            if card_id not in held:
                placed = placed_cards[card_id]
                made.blocks[placed.look.category].append(placed.body)
                made.edges[_edge(placed)].append(placed.body)
        kept = [wire for wire in wires if not (wire[0][0] in held or wire[1][0] in held)]
        made.count = len(kept)
        add = add_curve if len(kept) <= _MOST_CURVES else add_line
        for wire in kept:
            route = self._contents.wires[wire]
            add(made.lines[route.kind], route.points)
        return made

    def _paint_held(self, painter: QPainter, scale: float) -> None:
        made = _Strokes()
        for card_id in self._held:
            placed = self._contents.cards[card_id]
            body = placed.body.translated(self._offset)
            made.blocks[placed.look.category].append(body)
            made.edges[_edge(placed)].append(body)
        for wire in self._contents.wires_of(self._held):
            route = self._contents.wires[wire]
            start = route.points[0] + self._moved(wire.source.card)
            end = route.points[-1] + self._moved(wire.target.card)
            add_line(made.lines[route.kind], (start, *route.points[1:-1], end))
        self._paint(painter, made, scale)

    def _paint(self, painter: QPainter, strokes: _Strokes, scale: float) -> None:
        theme = self._scene.theme
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for kind, path in strokes.lines.items():
            painter.setPen(_hair(theme.kind(kind)))
            painter.drawPath(path)
        painter.setPen(Qt.PenStyle.NoPen)
        for category, boxes in strokes.blocks.items():
            near = scale >= FARTHER
            painter.setBrush(theme.color("card") if near else theme.category(category))
            painter.drawRects(boxes)
            if near:
                painter.setBrush(theme.category(category))
                painter.drawRects([_band(box) for box in boxes])
        for token, boxes in strokes.edges.items():
            if token == "card_error" and scale < FARTHER:
                painter.setBrush(theme.color(token))
                painter.drawRects(boxes)
            elif scale >= FARTHER:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(_hair(theme.color(token)))
                painter.drawRects(boxes)
                painter.setPen(Qt.PenStyle.NoPen)
        self._paint_selected(painter)

    def _paint_selected(self, painter: QPainter) -> None:
        theme, session = self._scene.theme, self._scene.session
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = _hair(theme.color("card_selected"), 2.0)
        painter.setPen(pen)
        painter.drawRects(
            [
                self._contents.cards[card_id].body.translated(self._moved(card_id))
                for card_id in session.selected
                if card_id in self._contents.cards
            ]
        )
        for wire in self._scene.lighting.wires:
            path = QPainterPath()
            add_curve(path, self._contents.wires[wire].points)
            painter.setPen(_hair(theme.color("text"), 2.0))
            painter.drawPath(path)


def _edge(placed: Placed) -> str:
    """The colour of a card's edge."""
    if placed.error:
        return "card_error"
    return "warn" if placed.warning else "card_edge"


def _band(body: QRectF) -> QRectF:
    return QRectF(body.left(), body.top(), body.width(), _BAND)


def _hair(color: QColor, width: float = 1.0) -> QPen:
    """A line of a width on the screen, whatever the scale."""
    pen = QPen(color, width)
    pen.setCosmetic(True)
    return pen


def _paint_title(painter: QPainter, placed: Placed, place: QPointF, scene: CanvasScene) -> None:
    painter.setFont(font(_TITLE, bold=True))
    painter.setPen(scene.theme.color("text"))
    body = QRectF(place, placed.body.size())
    room = QRectF(body.left() + PAD, body.top() + _BAND + 4, body.width() - PAD, _TITLE * 1.25)
    for line in wrapped(placed.look.title, _TITLE, body.width() - 2 * PAD):
        if room.bottom() > body.bottom():
            return
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, line)
        room.translate(0, _TITLE * 1.25)
