"""A bar in which something is found: what to find, how often, next and previous."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from .panels.value_fields import mark

_WIDEST = 260


class FindBar(QWidget):
    """Enter and F3 go on, with Shift back, Esc closes. What is found, and how, others say.

    A subclass gives `look`, `step` and `forget` their meaning.
    """

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wanted, self.count = QLineEdit(), QLabel()
        self.wanted.setPlaceholderText(words)
        self.wanted.setAccessibleName(words)
        self.wanted.setMaximumWidth(_WIDEST)
        self.count.setObjectName("soft")
        self.previous = _button("↑", "Previous", "Shift+F3")
        self.next = _button("↓", "Next", "F3")
        self.end = _button("×", "Close", "Esc")
        bar = self.row = QHBoxLayout(self)
        bar.setContentsMargins(10, 5, 10, 5)
        bar.addWidget(self.wanted, 1)
        for widget in (self.previous, self.next, self.count):
            bar.addWidget(widget)
        bar.addStretch(1)
        bar.addWidget(self.end)
        self.wanted.textEdited.connect(self.look)
        self.next.clicked.connect(self.go_on)
        self.previous.clicked.connect(self.go_back)
        self.end.clicked.connect(self.close_bar)
        self.hide()

    def open(self) -> None:
        """Come up, ready to be typed over."""
        self.show()
        self.raise_()
        self.wanted.setFocus()
        self.wanted.selectAll()
        self.look()

    def close_bar(self) -> None:
        """Go away."""
        self.forget()
        self.hide()

    def go_on(self) -> None:
        """Go to the next that was found, from the last to the first."""
        self._step(1)

    def go_back(self) -> None:
        """Go to the one before, from the first to the last."""
        self._step(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F3 go on, with Shift back; Esc closes."""
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3):
            self._step(-1 if back else 1)
        else:
            super().keyPressEvent(event)

    def look(self) -> None:
        """Find what is typed, and go to the first of it."""
        raise NotImplementedError

    def step(self, by: int) -> None:
        """Go on by so many of what was found, from the last to the first."""
        raise NotImplementedError

    def forget(self) -> None:
        """Show no more what was found."""
        raise NotImplementedError

    def tell(self, now: int, count: int, *, more: bool = False) -> None:
        """Say which of how many is shown; `more` may still be found."""
        wanted = bool(self.wanted.text())
        if count:
            self.count.setText(f"{now + 1:,} of {count:,}{'…' if more else ''}")
        else:
            self.count.setText(("…" if more else "none") if wanted else "")
        mark(self.wanted, refused=wanted and not count and not more)
        for button in (self.next, self.previous):
            button.setEnabled(count > 0)

    def _step(self, by: int) -> None:
        if self.isVisible():
            self.step(by)
        else:
            self.open()


def _button(sign: str, name: str, key: str) -> QToolButton:
    button = QToolButton()
    button.setText(sign)
    button.setAccessibleName(name)
    button.setToolTip(f"{name} ({key})")
    return button
