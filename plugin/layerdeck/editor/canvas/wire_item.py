"""The graphics item of a wire: a curve between two sockets, in the colour of what it carries."""

from collections.abc import Callable, Collection

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem

from layerdeck.deck import Kind
from layerdeck.editor.theme import Theme
from layerdeck.graph import Wire

from .contents import WIRE_BEYOND, Route
from .curves import Piece, curve, joined, pieces

_LONG = 3000.0
"""Wires longer than this are painted in pieces, in pixels at 1:1."""
_BAND = 12.0
"""How wide the band along a wire is that a click must meet, in pixels at 1:1."""
_GRIP, _GRIP_REACH = 24.0, 13.0
"""How far along the wire its grips lie from the sockets, and how near a press must come to one."""
_DOT, _DOT_REACH = 3.5, 9.0
"""Radius of the points that a wire is led through, and how near a press must come to one."""


class WireItem(QGraphicsItem):
    """A wire on the canvas.

    Args:
        exposed: tells which pieces of its curve are to be painted anew; None where all are.
    """

    def __init__(self, wire: Wire, route: Route, theme: Theme, exposed: "Exposed") -> None:
        super().__init__()
        self.wire = wire
        self._exposed = exposed
        self.theme = theme
        self.route = route
        self.lit = False
        """Whether it touches a selected card."""
        self.selected = False
        self.hovered = False
        """Whether the mouse is over it."""
        self.picked = -1
        """Which of its points is selected."""
        self.path = QPainterPath()
        self._band: QPainterPath | None = None
        self._bounds = QRectF()
        self._is_long = False
        self._pieces: dict[int, Piece] = {}
        """Those of a long wire that have been in sight, by their number."""
        self.setZValue(0)
        self.lay(route)

    def lay(self, route: Route) -> None:
        """Lay the wire along another route."""
        self.prepareGeometryChange()
        self.route = route
        self.path = curve(route.points)
        self._band = None
        self._is_long = self.path.length() > _LONG
        self._pieces = {}
        reach = WIRE_BEYOND
        self._bounds = self.path.controlPointRect().adjusted(-reach, -reach, reach, reach)

    def light(self, *, lit: bool, selected: bool, hovered: bool = False, picked: int = -1) -> None:
        """Make the wire stand out: it touches a selected card, or is selected or hovered itself."""
        if (lit, selected, hovered, picked) != (self.lit, self.selected, self.hovered, self.picked):
            self.lit, self.selected = lit, selected
            self.hovered, self.picked = hovered, picked
            self.update()

    @property
    def grips(self) -> tuple[QPointF, QPointF]:
        """Where the wire's first and last end can be taken hold of."""
        length = self.path.length()
        way = self.path.percentAtLength(min(_GRIP, length / 3))
        return self.path.pointAtPercent(way), self.path.pointAtPercent(1 - way)

    def grip_at(self, point: QPointF) -> int | None:
        """The end that a press at a point takes hold of: 0 for the output's, 1 for the input's."""
        away = [_length(point - grip) for grip in self.grips]
        nearer = away.index(min(away))
        # Short as a wire may be, it can be taken hold of without its ends.
        reach = min(_GRIP_REACH, self.path.length() / 8)
        return nearer if away[nearer] <= reach else None

    def dot_at(self, point: QPointF) -> int | None:
        """The point that the wire is led through under a point of the scene."""
        dots = enumerate(self.route.points[1:-1])
        return next((at for at, dot in dots if _length(point - dot) <= _DOT_REACH), None)

    def boundingRect(self) -> QRectF:
        """The curve's box, with room for its width."""
        return self._bounds

    def shape(self) -> QPainterPath:
        """What a click must meet: a band along the curve."""
        if self._band is None:
            stroker = QPainterPathStroker()
            stroker.setWidth(_BAND)
            self._band = stroker.createStroke(self.path)
        return self._band

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: object = None
    ) -> None:
        """Paint the curve; while it stands out, its points, and what its ends are held by."""
        numbers = self._exposed(self)
        if numbers is not None and not numbers:
            return
        stands_out = self.lit or self.selected or self.hovered or self.picked >= 0
        color = self.theme.color("text") if self.selected else self.theme.kind(self.route.kind)
        width = (2.2 if self.route.kind is Kind.TENSOR else 1.6) + (1.0 if stands_out else 0.0)
        painter.setPen(QPen(color, width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setOpacity(1.0 if stands_out else 0.85)
        painter.drawPath(self.path if numbers is None else self._part(numbers))
        painter.setOpacity(1.0)
        if stands_out:
            self._paint_dots(painter, color)
        if self.selected or self.hovered:
            painter.setPen(QPen(color, 1.6))
            painter.setBrush(self.theme.color("canvas"))
            for grip in self.grips:
                painter.drawEllipse(grip, 4.0, 4.0)

    def _part(self, numbers: Collection[int]) -> QPainterPath:
        """What is to be painted of it: of a long wire the rest would cost more than all else."""
        if not self._is_long:
            return self.path
        new = [number for number in numbers if number not in self._pieces]
        self._pieces |= pieces(self.route.points, new)
        return joined(self._pieces, numbers)

    def _paint_dots(self, painter: QPainter, color: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        for number, dot in enumerate(self.route.points[1:-1]):
            picked = number == self.picked
            if picked:
                painter.setBrush(self.theme.color("text"))
                painter.drawEllipse(dot, _DOT + 3.0, _DOT + 3.0)
            painter.setBrush(self.theme.color("canvas") if picked else color)
            painter.drawEllipse(dot, _DOT + 1.5, _DOT + 1.5)
            painter.setBrush(color)
            painter.drawEllipse(dot, _DOT, _DOT)


Exposed = Callable[[WireItem], Collection[int] | None]


def _length(way: QPointF) -> float:
    return float((way.x() ** 2 + way.y() ** 2) ** 0.5)
