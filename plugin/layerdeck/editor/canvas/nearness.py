"""What lies nearest: in a direction, or to a place. No more is looked at than need be."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPointF, QRectF

from layerdeck.graph import Frame

from .area_layout import HEAD
from .contents import Contents

_REACH = 600.0
"""How far is looked at first, in pixels at 1:1; then twice as far, and so on."""
_LABEL = 160.0
"""How much of a frame's head counts as its place."""


def near_first(contents: Contents, around: QRectF, *, cards_only: bool = False) -> Iterator[str]:
    """All there is by how far it lies from a box; across and down count alike."""
    for reach, new in _widening(contents, around, lambda far: _grown(around, far)):
        found = sorted(
            (_gap(around, place_of(contents, item)), item)
            for item in new
            if not (cards_only and item in contents.areas)
        )
        yield from (item for away, item in found if away <= reach)


def nearest_to(contents: Contents, item: str, across: int, down: int) -> str:
    """What lies nearest to a card, frame or note in a direction; empty where nothing does.

    The direction is -1, 0 or 1 across and down. What lies off to a side counts as farther than
    what lies straight on.
    """
    here = place_of(contents, item)

    def ahead(far: float) -> QRectF:
        side = QPointF(abs(down), abs(across)) * far
        box = here.adjusted(-side.x(), -side.y(), side.x(), side.y())
        return box.united(box.translated(across * far, down * far))

    best: tuple[float, str] = (float("inf"), "")
    for reach, new in _widening(contents, here, ahead):
        for other in new:
            best = min(best, (_way(here, place_of(contents, other), across, down), other))
        if best[0] <= reach:
            break
    return best[1]


def leftmost(contents: Contents, *, right: bool = False) -> str:
    """The card farthest left, or farthest right, and of several the uppermost; empty without."""
    sign = -1 if right else 1
    cards = contents.cards
    return min(
        cards,
        key=lambda card: (sign * cards[card].body.left(), cards[card].body.top()),
        default="",
    )


def place_of(contents: Contents, item: str) -> QRectF:
    """Where something lies, to one who walks: a frame at the beginning of its head.

    What lies in a frame would else be in the same place as the frame.
    """
    body = contents.body(item)
    if isinstance(contents.areas.get(item), Frame):
        return QRectF(body.left(), body.top(), min(body.width(), _LABEL), HEAD)
    return body


def _widening(
    contents: Contents, start: QRectF, area: Callable[[float], QRectF]
) -> Iterator[tuple[float, list[str]]]:
    """What is new in areas that grow until they hold everything, and how far each reaches."""
    whole = contents.rect().united(start)
    most = max(whole.width(), whole.height())
    seen: set[str] = set()
    reach = min(_REACH, most)
    while True:
        box = area(reach)
        met = (*contents.card_boxes.meeting(box), *contents.area_boxes.meeting(box))
        new = [
            item
            for item in met
            if item not in seen and _gap(start, place_of(contents, item)) <= reach
        ]
        yield reach, new
        if reach >= most:
            return
        seen.update(new)
        reach = min(2 * reach, most)


def _grown(box: QRectF, reach: float) -> QRectF:
    return box.adjusted(-reach, -reach, reach, reach)


def _gap(one: QRectF, other: QRectF) -> float:
    """How far apart two boxes lie, across or down, whichever is more."""
    across, down = _gaps(one, other)
    return max(across, down)


def _gaps(one: QRectF, other: QRectF) -> tuple[float, float]:
    across = max(one.left() - other.right(), other.left() - one.right(), 0.0)
    down = max(one.top() - other.bottom(), other.top() - one.bottom(), 0.0)
    return across, down


def _way(here: QRectF, there: QRectF, across: int, down: int) -> float:
    """How far it is in a direction; infinitely far where it lies elsewhere."""
    between = there.center() - here.center()
    onward = between.x() * across + between.y() * down
    aside = abs(between.x() * down + between.y() * across)
    gaps = _gaps(here, there)
    off = gaps[1] if across else gaps[0]
    if onward <= 0 or off > onward:
        return float("inf")
    return onward + 2 * off + 0.1 * aside
