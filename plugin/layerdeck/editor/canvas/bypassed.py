"""How a bypassed card is painted: faded, with a dashed line past it."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from layerdeck.deck import Kind
from layerdeck.editor.fonts import text_width
from layerdeck.editor.theme import Theme

from .curves import add_line, curve
from .layout import PAD, RADIUS, TEXT_SIZE, Layout, Look

_VEIL = 150
"""How much of the card its veil covers, of 255."""


def paint_bypassed(painter: QPainter, layout: Layout, look: Look, edge: QPen, theme: Theme) -> None:
    """A veil over a card that is painted, and the way of the tensor that passes it."""
    painter.setPen(edge)
    painter.setBrush(veil(theme))
    painter.drawRoundedRect(QRectF(0, 0, layout.width, layout.height), RADIUS, RADIUS)
    path = _through(layout, look)
    if path:
        pen = QPen(theme.kind(Kind.TENSOR), 2.0)
        pen.setDashPattern([3.0, 3.0])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)


def veil(theme: Theme) -> QColor:
    """The colour of the veil, through which something of the card is seen."""
    color = QColor(theme.color("canvas"))
    color.setAlpha(_VEIL)
    return color


def _through(layout: Layout, look: Look) -> QPainterPath | None:
    """From the tensor that is taken to the one given: between their names, or under the title."""
    tensors = [row for row in layout.rows if row.port.kind is Kind.TENSOR]
    taken = next((row for row in tensors if row.is_input and row.connected), None)
    given = next((row for row in tensors if not row.is_input), None)
    if not (taken and given):
        return None
    if not look.collapsed:
        name = PAD + text_width(taken.port.title, TEXT_SIZE) + 6
        other = layout.width - given.text_x + 6
        return curve((taken.socket + QPointF(name, 0), given.socket - QPointF(other, 0)))
    path, low = QPainterPath(), layout.height - 4
    corners = QPointF(PAD, low), QPointF(layout.width - PAD, low)
    add_line(path, (taken.socket, *corners, given.socket))
    return path
