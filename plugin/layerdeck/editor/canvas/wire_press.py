"""The gesture of pressing a wire: near an end it takes that end up, elsewhere it selects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from .wire_drag import WireDrag

if TYPE_CHECKING:
    from .scene import CanvasScene
    from .wire_item import WireItem


class WirePress:
    """A press on a wire, which becomes the drag of an end when it moves."""

    patience = 3

    def __init__(self, scene: CanvasScene, item: WireItem, point: QPointF) -> None:
        self._scene, self._wire, self._grip = scene, item.wire, item.grip_at(point)

    def move(self, point: QPointF) -> None:
        """Take up the end that was pressed, if one was."""
        if self._grip is not None:
            # The end that stays is the other one.
            anchor = self._wire[1 - self._grip]
            drag = WireDrag(self._scene, anchor, from_output=self._grip == 1, taken=self._wire)
            self._scene.gesture = drag
            drag.move(point)

    def release(self, _point: QPointF) -> None:
        """What a press does was done."""

    def cancel(self) -> None:
        """Nothing was begun."""
