"""Where there is room: for what is new, between cards, around all for scrolling. Pixels at 1:1."""

from collections.abc import Iterator
from math import ceil, floor

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF

from layerdeck.graph import Card, Frame, Graph, Note
from layerdeck.graph.areas import resize
from layerdeck.graph.edits import move

from .area_layout import Area, body_of
from .backdrop import GRID
from .boxes import Boxes
from .contents import Contents

_ROOM = 2000.0
"""How far beyond the cards one can scroll at least."""
_BETWEEN = 2.0 * GRID
"""How far apart cards are that a wire joins, where room is made for one."""
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


def free_place(contents: Contents, wanted: QRectF, taken: Boxes[str] | None = None) -> QPointF:
    """The corner of what is to lie in a box: there, or as little below as to cover nothing.

    Cards, notes and frames are in the way, save a frame that the middle of the box lies in; and so
    are boxes that are `taken` by something else.
    """
    place, middle = QRectF(wanted), wanted.center()
    while blocking := [
        *(
            body
            for key, body in _covered(contents, place)
            if key not in contents.areas or _in_the_way(contents.areas[key], middle)
        ),
        *(box for box in (taken.each_at(place) if taken else ()) if box.intersects(place)),
    ]:
        place.moveTop(max(body.bottom() for body in blocking) + GRID)
    return place.topLeft()


def beside(box: QRectF, size: QSizeF) -> QRectF:
    """Where something of a size goes beside a box: to the right."""
    return QRectF(box.topRight() + QPointF(3 * GRID, 0), size)


def with_room(graph: Graph, contents: Contents, card_id: str, body: QRectF) -> Graph:
    """Make room for a card that was put between others: what is in its way goes to the right.

    With that goes all that lies as far right or farther, so that nothing comes to cover anything;
    frames that reach there grow.

    Args:
        graph: one that has the card already.
        contents: what lay on the canvas before.
        card_id: the card that was put there.
        body: its box.
    """
    body, middle = QRectF(body), body.center().x()
    before = [box for box in _too_near(contents, body, card_id) if box.center().x() < middle]
    if before:
        body.moveLeft(max(box.right() for box in before) + _BETWEEN)
        graph = move(graph, {card_id: (body.left(), body.top())})
    behind = [box for box in _too_near(contents, body, card_id) if box not in before]
    if not behind:
        return graph
    line = min(box.left() for box in behind)
    return _apart(graph, card_id, line, body.right() + _BETWEEN - line)


def _apart(graph: Graph, but: str, line: float, by: float) -> Graph:
    """Move all but one card that lies right of a line farther to the right."""
    items: dict[str, Card | Frame | Note] = {**graph.cards, **graph.frames, **graph.notes}
    places = {key: item.at or (0.0, 0.0) for key, item in items.items() if key != but}
    places = {key: (x + by, y) for key, (x, y) in places.items() if x >= line}
    bends = {
        wire: [(x + by if x >= line else x, y) for x, y in points]
        for wire, points in graph.bends.items()
    }
    for frame in graph.frames.values():
        if frame.at[0] < line < frame.at[0] + frame.size[0]:
            graph = resize(graph, frame.id, (frame.size[0] + by, frame.size[1]))
    return move(graph, places, bends)


def _covered(contents: Contents, place: QRectF) -> Iterator[tuple[str, QRectF]]:
    """The cards, frames and notes that a box covers a part of, and their boxes."""
    for boxes in (contents.card_boxes, contents.area_boxes):
        for key in boxes.meeting(place):
            body = contents.body(key)
            if body.intersects(place):
                yield key, body


def _too_near(contents: Contents, body: QRectF, but: str) -> list[QRectF]:
    """The boxes of the cards and notes that a card would cover, or leave no room for wires to."""
    return [
        box
        for key, box in _covered(contents, body.adjusted(-_BETWEEN, 0, _BETWEEN, 0))
        if key != but and not isinstance(contents.areas.get(key), Frame)
    ]


def _in_the_way(area: Area, middle: QPointF) -> bool:
    return not (isinstance(area, Frame) and body_of(area).contains(middle))
