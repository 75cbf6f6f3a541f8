"""The graphics item of a wire: a curve between two sockets, in the colour of what it carries."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem

from layerdeck.editor.theme import Theme
from layerdeck.graph import Wire

from .paint import FAR, FARTHER

_BENDS = 8
"""A curve that is drawn coarsely has so many straight parts."""


def curve(start: QPointF, end: QPointF) -> QPainterPath:
    """The curve of a wire: leaves to the right, arrives from the left."""
    across = abs(end.x() - start.x())
    bow = max(32.0, min(across * 0.5, 160.0)) if end.x() >= start.x() else 80.0
    path = QPainterPath(start)
    path.cubicTo(start + QPointF(bow, 0), end - QPointF(bow, 0), end)
    return path


class WireItem(QGraphicsItem):
    """A wire on the canvas."""

    def __init__(self, wire: Wire, color: QColor, theme: Theme, *, thick: bool) -> None:
        super().__init__()
        self.wire = wire
        self.color = color
        self.theme = theme
        self.thick = thick
        self.lit = False
        self.dense = False
        """Whether there are so many wires that from afar they are drawn coarsely."""
        self.path = QPainterPath()
        self._bends: list[QPointF] = []
        self._bounds = QRectF()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
        self.setZValue(0)

    def route(self, start: QPointF, end: QPointF) -> None:
        """Lay the wire between two points of the scene."""
        self.prepareGeometryChange()
        self.path = curve(start, end)
        self._bends = []
        self._bounds = self.path.controlPointRect().adjusted(-4, -4, 4, 4)

    def light(self, on: bool) -> None:
        """Make the wire stand out: it touches a selected card."""
        if on != self.lit:
            self.lit = on
            self.update()

    def boundingRect(self) -> QRectF:
        """The curve's box, with room for its width."""
        return self._bounds

    def shape(self) -> QPainterPath:
        """What a click must meet: a band along the curve."""
        stroker = QPainterPathStroker()
        stroker.setWidth(12)
        return stroker.createStroke(self.path)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: object = None
    ) -> None:
        """Paint the curve; from far away a straight line is enough."""
        scale = option.levelOfDetailFromTransform(painter.worldTransform())
        color = self.theme.color("text") if self.isSelected() else self.color
        width = (2.2 if self.thick else 1.6) + (1.0 if self.lit or self.isSelected() else 0.0)
        # From far away a wire keeps the width of a hair on screen.
        width = max(width, (1.2 if self.thick else 0.8) / scale)
        painter.setPen(QPen(color, width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if scale < FARTHER or (self.dense and scale < FAR):
            pen = QPen(color, 1.0)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.drawPolyline(self._coarse())
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setOpacity(1.0 if self.lit or self.isSelected() else 0.85)
        painter.drawPath(self.path)
        painter.setOpacity(1.0)

    def _coarse(self) -> list[QPointF]:
        """A few points along the curve."""
        if not self._bends:
            steps = range(_BENDS + 1)
            self._bends = [self.path.pointAtPercent(step / _BENDS) for step in steps]
        return self._bends
