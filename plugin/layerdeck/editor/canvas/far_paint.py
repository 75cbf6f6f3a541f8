"""The strokes that the canvas is painted in from afar: blocks for cards, lines for wires.

A card is a block of its category's colour; somewhat nearer it has a band of that colour and a large
title.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from layerdeck.deck import Kind
from layerdeck.editor.theme import Theme

from .bypassed import veil
from .contents import Route
from .curves import add_curve, add_line, curve
from .far_texts import BAND, NAMED, paint_texts
from .heat import Fill, fill_color, ink_on

if TYPE_CHECKING:
    from .scene import CanvasScene

FAR, FARTHER = 0.42, 0.16
"""Scales below which text and sockets, and then the head, are too small to be worth painting."""
MOST_CURVES = 300
"""With more wires than about these in sight, they are straight and rough from far away."""

Boxes = Mapping[str, Collection[QRectF]]
Fills = Mapping[Fill, Collection[QRectF]]
Lines = Mapping[Kind, QPainterPath]


@dataclass(frozen=True, slots=True)
class Blocks:
    """Cards by what fills them, and by the token of the colour of their edge."""

    fills: Fills = field(default_factory=dict)
    by_edge: Boxes = field(default_factory=dict)


def blocks_of(scene: CanvasScene, cards: Iterable[str]) -> Blocks:
    """What is painted of some cards."""
    placed = {card_id: scene.contents.cards[card_id] for card_id in cards}
    by_edge: dict[str, list[QRectF]] = defaultdict(list)
    for card in placed.values():
        by_edge[card.edge].append(card.body)
    return Blocks(scene.heat.fills(placed), by_edge)


def lines_of(routes: Iterable[Route], smooth: bool) -> Lines:
    """The lines of wires, by what they carry: curves, or straight."""
    add = add_curve if smooth else add_line
    lines: dict[Kind, QPainterPath] = defaultdict(QPainterPath)
    for route in routes:
        add(lines[route.kind], route.points)
    return lines


def paint_lines(painter: QPainter, theme: Theme, lines: Lines, smooth: bool) -> None:
    """Paint wires."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    # Smooth lines are dear: few are worth it, of many nobody sees it.
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
    for kind, path in lines.items():
        painter.setPen(_hair(theme.kind(kind), 1.4 if smooth else 1.0))
        painter.drawPath(path)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def paint_blocks(painter: QPainter, theme: Theme, blocks: Blocks, scale: float) -> None:
    """Paint cards without what is written on them."""
    near = scale >= FARTHER
    painter.setPen(Qt.PenStyle.NoPen)
    for fill, boxes in blocks.fills.items():
        # Heat is all that one looks for: it fills the card.
        banded = near and isinstance(fill, str)
        painter.setBrush(theme.color("card") if banded else fill_color(theme, fill))
        painter.drawRects(list(boxes))
        if banded:
            painter.setBrush(fill_color(theme, fill))
            painter.drawRects([_band(box) for box in boxes])
    for token, boxes in blocks.by_edge.items():
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(Qt.PenStyle.NoPen)
        if near:
            painter.setPen(_hair(theme.color(token)))
        elif token == "card_error":
            painter.setBrush(theme.color(token))
        else:
            continue
        painter.drawRects(list(boxes))


def paint_marks(
    painter: QPainter, scene: CanvasScene, cards: AbstractSet[str], scale: float
) -> None:
    """Paint on cards what is written on them and how they stand out: bypassed, selected."""
    contents, theme = scene.contents, scene.theme
    for card_id in cards if scale >= NAMED else ():
        placed = contents.cards[card_id]
        ink = ink_on(theme, scene.heat.fill(card_id, placed))
        paint_texts(painter, placed.look, placed.body, ink, scale)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(veil(theme))
    painter.drawRects([contents.bypassed[key] for key in contents.bypassed.keys() & cards])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_outline(theme))
    chosen = scene.lighting.cards & contents.cards.keys()
    painter.drawRects([contents.cards[key].body for key in chosen & cards])


def paint_chosen(painter: QPainter, theme: Theme, wires: Iterable[Route]) -> None:
    """Paint selected wires."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_outline(theme))
    for route in wires:
        painter.drawPath(curve(route.points))


def _outline(theme: Theme) -> QPen:
    """That of what is selected; blocks are of many colours, that of letters stands out from all."""
    return _hair(theme.color("text"), 2.0)


def _band(body: QRectF) -> QRectF:
    return QRectF(body.left(), body.top(), body.width(), BAND)


def _hair(color: QColor, width: float = 1.0) -> QPen:
    """A line of a width on the screen, whatever the scale."""
    pen = QPen(color, width)
    pen.setCosmetic(True)
    return pen
