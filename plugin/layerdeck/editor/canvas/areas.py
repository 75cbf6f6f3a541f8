"""The frames and notes of the scene: their items, and what of them lies under the mouse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt

from layerdeck.editor.theme import Theme
from layerdeck.graph import Changes, Frame

from .area_item import AreaItem
from .area_layout import HEAD, body_of
from .items import Items

if TYPE_CHECKING:
    from .scene import CanvasScene

_RIM = 6.0
"""How far from an edge a press takes hold of it, in pixels on the screen."""
_LEAST_HEAD = 14.0
"""A frame's head can be taken hold of at every scale: at least so high on the screen."""
_SHAPES = {
    (True, True): Qt.CursorShape.SizeFDiagCursor,
    (True, False): Qt.CursorShape.SizeHorCursor,
    (False, True): Qt.CursorShape.SizeVerCursor,
}


@dataclass(frozen=True, slots=True)
class Grip:
    """What of a frame or note is under the mouse: edges to draw it larger by, or the thing itself.

    Attributes:
        across: -1 for the left edge, 1 for the right one, 0 for neither.
        down: -1 for the upper edge, 1 for the lower one, 0 for neither.
    """

    area: str
    across: int = 0
    down: int = 0

    @property
    def is_edge(self) -> bool:
        """Whether the size is taken hold of."""
        return bool(self.across or self.down)

    @property
    def cursor(self) -> Qt.CursorShape:
        """What the mouse looks like over it."""
        if self.across * self.down < 0:
            return Qt.CursorShape.SizeBDiagCursor
        return _SHAPES.get((bool(self.across), bool(self.down)), Qt.CursorShape.ArrowCursor)


class Areas:
    """Items of the frames and notes in sight, near and from afar."""

    def __init__(self, scene: CanvasScene) -> None:
        self._scene = scene
        self._contents = scene.contents
        self.items: Items[str, AreaItem] = Items(scene.contents.areas, self._make)

    def take(self, changes: Changes) -> None:
        """Bring frames and notes up to date with the graph."""
        for area_id in changes.areas_removed:
            self._contents.remove_area(area_id)
            if area_id in self.items.shown:
                self._scene.removeItem(self.items.shown.pop(area_id))
        for area_id in (*changes.areas_added, *changes.areas_changed):
            self._contents.place_area(area_id)
            if area_id in self.items.shown:
                self.items.shown[area_id].show_area(self._contents.areas[area_id])
        if changes.areas_added or changes.areas_removed or changes.areas_changed:
            self._scene.arranged.emit()

    def show(self, near: QRectF) -> None:
        """Have items for what lies in an area and no others."""
        wanted = dict.fromkeys(self._contents.area_boxes.meeting(near))
        for area_id in wanted:
            self.items[area_id].zoom(self._scene.scale)
        if not self._scene.gesture:
            for area_id in self.items.shown.keys() - wanted.keys():
                self._scene.removeItem(self.items.shown.pop(area_id))

    def set_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        for item in self.items.shown.values():
            item.theme = theme

    def at(self, point: QPointF) -> Grip | None:
        """What of a frame or note lies under a point of the scene where no card or wire does."""
        scene = self._scene
        if scene.card_at(point):
            return None
        return self.note_at(point) or (None if scene.wire_at(point) else self.frame_at(point))

    def note_at(self, point: QPointF) -> Grip | None:
        """The uppermost note under a point of the scene, and what of it."""
        grips = (self._grip(area_id, point) for area_id in reversed([*self._met(point, Frame)]))
        return next((grip for grip in grips if grip), None)

    def frame_at(self, point: QPointF) -> Grip | None:
        """The smallest frame of which a point of the scene is the head or an edge."""
        frames = [area_id for area_id in self._met(point) if self._is_frame(area_id)]
        frames.sort(key=lambda area_id: _extent(body_of(self._contents.areas[area_id])))
        grips = (self._grip(area_id, point) for area_id in frames)
        return next((grip for grip in grips if grip), None)

    def _met(self, point: QPointF, without: type | None = None) -> Iterator[str]:
        reach = _RIM / self._scene.scale
        here = QRectF(point.x() - reach, point.y() - reach, 2 * reach, 2 * reach)
        for area_id in self._contents.area_boxes.meeting(here):
            if without is None or not isinstance(self._contents.areas[area_id], without):
                yield area_id

    def _is_frame(self, area_id: str) -> bool:
        return isinstance(self._contents.areas[area_id], Frame)

    def _grip(self, area_id: str, point: QPointF) -> Grip | None:
        """The inside of a frame is open canvas: only its head and its edges are the frame."""
        body = body_of(self._contents.areas[area_id])
        rim = min(_RIM / self._scene.scale, body.width() / 4, body.height() / 4)
        if not body.adjusted(-rim, -rim, rim, rim).contains(point):
            return None
        across = _side(point.x(), body.left(), body.right(), rim)
        down = _side(point.y(), body.top(), body.bottom(), rim)
        head = min(max(HEAD, _LEAST_HEAD / self._scene.scale), body.height() / 2)
        if across or down or not self._is_frame(area_id) or point.y() <= body.top() + head:
            return Grip(area_id, across, down)
        return None

    def _make(self, area_id: str) -> AreaItem:
        scene = self._scene
        item = AreaItem(self._contents.areas[area_id], scene.theme, scene.scale)
        scene.lighting.dress_area(item)
        scene.addItem(item)
        if area_id in scene.hand.held:
            scene.hand.adopt(item)
        return item


def _side(place: float, low: float, high: float, rim: float) -> int:
    """-1 at the lower end of a stretch, 1 at its upper end, 0 between."""
    if abs(place - low) <= rim:
        return -1
    return 1 if abs(place - high) <= rim else 0


def _extent(body: QRectF) -> float:
    return body.width() * body.height()
