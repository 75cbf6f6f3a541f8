"""Looking around: zooming, scrolling, and how far one can go."""

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QTransform, QWheelEvent
from PySide6.QtWidgets import QGraphicsView, QWidget

from .room import room_around
from .scene import CanvasScene

_LEAST_SCALE, _MOST_SCALE = 0.02, 4.0
_STEP = 1.2


class LookingView(QGraphicsView):
    """A view on the scene that can be brought anywhere; the wheel zooms at the cursor."""

    def __init__(self, scene: CanvasScene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self.canvas = scene
        self._on_the_way = False
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)

    @property
    def scale_factor(self) -> float:
        """Pixels on screen per pixel at 1:1."""
        return self.transform().m11()

    def middle(self) -> QPointF:
        """The place of the scene in the middle of the view."""
        return self.mapToScene(self.viewport().rect().center())

    def zoom_by(self, factor: float, about: QPoint) -> None:
        """Zoom about a place of the view: what lies there stays there."""
        scale = min(max(self.scale_factor * factor, _LEAST_SCALE), _MOST_SCALE)
        factor = scale / self.scale_factor
        held = self.mapToScene(about)
        self.scale(factor, factor)
        self.make_room()
        self.scroll_by(about - self.mapFromScene(held))

    def zoom_from_middle(self, factor: float) -> None:
        """Zoom about the middle, as keys and menus do: the cursor may be anywhere then."""
        self.zoom_by(factor, self.viewport().rect().center())

    def zoom_to_one(self) -> None:
        """Show the canvas at 1:1."""
        self.zoom_from_middle(1.0 / self.scale_factor)

    def show_box(self, box: QRectF) -> None:
        """Show a part of the scene, no larger than 1:1."""
        self.fitInView(box, Qt.AspectRatioMode.KeepAspectRatio)
        if self.scale_factor > 1.0:
            self.setTransform(QTransform())
        self.make_room()
        self.centerOn(box.center())
        self.settle()

    def scroll_by(self, way: QPoint) -> None:
        """Have what is drawn go a way, in pixels; it settles once, not for each axis."""
        bars = self.horizontalScrollBar(), self.verticalScrollBar()
        self._on_the_way = True
        bars[0].setValue(bars[0].value() - way.x())
        bars[1].setValue(bars[1].value() - way.y())
        self._on_the_way = False
        self.settle()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Have what follows the view settle, unless it is still on its way."""
        super().scrollContentsBy(dx, dy)
        if not self._on_the_way:
            self.settle()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the cursor; with Shift or sideways, scroll."""
        angle = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier or not angle.y():
            super().wheelEvent(event)
            return
        self.zoom_by(_STEP ** (angle.y() / 120), event.position().toPoint())
        event.accept()

    def make_room(self) -> None:
        """Let every card be brought anywhere in the view.

        When the room changes all is painted anew: Qt keeps no account of what it has scrolled away
        from under moved cards.
        """
        content = self.canvas.content_rect().united(self.canvas.beside)
        wanted = room_around(content, self.viewport().size(), self.scale_factor)
        if wanted != self.sceneRect():
            self.setSceneRect(wanted)
            self.viewport().update()

    def settle(self) -> None:
        """Another part of the canvas shows, or at another scale."""
        raise NotImplementedError
