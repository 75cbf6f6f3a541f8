"""Where the panel of a peek lies: near the wire, and over as little as can be."""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize

from layerdeck.graph import End, Wire

if TYPE_CHECKING:
    from layerdeck.editor.canvas.view import CanvasView

_MARGIN = 14
_APART = 24
"""How far it keeps from the cards at the wire, in pixels."""
_MOST = 200
"""So many cards are minded; where more are in sight it is over some anyway."""


def best_corner(view: CanvasView, end: End, wire: Wire | None, size: QSize) -> QPoint:
    """The upper left corner of a panel of this size: where it covers least, near the wire."""
    room = view.viewport().rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
    contents = view.canvas.contents
    seen = view.mapToScene(view.viewport().rect()).boundingRect()
    cards = [
        view.mapFromScene(contents.body(card)).boundingRect()
        for card in islice(contents.card_boxes.meeting(seen), _MOST)
    ]
    ends = [end.card, *([wire.target.card] if wire else [])]
    near = view.mapFromScene(view.canvas.box_of(ends)).boundingRect()
    wide, tall = size.width(), size.height()
    across = (near.right() + _APART, near.left() - _APART - wide, near.center().x() - wide // 2,
              room.right() - wide, room.left())  # fmt: skip
    down = (near.top(), near.bottom() + _APART, near.top() - _APART - tall, room.top(),
            room.bottom() - tall)  # fmt: skip
    boxes = [
        QRect(
            max(min(x, room.right() - wide), room.left()),
            max(min(y, room.bottom() - tall), room.top()),
            wide,
            tall,
        )
        for x, y in product(across, down)
    ]

    def cost(box: QRect) -> tuple[int, int]:
        covered = (box.intersected(card) for card in cards)
        far = box.center() - near.center()
        return sum(part.width() * part.height() for part in covered if not part.isEmpty()), (
            far.manhattanLength()
        )

    return min(boxes, key=cost).topLeft()
