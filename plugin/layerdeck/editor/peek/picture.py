"""A slice as a picture, pixel for pixel, or as a line where it has one axis alone."""

import math

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent, qRgb
from PySide6.QtWidgets import QSizePolicy, QWidget

from layerdeck.editor.theme import Theme
from layerdeck.program import Slice
from layerdeck.program.peeks import INFINITE, LEVELS, NOT_A_NUMBER

_LEAST = 96
_PAD = 6


class SlicePicture(QWidget):
    """Draws the slice that it is given; the wheel over it goes to others."""

    turned = Signal(int)
    """So many steps of the wheel."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._slice: Slice | None = None
        self._image = QImage()
        self.dimmed = False
        """Whether what is shown is of an earlier graph."""
        self.setMinimumHeight(_LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Slice")

    def sizeHint(self) -> QSize:
        """As in a window that has room for it."""
        return QSize(240, 200)

    def set_theme(self, theme: Theme) -> None:
        """Draw what is not finite in another theme's colours."""
        self._theme = theme
        self._image.setColorTable(self._colors())
        self.update()

    def show_slice(self, taken: Slice | None) -> None:
        """Draw another slice, or none."""
        self._slice = taken
        self._image = QImage()
        if taken is not None and len(taken.sizes) == 2:
            rows, columns = taken.sizes
            image = QImage(taken.levels, columns, rows, columns, QImage.Format.Format_Indexed8)
            # A copy, since Qt does not keep what it was given alive.
            self._image = image.copy()
            self._image.setColorTable(self._colors())
        self.update()

    def dim(self, on: bool) -> None:
        """Show that it is of before."""
        if on != self.dimmed:
            self.dimmed = on
            self.update()

    @property
    def area(self) -> QRect:
        """Where the picture is drawn: as large as fits, in its own proportions."""
        if self._slice is None or self._image.isNull():
            return self.rect()
        wide = self._slice.sizes[1] * self._slice.steps[1]
        tall = self._slice.sizes[0] * self._slice.steps[0]
        # What is very long and thin is stretched, or there would be nothing to see.
        ratio = min(max(wide / tall, 1 / 4), 4)
        room = self.rect()
        width = min(room.width(), math.floor(room.height() * ratio))
        height = min(room.height(), math.floor(width / ratio))
        corner = QRect(0, 0, max(width, 1), max(height, 1))
        corner.moveCenter(room.center())
        return corner

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it: no pixel is smoothed into its neighbour."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("code"))
        painter.setOpacity(0.4 if self.dimmed else 1.0)
        if not self._image.isNull():
            painter.drawImage(self.area, self._image)
        elif self._slice is not None and len(self._slice.sizes) == 1:
            self._draw_line(painter, self._slice.levels)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Go on by a slice for each notch."""
        steps = round(event.angleDelta().y() / 120)
        if steps:
            self.turned.emit(steps)
        event.accept()

    def _draw_line(self, painter: QPainter, levels: bytes) -> None:
        """A bar for each number where there is room, else a line through them."""
        room = QRectF(self.rect()).adjusted(_PAD, _PAD, -_PAD, -_PAD)
        apart = room.width() / len(levels)
        tops = [room.bottom() - room.height() * level / (LEVELS - 1) for level in levels]
        if apart >= 3:
            for place, (level, top) in enumerate(zip(levels, tops, strict=True)):
                color = self._theme.color(_TOKENS.get(level, "accent"))
                start = room.top() if level in _TOKENS else top
                tall = room.bottom() - start + 1
                bar = QRectF(room.left() + place * apart, start, apart - 1, tall)
                painter.fillRect(bar, color)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("accent"), 1.2))
        points = [
            QPointF(room.left() + (place + 0.5) * apart, top)
            for place, (level, top) in enumerate(zip(levels, tops, strict=True))
            if level not in _TOKENS
        ]
        painter.drawPolyline(QPolygonF(points))

    def _colors(self) -> list[int]:
        greys = [qRgb(*(round(255 * level / (LEVELS - 1)),) * 3) for level in range(LEVELS)]
        return greys + [
            self._theme.color(_TOKENS[level]).rgb() for level in (INFINITE, NOT_A_NUMBER)
        ]


_TOKENS = {INFINITE: "warn", NOT_A_NUMBER: "bad"}
"""The colours of what has no level."""
