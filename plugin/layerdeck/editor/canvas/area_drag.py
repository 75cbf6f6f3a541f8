"""The gesture of drawing a frame or note larger or smaller by an edge or a corner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from layerdeck.graph import Frame
from layerdeck.graph.areas import resize

from .area_layout import LEAST_FRAME, LEAST_NOTE, body_of
from .areas import Grip
from .gesture import FREELY
from .snapping import STEP

if TYPE_CHECKING:
    from .scene import CanvasScene


class Resize:
    """The edges of a frame or note in the hand; they go onto the grid unless Ctrl or Alt is held.

    The opposite edges stay where they are.
    """

    patience = 3

    def __init__(self, scene: CanvasScene, grip: Grip, start: QPointF) -> None:
        self._scene, self._grip, self._start = scene, grip, start
        self._area = scene.contents.areas[grip.area]
        self._body = body_of(self._area)
        self._least = LEAST_FRAME if isinstance(self._area, Frame) else LEAST_NOTE

    def move(self, point: QPointF) -> None:
        """Have the edges follow the mouse."""
        gone, body, grip = point - self._start, QRectF(self._body), self._grip
        wide, tall = self._least
        if grip.across < 0:
            body.setLeft(min(self._placed(body.left() + gone.x()), body.right() - wide))
        elif grip.across > 0:
            body.setRight(max(self._placed(body.right() + gone.x()), body.left() + wide))
        if grip.down < 0:
            body.setTop(min(self._placed(body.top() + gone.y()), body.bottom() - tall))
        elif grip.down > 0:
            body.setBottom(max(self._placed(body.bottom() + gone.y()), body.top() + tall))
        self._show(body)

    def release(self, _point: QPointF) -> None:
        """Let it be as large as it is drawn, in one edit."""
        shown = self._scene.areas.items[self._grip.area].area
        self.cancel()
        if shown != self._area:
            self._scene.session.edit("Resize", resize, self._grip.area, shown.size, shown.at)

    def cancel(self) -> None:
        """Draw it as large as it was."""
        self._scene.areas.items[self._grip.area].show_area(self._area)

    def _placed(self, edge: float) -> float:
        return edge if self._scene.keys & FREELY else round(edge / STEP) * STEP

    def _show(self, body: QRectF) -> None:
        at, size = (body.x(), body.y()), (body.width(), body.height())
        self._scene.areas.items[self._grip.area].show_area(self._area.with_(at=at, size=size))
