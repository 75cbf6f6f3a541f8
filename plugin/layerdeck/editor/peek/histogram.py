"""How the numbers of a tensor are spread from the least to the largest."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from layerdeck.editor.theme import Theme
from layerdeck.program import Peeked

from .figures import number_text

_HEIGHT = 36


class Histogram(QWidget):
    """Bars over the parts of the range; a part that holds anything at all has one that shows."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._counts: tuple[int, ...] = ()
        self.setFixedHeight(_HEIGHT)
        self.setAccessibleName("Histogram")

    def sizeHint(self) -> QSize:
        """Flat."""
        return QSize(240, _HEIGHT)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme's colours."""
        self._theme = theme
        self.update()

    def show_counts(self, told: Peeked | None) -> None:
        """Draw how the numbers of a tensor are spread."""
        self._counts = told.histogram if told else ()
        words = ""
        if told and told.low is not None and told.high is not None and any(self._counts):
            most = self._counts.index(max(self._counts))
            wide = (told.high - told.low) / len(self._counts)
            start = told.low + most * wide
            words = f"Most lie from {number_text(start)} to {number_text(start + wide)}."
        self.setAccessibleDescription(words)
        self.setToolTip(words)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars."""
        painter = QPainter(self)
        room = QRectF(self.rect())
        painter.fillRect(room, self._theme.color("code"))
        most = max(self._counts, default=0)
        if not most:
            return
        wide = room.width() / len(self._counts)
        for place, count in enumerate(self._counts):
            if count:
                tall = max(count / most * (room.height() - 4), 1.0)
                bar = QRectF(place * wide, room.bottom() - tall, max(wide - 0.5, 0.5), tall)
                painter.fillRect(bar, self._theme.color("accent"))
