"""The curve of a wire: leaves an output to the right, arrives at an input from the left."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import ceil

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

_LEAST_BOW, _MOST_BOW, _BACKWARDS_BOW = 32.0, 160.0, 80.0
"""How far a curve goes on straight before it bends, in pixels at 1:1."""
_PIECE, _MOST_PIECES = 256.0, 256
"""How long a piece of a curve is about, in pixels at 1:1, and how many there are at most."""
_STRAIGHT = 0.05
"""A piece whose control points lie no farther from its chord is painted as that line, in pixels at
1:1: what nobody sees costs a tenth, and most of a long wire is such."""
_STEPS = 32
"""At so many places of each part of a curve it is looked how near it comes."""

Control = tuple[float, float, float, float]
"""The control points of a cubic curve, along one axis."""
Piece = tuple[QPointF, ...]
"""The control points of a cubic curve, or where it is as good as straight, its ends."""


def curve(points: Sequence[QPointF]) -> QPainterPath:
    """The curve through these points of the scene."""
    path = QPainterPath()
    add_curve(path, points)
    return path


def add_curve(path: QPainterPath, points: Sequence[QPointF]) -> None:
    """Add the curve through these points to a path."""
    path.moveTo(points[0])
    for first, second, end in _controls(points):
        path.cubicTo(first, second, end)


def add_line(path: QPainterPath, points: Sequence[QPointF]) -> None:
    """Add straight lines from point to point to a path: from far away no curve is seen."""
    path.moveTo(points[0])
    for point in points[1:]:
        path.lineTo(point)


def boxes(points: Sequence[QPointF]) -> list[QRectF]:
    """Boxes that the curve through these points never leaves, not much larger than a card.

    A long wire passes few of the cards that lie in the one box around it.
    """
    return [
        _box(*_piece(across, down, count, number))
        for across, down, count in _parts(points)
        for number in range(count)
    ]


def pieces(points: Sequence[QPointF], numbers: Collection[int]) -> dict[int, Piece]:
    """Pieces of the curve, which has one in each of its `boxes`, by their number among these."""
    found: dict[int, Piece] = {}
    first = 0
    for across, down, count in _parts(points):
        for number in (number for number in numbers if first <= number < first + count):
            cubic = tuple(map(QPointF, *_piece(across, down, count, number - first)))
            found[number] = (cubic[0], cubic[-1]) if _is_straight(cubic) else cubic
        first += count
    return found


def joined(pieces: Mapping[int, Piece], numbers: Iterable[int]) -> QPainterPath:
    """Some of the pieces as one path, without seams between neighbours."""
    path, last = QPainterPath(), -2
    for number in sorted(numbers):
        start, *way = pieces[number]
        if number != last + 1:
            path.moveTo(start)
        if len(way) == 1:
            path.lineTo(*way)
        else:
            path.cubicTo(*way)
        last = number
    return path


def part_at(points: Sequence[QPointF], place: QPointF) -> int:
    """Between which of the points a place on the curve lies: the number of the one before it."""
    away = [
        min(_away(path.pointAtPercent(step / _STEPS), place) for step in range(_STEPS + 1))
        for path in map(curve, pairwise(points))
    ]
    return away.index(min(away))


def _parts(points: Sequence[QPointF]) -> Iterator[tuple[Control, Control, int]]:
    """From point to point, the control points along each axis, and into how many pieces it goes."""
    for start, (first, second, end) in zip(points, _controls(points), strict=False):
        far = max(abs(end.x() - start.x()), abs(end.y() - start.y()))
        count = min(max(ceil(far / _PIECE), 1), _MOST_PIECES)
        across = (start.x(), first.x(), second.x(), end.x())
        yield across, (start.y(), first.y(), second.y(), end.y()), count


def _piece(across: Control, down: Control, count: int, number: int) -> tuple[Control, Control]:
    """The control points of one of so many pieces of a part, along each axis."""
    ends = number / count, (number + 1) / count
    return _between(across, *ends), _between(down, *ends)


def _is_straight(cubic: Piece) -> bool:
    start, *between, end = cubic
    way = end - start
    reach = _STRAIGHT * _away(start, end) ** 0.5
    ways = (point - start for point in between)
    return all(abs(way.x() * to.y() - way.y() * to.x()) <= reach for to in ways)


def _away(one: QPointF, other: QPointF) -> float:
    return QPointF.dotProduct(one - other, one - other)


def _box(across: Control, down: Control) -> QRectF:
    left, top = min(across), min(down)
    return QRectF(left, top, max(across) - left, max(down) - top)


def _between(control: Control, start: float, end: float) -> Control:
    """The control points of a part of a cubic curve, along one axis: its blossom at the ends."""
    if (start, end) == (0.0, 1.0):
        return control
    return (
        _blossom(control, start, start, start),
        _blossom(control, start, start, end),
        _blossom(control, start, end, end),
        _blossom(control, end, end, end),
    )


def _blossom(control: Control, one: float, two: float, three: float) -> float:
    """De Casteljau's scheme with a parameter of its own in each of its three rounds."""
    a, b, c, d = control
    a, b, c = a + (b - a) * one, b + (c - b) * one, c + (d - c) * one
    a, b = a + (b - a) * two, b + (c - b) * two
    return a + (b - a) * three


def _controls(points: Sequence[QPointF]) -> Iterator[tuple[QPointF, QPointF, QPointF]]:
    """For each part of the curve its two control points and its end."""
    for start, end in pairwise(points):
        across = end.x() - start.x()
        bow = min(max(across / 2, _LEAST_BOW), _MOST_BOW) if across >= 0 else _BACKWARDS_BOW
        yield QPointF(start.x() + bow, start.y()), QPointF(end.x() - bow, end.y()), end
