"""What is painted where there are no cards: the grid, and how to begin."""

from PySide6.QtCore import QLineF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from layerdeck.editor.fonts import font
from layerdeck.editor.theme import Theme

GRID = 24


def paint_grid(painter: QPainter, rect: QRectF, theme: Theme, scale: float) -> None:
    """Fill a part of the scene, with lines as far as they stand apart on screen."""
    painter.fillRect(rect, theme.color("canvas"))
    spacing = GRID if scale > 0.45 else GRID * 5
    if spacing * scale < 8:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(theme.color("grid"), 0))
    left = int(rect.left() // spacing) * spacing
    top = int(rect.top() // spacing) * spacing
    lines = []
    for x in range(left, int(rect.right()) + 1, spacing):
        lines.append(QLineF(x, rect.top(), x, rect.bottom()))
    for y in range(top, int(rect.bottom()) + 1, spacing):
        lines.append(QLineF(rect.left(), y, rect.right(), y))
    painter.drawLines(lines)


def paint_beginning(painter: QPainter, room: QRect, theme: Theme) -> None:
    """Say in the middle of an empty canvas how to begin."""
    painter.resetTransform()
    painter.setPen(theme.color("text_faint"))
    painter.setFont(font(14))
    painter.drawText(
        room,
        Qt.AlignmentFlag.AlignCenter,
        "Double-click or press Tab to add a card here, or drag one from the deck",
    )
