"""A field in which a key is pressed rather than typed."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QKeySequenceEdit, QWidget


class KeyField(QKeySequenceEdit):
    """Takes one stroke; Esc, or the focus elsewhere, leaves it."""

    pressed = Signal(str)
    """The key, as `Ctrl+D`."""
    left = Signal()
    """No more is asked for, whether a key was pressed or not; comes before `pressed`."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaximumSequenceLength(1)
        self.setFinishingKeyCombinations([])
        self.setAccessibleName(name)
        self._done = False
        self.keySequenceChanged.connect(self._take)

    def event(self, event: QEvent) -> bool:
        """Tab is a key like any other here."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self._leave()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Who turns to something else presses no key here."""
        super().focusOutEvent(event)
        self._leave()

    def _take(self, keys: QKeySequence) -> None:
        if keys.count() and not self._done:
            self._leave()
            self.pressed.emit(keys.toString())

    def _leave(self) -> None:
        if not self._done:
            self._done = True
            self.left.emit()
