"""The canvas from afar: all cards and wires in a few strokes, without an item for each.

A card is a block of its category's colour; somewhat nearer it has a band of that colour and a large
title. Nothing here grows dearer with what is out of sight.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem

from layerdeck.deck import Kind
from layerdeck.graph import Wire

from .bypassed import veil
from .contents import Contents
from .curves import add_curve, add_line
from .far_texts import BAND, NAMED, paint_texts
from .heat import Fill, fill_color, ink_on

if TYPE_CHECKING:
    from .scene import CanvasScene

FAR, FARTHER = 0.42, 0.16
"""Scales below which text and sockets, and then the head, are too small to be worth painting."""
_OUTLINE = 6.0
"""How far the outline of a selected card reaches beyond it, on the screen."""
_MOST_CURVES = 300
"""With more wires than these in sight, they are straight from far away."""


Boxes = Mapping[str, Collection[QRectF]]
Fills = Mapping[Fill, Collection[QRectF]]
Lines = Mapping[Kind, QPainterPath]


class FarItem(QGraphicsItem):
    """Paints the whole canvas while it is seen from afar; hidden while it is near."""

    def __init__(self, scene: CanvasScene) -> None:
        super().__init__()
        self._scene = scene
        self._contents: Contents = scene.contents
        self._bounds = QRectF()
        self._lines: Lines | None = None
        """All wires but those that are held; None when they have to be laid anew."""
        self._held: frozenset[str] = frozenset()
        self._border: tuple[Wire, ...] = ()
        """The wires between cards that are held and others."""
        self._inner: Lines = {}
        self._along: tuple[Fills, Boxes] = {}, {}
        """The wires among the cards that are held, and those cards, where they lay."""
        self._others: tuple[Fills, Boxes] | None = None
        """All cards but those that are held, while some are."""
        self._fills: Fills | None = None
        """All cards by their heat, while there is any; None when they have to be sorted anew."""
        self._offset = QPointF()
        self._box, self._reach = QRectF(), QRectF()
        """The box around the cards that are held, where they lay; what of the canvas shows them."""
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setZValue(0.5)
        self.hide()

    def renew(self, *, wires: bool) -> None:
        """Cards are others than before, or elsewhere, and so are wires where that is true."""
        self._fills = None
        if wires:
            self._lines = None
        bounds = self._contents.rect().adjusted(-200, -200, 200, 200)
        if not self._bounds.contains(bounds):
            self.prepareGeometryChange()
            self._bounds = bounds.adjusted(-2000, -2000, 2000, 2000)
        if self.isVisible():
            self.update()

    def hold(self, cards: Collection[str]) -> None:
        """Have these cards be dragged; none ends it."""
        self._offset = QPointF()
        self._lines = self._others = None
        wires = self._contents.wires_of(cards)
        inner = {wire for wire in wires if wire.source.card in cards and wire.target.card in cards}
        self._border = tuple(wires - inner)
        self._held = frozenset()
        self._inner, self._along = self._lay(inner), self._sorted(cards)
        self._held = frozenset(cards)
        self._box = self._scene.box_of(cards)
        self._reach = self._reached(self._offset)
        self.update()

    def drag(self, offset: QPointF) -> None:
        """Paint the cards that are held so far from where they lie."""
        self._offset, before, self._reach = offset, self._reach, self._reached(offset)
        self.update(before.united(self._reach))

    def _reached(self, offset: QPointF) -> QRectF:
        """The box around what is held and the wires that hold it to the rest."""
        box = self._box.translated(offset)
        for wire in self._border:
            box = box.united(QPolygonF(self._way(wire)).boundingRect())
        margin = _OUTLINE / self._scene.scale
        return box.adjusted(-margin, -margin, margin, margin)

    def _way(self, wire: Wire) -> list[QPointF]:
        """Where a wire passes from a card that is held to one that is not, or back."""
        start, *led, end = self._contents.wires[wire].points
        return [start + self._moved(wire.source.card), *led, end + self._moved(wire.target.card)]

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
        contents = self._contents
        if self._is_part(area):
            self._paint_lines(painter, self._lay(contents.wire_boxes.meeting(area)))
            self._paint_cards(painter, *self._sorted(contents.card_boxes.meeting(area)), scale)
        else:
            if self._lines is None:
                self._lines = self._lay(contents.wires)
            self._paint_lines(painter, self._lines)
            self._paint_cards(painter, *self._all_cards(), scale)
        if self._held:
            self._paint_held(painter, scale)
        if scale >= NAMED:
            # What is held is known where it lay, which may be elsewhere.
            for card_id in {*contents.card_boxes.meeting(area), *self._held}:
                placed = contents.cards[card_id]
                ink = ink_on(self._scene.theme, self._scene.heat.fill(card_id, placed))
                body = placed.body.translated(self._moved(card_id))
                paint_texts(painter, placed.look, body, ink, scale)
        self._paint_veils(painter)
        self._paint_selected(painter)

    def _moved(self, card_id: str) -> QPointF:
        return self._offset if card_id in self._held else QPointF()

    def _is_part(self, area: QRectF) -> bool:
        """Whether so little is to be painted that it is worth being sought out."""
        whole = self._contents.rect()
        seen = area.intersected(whole)
        return seen.width() * seen.height() * 16 < whole.width() * whole.height()

    def _all_cards(self) -> tuple[Fills, Boxes]:
        contents, heat = self._contents, self._scene.heat
        if self._held:
            if self._others is None:
                self._others = self._sorted(contents.cards)
            return self._others
        by_edge = {token: boxes.values() for token, boxes in contents.by_edge.items()}
        if heat.measure is None:
            return {fill: boxes.values() for fill, boxes in contents.by_category.items()}, by_edge
        if self._fills is None:
            self._fills = heat.fills(contents.cards)
        return self._fills, by_edge

    def _sorted(self, cards: Iterable[str]) -> tuple[Fills, Boxes]:
        """Cards by what fills them and by edge, without those that are held."""
        placed = self._contents.cards
        some = {card_id: placed[card_id] for card_id in cards if card_id not in self._held}
        by_edge: dict[str, list[QRectF]] = defaultdict(list)
        for card in some.values():
            by_edge[card.edge].append(card.body)
        return self._scene.heat.fills(some), by_edge

    def _lay(self, wires: Iterable[Wire]) -> Lines:
        """The lines of wires by type, without those of cards that are held."""
        held = self._held
        kept = [wire for wire in wires if not (wire[0][0] in held or wire[1][0] in held)]
        add = add_curve if len(kept) <= _MOST_CURVES else add_line
        lines: dict[Kind, QPainterPath] = defaultdict(QPainterPath)
        for wire in kept:
            route = self._contents.wires[wire]
            add(lines[route.kind], route.points)
        return lines

    def _paint_held(self, painter: QPainter, scale: float) -> None:
        """The cards that are held and the wires among them, and the wires to the others."""
        border: dict[Kind, QPainterPath] = defaultdict(QPainterPath)
        for wire in self._border:
            add_line(border[self._contents.wires[wire].kind], self._way(wire))
        self._paint_lines(painter, border)
        painter.translate(self._offset)
        self._paint_lines(painter, self._inner)
        self._paint_cards(painter, *self._along, scale)
        painter.translate(-self._offset)

    def _paint_lines(self, painter: QPainter, lines: Lines) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # Smooth lines are dear: few are worth it, of many nobody sees it.
        few = sum(path.elementCount() for path in lines.values()) <= 4 * _MOST_CURVES
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, few)
        for kind, path in lines.items():
            painter.setPen(_hair(self._scene.theme.kind(kind), 1.4 if few else 1.0))
            painter.drawPath(path)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_cards(self, painter: QPainter, fills: Fills, by_edge: Boxes, scale: float) -> None:
        theme, near = self._scene.theme, scale >= FARTHER
        painter.setPen(Qt.PenStyle.NoPen)
        for fill, boxes in fills.items():
            # Heat is all that one looks for: it fills the card.
            banded = near and isinstance(fill, str)
            painter.setBrush(theme.color("card") if banded else fill_color(theme, fill))
            painter.drawRects(list(boxes))
            if banded:
                painter.setBrush(fill_color(theme, fill))
                painter.drawRects([_band(box) for box in boxes])
        for token, boxes in by_edge.items():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(Qt.PenStyle.NoPen)
            if near:
                painter.setPen(_hair(theme.color(token)))
            elif token == "card_error":
                painter.setBrush(theme.color(token))
            else:
                continue
            painter.drawRects(list(boxes))

    def _paint_veils(self, painter: QPainter) -> None:
        """Fade the cards that are bypassed, whatever fills them and is written on them."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(veil(self._scene.theme))
        bypassed = self._contents.bypassed.items()
        painter.drawRects([body.translated(self._moved(card_id)) for card_id, body in bypassed])

    def _paint_selected(self, painter: QPainter) -> None:
        theme = self._scene.theme
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # Blocks are of many colours; that of letters stands out from each.
        painter.setPen(_hair(theme.color("text"), 2.0))
        painter.drawRects(
            [
                self._contents.cards[card_id].body.translated(self._moved(card_id))
                for card_id in self._scene.lighting.cards
                if card_id in self._contents.cards
            ]
        )
        for wire in self._scene.lighting.wires:
            path = QPainterPath()
            add_curve(path, self._contents.wires[wire].points)
            painter.drawPath(path)


def _band(body: QRectF) -> QRectF:
    return QRectF(body.left(), body.top(), body.width(), BAND)


def _hair(color: QColor, width: float = 1.0) -> QPen:
    """A line of a width on the screen, whatever the scale."""
    pen = QPen(color, width)
    pen.setCosmetic(True)
    return pen
