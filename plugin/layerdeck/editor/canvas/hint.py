"""What is said at the cursor: the name of what a wire meets, or why it is refused."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QLabel


class Hint(QLabel):
    """A line over the canvas, the minimap included, that lets the mouse through."""

    refused = Signal(str)
    """Why something is refused, once for as long as that is said."""

    def __init__(self, view: QAbstractScrollArea) -> None:
        super().__init__(view)
        self._viewport = view.viewport()
        self.setObjectName("hint")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, text: str, refusal: bool, place: QPoint) -> None:
        """Show a text below a place of the canvas, or hide where it is empty."""
        new = text != self.text() or self.isHidden()
        self.setVisible(bool(text))
        if not text:
            return
        if refusal and new:
            self.refused.emit(text)
        self.setProperty("refusal", refusal)
        self.style().unpolish(self)
        self.style().polish(self)
        self.setText(text)
        self.adjustSize()
        corner = place + QPoint(14, 18)
        most = self._viewport.rect().bottomRight() - self.rect().bottomRight()
        # Where there is no room below the cursor, the hint stands above it.
        above = corner.y() - 32 - self.height()
        top = corner.y() if corner.y() <= most.y() else above
        self.move(self._viewport.pos() + QPoint(max(min(corner.x(), most.x()), 0), max(top, 0)))
        self.raise_()
