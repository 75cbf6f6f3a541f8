"""Where what is dragged comes to lie: in line with neighbours, with straight wires, or on a grid.

All lengths are pixels of the scene at 1:1, but for the reach, which is the same on every screen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem

from layerdeck.graph import Frame, Note

if TYPE_CHECKING:
    from .scene import CanvasScene

STEP = 8.0
"""The grid on which things lie that are in line with nothing."""
_REACH = 6.0
"""How near a line must be to draw what is dragged to itself, in pixels on the screen."""
_NEAR = 600.0
"""Only what lies so near is a neighbour."""
_MOST_WIRES = 200
_EXACT = 0.01

Edges = tuple[float, float, float]
"""A side, the middle and the other side of a box, along one axis."""
Ends = tuple[QPointF, QPointF]
"""The end of a wire that goes along, and the point of it that it should be level with."""


class Snapping:
    """Lines up what is held with what lies near it, and says with what it is in line."""

    def __init__(self, scene: CanvasScene, held: Collection[str], lead: str) -> None:
        """`lead` is the one that was taken hold of: it goes onto the grid, the others with it."""
        self._scene, self._held = scene, frozenset(held)
        areas = scene.contents.areas
        self._framed = any(isinstance(areas.get(key), Frame) for key in held)
        self._box = scene.box_of(held)
        self._corner = scene.box_of([lead]).topLeft()
        self._ends = _loose_ends(scene, self._held)

    def settled(self, offset: QPointF) -> tuple[QPointF, list[QLineF]]:
        """The offset that is meant by one near it, and the lines that show why."""
        box, reach = self._box.translated(offset), _REACH / self._scene.scale
        others = self._neighbours(box)
        across = _pull([(_across(box), _across(other)) for other in others], reach)
        levels = [((own + offset).y(), other.y()) for own, other in self._ends]
        # Of what is equally near, a straight wire is worth more than a common edge.
        down = _pull(
            [*(((own,) * 3, (other,) * 3) for own, other in levels)]
            + [(_down(box), _down(other)) for other in others],
            reach,
        )
        x = offset.x() + across if across is not None else self._on_grid(offset.x(), "x")
        y = offset.y() + down if down is not None else self._on_grid(offset.y(), "y")
        there = QPointF(x, y)
        return there, self._lines(there, others)

    def _neighbours(self, box: QRectF) -> list[QRectF]:
        """What lies near; frames only while one is held, as cards lie in them, not beside them."""
        near = box.adjusted(-_NEAR, -_NEAR, _NEAR, _NEAR).intersected(self._scene.seen)
        contents, held = self._scene.contents, self._held
        others = [key for key in contents.card_boxes.meeting(near) if key not in held]
        for key in contents.area_boxes.meeting(near):
            if key not in held and (self._framed or isinstance(contents.areas[key], Note)):
                others.append(key)
        return [contents.body(key) for key in others]

    def _on_grid(self, offset: float, axis: str) -> float:
        corner = self._corner.x() if axis == "x" else self._corner.y()
        return round((corner + offset) / STEP) * STEP - corner

    def _lines(self, offset: QPointF, others: Sequence[QRectF]) -> list[QLineF]:
        box = self._box.translated(offset)
        upright, level = _Lines(), _Lines()
        for other in others:
            upright.add(_across(box), _across(other), _down(box), _down(other))
            level.add(_down(box), _down(other), _across(box), _across(other))
        for own, far_end in self._ends:
            here = own + offset
            spans = (here.x(),) * 3, (far_end.x(),) * 3
            level.add((here.y(),) * 3, (far_end.y(),) * 3, *spans)
        return [
            *(QLineF(at, start, at, end) for at, (start, end) in upright.spans.items()),
            *(QLineF(start, at, end, at) for at, (start, end) in level.spans.items()),
        ]


class _Lines:
    """Lines along one axis by their place on the other, each as long as what it touches."""

    def __init__(self) -> None:
        self.spans: dict[float, tuple[float, float]] = {}

    def add(self, own: Edges, other: Edges, own_span: Edges, span: Edges) -> None:
        """Have a line wherever two boxes are level."""
        level = [abs(mine - theirs) < _EXACT for mine, theirs in zip(own, other, strict=True)]
        if level[0] and level[2]:
            # Of boxes that are equally large, the middle says nothing more.
            level[1] = False
        for mine, here in zip(own, level, strict=True):
            if here:
                at = round(mine, 1)
                ends = (*own_span, *span, *self.spans.get(at, ()))
                self.spans[at] = min(ends), max(ends)


class GuideLines(QGraphicsItem):
    """The lines that say with what the thing in the hand is in line."""

    def __init__(self, scene: CanvasScene) -> None:
        super().__init__()
        self._scene = scene
        self.lines: list[QLineF] = []
        self.setZValue(5)
        scene.addItem(self)

    def show_lines(self, lines: list[QLineF]) -> None:
        """Show these lines and no others."""
        if lines != self.lines:
            self.prepareGeometryChange()
            self.lines = lines
            self.update()

    def boundingRect(self) -> QRectF:
        """The box around all lines."""
        box = QRectF()
        for line in self.lines:
            box = box.united(QRectF(line.p1(), line.p2()).normalized().adjusted(-1, -1, 1, 1))
        margin = 2 / self._scene.scale
        return box.adjusted(-margin, -margin, margin, margin)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: object = None
    ) -> None:
        """Paint the lines, equally thin at every scale."""
        pen = QPen(self._scene.theme.color("guide"), 1.0)
        pen.setCosmetic(True)
        painter.setPen(pen)
        # Upright and level as they are, they are sharp without.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.drawLines(self.lines)


def _pull(pairs: Iterable[tuple[Edges, Edges]], reach: float) -> float | None:
    """How far it is to the nearest line within reach; the earlier of two that are as near."""
    best = None
    for own, other in pairs:
        for mine, theirs in zip(own, other, strict=True):
            way = theirs - mine
            if abs(way) <= reach and (best is None or abs(way) < abs(best)):
                best = way
    return best


def _across(box: QRectF) -> Edges:
    return box.left(), box.center().x(), box.right()


def _down(box: QRectF) -> Edges:
    return box.top(), box.center().y(), box.bottom()


def _loose_ends(scene: CanvasScene, held: frozenset[str]) -> list[Ends]:
    """The wires between what is held and what is not, as far as the other end is in sight."""
    found: list[Ends] = []
    for wire in scene.contents.wires_of(held & scene.contents.cards.keys()):
        out, into = wire.source.card in held, wire.target.card in held
        points = scene.contents.wires[wire].points
        ends = (points[0], points[1]) if out else (points[-1], points[-2])
        if out != into and scene.seen.contains(ends[1]):
            found.append(ends)
        if len(found) == _MOST_WIRES:
            break
    return found
