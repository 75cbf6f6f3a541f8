"""The signs of errors and warnings: told apart by their shapes, not by their colours alone."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPen, QPixmap, QPolygonF

from layerdeck.editor.theme import Theme

from .layout import SIGN

_RADIUS = 5.5
_FINE = 3
"""Pixels of an icon for each at 1:1, for the finest screens."""


def paint_sign(painter: QPainter, middle: QPointF, theme: Theme, *, error: bool) -> None:
    """Paint a disc with a cross for an error, or a triangle with a stroke for a warning."""
    x, y = middle.x(), middle.y()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("bad" if error else "warn"))
    pen = QPen(theme.color("card"), 1.5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    if error:
        painter.drawEllipse(middle, _RADIUS, _RADIUS)
        painter.setPen(pen)
        painter.drawLine(QPointF(x - 2, y - 2), QPointF(x + 2, y + 2))
        painter.drawLine(QPointF(x - 2, y + 2), QPointF(x + 2, y - 2))
        return
    corners = QPointF(x, y - 5.5), QPointF(x + 6, y + 5), QPointF(x - 6, y + 5)
    painter.drawPolygon(QPolygonF(corners))
    painter.setPen(pen)
    painter.drawLine(QPointF(x, y - 1.5), QPointF(x, y + 1))
    painter.drawPoint(QPointF(x, y + 3.2))


def sign_icon(theme: Theme, *, error: bool) -> QIcon:
    """The sign for a list."""
    pixmap = QPixmap(round(SIGN * _FINE), round(SIGN * _FINE))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(_FINE, _FINE)
    paint_sign(painter, QRectF(0, 0, SIGN, SIGN).center(), theme, error=error)
    painter.end()
    pixmap.setDevicePixelRatio(_FINE)
    return QIcon(pixmap)
