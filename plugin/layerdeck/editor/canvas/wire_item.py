"""The graphics item of a wire: a curve between two sockets, in the colour of what it carries."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPainterPathStroker, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem

from layerdeck.deck import Kind
from layerdeck.editor.theme import Theme
from layerdeck.graph import Wire

from .contents import WIRE_BEYOND, Route
from .curves import curve

_BAND = 12.0
"""How wide the band along a wire is that a click must meet, in pixels at 1:1."""


class WireItem(QGraphicsItem):
    """A wire on the canvas."""

    def __init__(self, wire: Wire, route: Route, theme: Theme) -> None:
        super().__init__()
        self.wire = wire
        self.theme = theme
        self.route = route
        self.lit = False
        """Whether it touches a selected card."""
        self.selected = False
        self.path = QPainterPath()
        self._bounds = QRectF()
        self.setZValue(0)
        self.lay(route)

    def lay(self, route: Route) -> None:
        """Lay the wire along another route."""
        self.prepareGeometryChange()
        self.route = route
        self.path = curve(route.points)
        reach = WIRE_BEYOND
        self._bounds = self.path.controlPointRect().adjusted(-reach, -reach, reach, reach)

    def light(self, *, lit: bool, selected: bool) -> None:
        """Make the wire stand out: it touches a selected card, or is selected itself."""
        if (lit, selected) != (self.lit, self.selected):
            self.lit, self.selected = lit, selected
            self.update()

    def boundingRect(self) -> QRectF:
        """The curve's box, with room for its width."""
        return self._bounds

    def shape(self) -> QPainterPath:
        """What a click must meet: a band along the curve."""
        stroker = QPainterPathStroker()
        stroker.setWidth(_BAND)
        return stroker.createStroke(self.path)

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: object = None
    ) -> None:
        """Paint the curve."""
        stands_out = self.lit or self.selected
        color = self.theme.color("text") if self.selected else self.theme.kind(self.route.kind)
        width = (2.2 if self.route.kind is Kind.TENSOR else 1.6) + (1.0 if stands_out else 0.0)
        painter.setPen(QPen(color, width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setOpacity(1.0 if stands_out else 0.85)
        painter.drawPath(self.path)
        painter.setOpacity(1.0)
