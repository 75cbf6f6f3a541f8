"""What the mouse is over: a wire lights up, and the cursor shows what a press would take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from .scene import CanvasScene
    from .wire_item import WireItem


class Hover:
    """Follows the mouse while no button is held."""

    def __init__(self, scene: CanvasScene) -> None:
        self._scene = scene

    def move(self, point: QPointF, widget: QWidget) -> None:
        """The mouse is over a point of the scene."""
        scene = self._scene
        covered = scene.card_at(point) is not None or scene.areas.note_at(point) is not None
        # From afar wires are too thin to be pointed at, and there are no items to light.
        wire = None if covered or scene.far.isVisible() else scene.wire_at(point)
        scene.lighting.hover(wire.wire if wire else None)
        shape = self._shape(point, wire)
        if widget.cursor().shape() is not shape:
            widget.setCursor(shape)

    def leave(self) -> None:
        """The mouse is elsewhere."""
        self._scene.lighting.hover(None)

    def _shape(self, point: QPointF, wire: WireItem | None) -> Qt.CursorShape:
        if wire:
            held = wire.grip_at(point) is not None or wire.dot_at(point) is not None
            return Qt.CursorShape.OpenHandCursor if held else Qt.CursorShape.ArrowCursor
        grip = self._scene.areas.at(point)
        return grip.cursor if grip else Qt.CursorShape.ArrowCursor
