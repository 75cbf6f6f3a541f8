"""Dragging the whole canvas: with the middle button, or with Space held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QMouseEvent

if TYPE_CHECKING:
    from .view import CanvasView


class Panning:
    """The view's canvas in the hand; each step tells whether it took the event."""

    def __init__(self, view: CanvasView) -> None:
        self._view = view
        self._last: QPoint | None = None
        self.space = False
        """Whether Space is held, so that the left button pans."""

    def press(self, event: QMouseEvent) -> bool:
        """Take hold of the canvas."""
        left = event.button() is Qt.MouseButton.LeftButton
        if event.button() is Qt.MouseButton.MiddleButton or (left and self.space):
            self._last = event.position().toPoint()
            self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self._view.step_aside(True)
        return self._last is not None

    def move(self, event: QMouseEvent) -> bool:
        """Have the canvas follow the mouse."""
        if self._last is None:
            return False
        here = event.position().toPoint()
        gone, self._last = here - self._last, here
        self._view.scroll_by(gone)
        return True

    def release(self) -> bool:
        """Let go of the canvas."""
        held, self._last = self._last is not None, None
        if held:
            self._view.viewport().unsetCursor()
            self._view.step_aside(False)
        return held
