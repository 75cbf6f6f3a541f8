"""Scrolling the canvas by itself while something is dragged near the edge of the view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer

if TYPE_CHECKING:
    from .view import CanvasView

_RIM = 28
"""How near the edge the mouse must be, in pixels on the screen."""
_FASTEST = 18
"""The most pixels of one step: right at the edge, and beyond it."""
_PAUSE_MS = 16


class EdgeScroll(QObject):
    """Goes on while the mouse rests near the edge; what is dragged stays under it."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self._view = view
        self._mouse = QPoint()
        self._steps = QTimer(self)
        self._steps.setInterval(_PAUSE_MS)
        self._steps.timeout.connect(self._step)

    def follow(self, mouse: QPoint) -> None:
        """The mouse is at a place of the viewport, with something dragged or not."""
        self._mouse = mouse
        if self._view.canvas.dragging and not self._way().isNull():
            if not self._steps.isActive():
                self._steps.start()
        else:
            self._steps.stop()

    def _step(self) -> None:
        canvas, way = self._view.canvas, self._way()
        before = self._view.mapToScene(self._mouse)
        if canvas.dragging:
            self._view.scroll_by(way)
        if not canvas.dragging or self._view.mapToScene(self._mouse) == before:
            # Nothing is dragged any more, or the canvas ends here.
            self._steps.stop()
        else:
            canvas.drag_to(self._view.mapToScene(self._mouse))

    def _way(self) -> QPoint:
        """How far what is drawn goes in a step."""
        room = self._view.viewport().rect()
        return QPoint(_speed(self._mouse.x(), room.width()), _speed(self._mouse.y(), room.height()))


def _speed(place: int, size: int) -> int:
    """Faster the nearer to an edge: forwards at the near one, backwards at the far one."""
    inward = min(place, size - 1 - place)
    if inward >= _RIM:
        return 0
    speed = max(_FASTEST * (_RIM - max(inward, 0)) // _RIM, 1)
    return speed if place < size / 2 else -speed
