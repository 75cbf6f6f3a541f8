"""Where there is room: for new cards, and around all cards for scrolling. Scene pixels at 1:1."""

from math import ceil, floor

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF

from .backdrop import GRID
from .contents import Contents

_ROOM = 2000.0
"""How far beyond the cards one can scroll at least."""
NEW_CARD = QSizeF(230.0, 220.0)
"""About as large as a new card is."""


def room_around(cards: QRectF, viewport: QSize, scale: float) -> QRectF:
    """What can be scrolled to, so that every card can be brought anywhere in the view.

    It grows in steps, so that it seldom changes.
    """
    room = max(_ROOM, viewport.width() / scale, viewport.height() / scale)
    box = cards.adjusted(-room, -room, room, room)
    left, top = (floor(edge / _ROOM) * _ROOM for edge in (box.left(), box.top()))
    right, bottom = (ceil(edge / _ROOM) * _ROOM for edge in (box.right(), box.bottom()))
    return QRectF(left, top, right - left, bottom - top)


def free_place(contents: Contents, beside: QRectF | None, middle: QPointF) -> QPointF:
    """The corner of a new card: right of the card `beside`, else in the middle; on no other."""
    place = QRectF(QPointF(), NEW_CARD)
    if beside is None:
        place.moveCenter(middle)
    else:
        place.moveTopLeft(beside.topRight() + QPointF(3 * GRID, 0))
    while blocking := [
        contents.cards[card].body
        for card in contents.card_boxes.meeting(place)
        if contents.cards[card].body.intersects(place)
    ]:
        place.moveTop(max(card.bottom() for card in blocking) + GRID)
    return place.topLeft()
