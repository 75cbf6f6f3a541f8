"""The curve of a wire: leaves an output to the right, arrives at an input from the left."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

_LEAST_BOW, _MOST_BOW, _BACKWARDS_BOW = 32.0, 160.0, 80.0
"""How far a curve goes on straight before it bends, in pixels at 1:1."""


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


def bounds(points: Sequence[QPointF]) -> QRectF:
    """A box that the curve through these points never leaves."""
    all_points = [points[0], *(point for part in _controls(points) for point in part)]
    across, down = [point.x() for point in all_points], [point.y() for point in all_points]
    left, top = min(across), min(down)
    return QRectF(left, top, max(across) - left, max(down) - top)


def _controls(points: Sequence[QPointF]) -> Iterator[tuple[QPointF, QPointF, QPointF]]:
    """For each part of the curve its two control points and its end."""
    for start, end in pairwise(points):
        across = end.x() - start.x()
        bow = min(max(across / 2, _LEAST_BOW), _MOST_BOW) if across >= 0 else _BACKWARDS_BOW
        yield QPointF(start.x() + bow, start.y()), QPointF(end.x() - bow, end.y()), end
