"""The graphics item of a frame or a note that is in sight."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem

from layerdeck.editor.theme import Theme
from layerdeck.graph import Frame, Note

from .area_layout import Area
from .area_paint import HANDLE, LABEL, UNSETTLED_WIDE, paint_area


class AreaItem(QGraphicsItem):
    """A frame behind the wires, or a note before them."""

    def __init__(self, area: Area, theme: Theme, scale: float) -> None:
        super().__init__()
        self.area_id = area.id
        self.area = area
        self.theme = theme
        self.selected = False
        self._scale = scale
        self.show_area(area)

    def show_area(self, area: Area) -> None:
        """Take another place, size or words."""
        self.prepareGeometryChange()
        self.area = area
        self.setPos(QPointF(*area.at))
        if isinstance(area, Frame):
            # A smaller frame lies before a larger one, so that it can be taken hold of within it.
            extent = area.size[0] * area.size[1]
            self.setZValue(-1.0 - extent / (extent + 1e7))
        else:
            self.setZValue(0.8)
        self.update()

    def select(self, on: bool) -> None:
        """Show it as selected, with handles to draw it larger."""
        if on != self.selected:
            self.selected = on
            self.update()

    def zoom(self, scale: float) -> None:
        """Know how large it is seen, and so how far its label and handles reach."""
        if scale != self._scale:
            self.prepareGeometryChange()
            self._scale = scale

    def boundingRect(self) -> QRectF:
        """The box with its handles, and the label above it."""
        reach = HANDLE / self._scale
        box = QRectF(0, 0, *self.area.size)
        if isinstance(self.area, Note) and not self.area.unsettled:
            return box.adjusted(-reach, -reach, reach, reach)
        if isinstance(self.area, Note):
            box.setWidth(max(box.width(), UNSETTLED_WIDE / self._scale))
        return box.adjusted(-reach, -LABEL / self._scale, reach, reach)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: object = None
    ) -> None:
        """Paint it with as many words as can be read."""
        scale = option.levelOfDetailFromTransform(painter.worldTransform())
        paint_area(painter, self.area, self.theme, scale, selected=self.selected)
