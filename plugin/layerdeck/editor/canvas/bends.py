"""The points that a wire is led through: made, dragged, nudged and taken away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from layerdeck.graph import Position, Wire
from layerdeck.graph.edits import bend, move

from .curves import part_at
from .gesture import FREELY
from .snapping import STEP

if TYPE_CHECKING:
    from .scene import CanvasScene

_REACH = 7.0
"""How near a point must be to be level with the one beside it, in pixels on the screen."""


class BendDrag:
    """A point of a wire in the hand; it goes level with those beside it, else onto the grid.

    With Ctrl or Alt it goes exactly where the mouse does.
    """

    patience = 3

    def __init__(self, scene: CanvasScene, wire: Wire, number: int) -> None:
        self._scene, self._wire, self._number = scene, wire, number
        self._moved = False

    def move(self, point: QPointF) -> None:
        """Have the wire be led through where the mouse is."""
        self._moved = True
        item, at = self._scene.wires[self._wire], self._number + 1
        points = list(self._scene.contents.wires[self._wire].points)
        points[at] = self._settled(point, (points[at - 1], points[at + 1]))
        item.lay(replace(item.route, points=tuple(points)))

    def release(self, _point: QPointF) -> None:
        """Lead the wire so, in one edit."""
        bends = _places(self._scene.wires[self._wire].route.points[1:-1])
        if self._moved:
            self.cancel()
            self._scene.session.edit("Lead wire", bend, self._wire, bends)

    def cancel(self) -> None:
        """Let the wire be led as it was."""
        self._scene.relay([self._wire])

    def _settled(self, point: QPointF, beside: Sequence[QPointF]) -> QPointF:
        if self._scene.keys & FREELY:
            return point
        reach = _REACH / self._scene.scale
        return QPointF(
            _level(point.x(), [other.x() for other in beside], reach),
            _level(point.y(), [other.y() for other in beside], reach),
        )


def add_bend(scene: CanvasScene, wire: Wire, place: QPointF) -> None:
    """Lead a wire through a place on it, and select the point."""
    points = scene.contents.wires[wire].points
    number = part_at(points, place)
    bends = [*points[1:-1]]
    bends.insert(number, QPointF(round(place.x()), round(place.y())))
    if not scene.session.edit("Lead wire", bend, wire, _places(bends)):
        scene.lighting.pick((wire, number))


def add_bend_midway(scene: CanvasScene) -> None:
    """Lead the selected wire through the middle of its longest part, and select the point."""
    wire = scene.lighting.wires[0]
    points = scene.contents.wires[wire].points
    start, end = max(pairwise(points), key=lambda pair: (pair[1] - pair[0]).manhattanLength())
    add_bend(scene, wire, (start + end) / 2)


def remove_bend(scene: CanvasScene, wire: Wire, number: int) -> None:
    """Lead a wire through one point less."""
    bends = [*scene.session.graph.bends.get(wire, ())]
    del bends[number]
    scene.session.edit("Lead wire", bend, wire, bends)


def straighten(scene: CanvasScene) -> None:
    """Lead the selected wires, or that of the selected point, through no points."""
    wires = [*scene.lighting.wires, *(scene.lighting.picked or ())[:1]]
    scene.session.edit("Straighten wire", move, {}, dict.fromkeys(wires, ()))


def nudge_bend(scene: CanvasScene, wire: Wire, number: int, by: QPointF) -> None:
    """Move a point of a wire a little."""
    bends = [*scene.session.graph.bends.get(wire, ())]
    x, y = bends[number]
    bends[number] = x + by.x(), y + by.y()
    scene.session.edit("Lead wire", bend, wire, bends)


def _places(points: Sequence[QPointF]) -> list[Position]:
    return [(point.x(), point.y()) for point in points]


def _level(place: float, others: Sequence[float], reach: float) -> float:
    nearest = min(others, key=lambda other: abs(other - place))
    return nearest if abs(nearest - place) <= reach else round(place / STEP) * STEP
