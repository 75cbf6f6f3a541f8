"""The bar below the code in which a text is found: what to find, how often, next and previous."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from .code_search import Place, find_all, nearest
from .code_view import CodeView
from .value_fields import mark

_WIDEST = 260


class FindBar(QWidget):
    """Finds in a code view. Enter and F3 go on, with Shift back, Esc closes."""

    def __init__(self, view: CodeView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._found: list[Place] = []
        self._now = -1
        self.setObjectName("panel")
        self.wanted, self.count = QLineEdit(), QLabel()
        self.wanted.setPlaceholderText("Find in the code")
        self.wanted.setAccessibleName("Find in the code")
        self.wanted.setMaximumWidth(_WIDEST)
        self.count.setObjectName("soft")
        self.previous = _button("↑", "Previous", "Shift+F3")
        self.next = _button("↓", "Next", "F3")
        self.end = _button("×", "Close", "Esc")
        bar = QHBoxLayout(self)
        bar.setContentsMargins(10, 5, 10, 5)
        bar.addWidget(self.wanted, 1)
        for widget in (self.previous, self.next, self.count):
            bar.addWidget(widget)
        bar.addStretch(1)
        bar.addWidget(self.end)
        self.wanted.textEdited.connect(self._find)
        self.next.clicked.connect(self.go_on)
        self.previous.clicked.connect(self.go_back)
        self.end.clicked.connect(self.close_bar)
        view.changed.connect(self._find_again)
        self.hide()

    def open(self) -> None:
        """Come up with what is selected in the code, ready to be typed over."""
        selected = self._view.textCursor().selectedText()
        if selected and "\u2029" not in selected:
            self.wanted.setText(selected)
        self.show()
        self.wanted.setFocus()
        self.wanted.selectAll()
        self._find()

    def close_bar(self) -> None:
        """Go away, with the cursor in the code at what was found last."""
        self._view.show_found((), 0, -1)
        self._view.setFocus()
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

    def _find(self) -> None:
        """Find what is typed, and go to the first from where the selection begins."""
        cursor = self._view.textCursor()
        cursor.setPosition(cursor.selectionStart())
        self._look(Place(cursor.blockNumber(), cursor.positionInBlock()))
        if self._found:
            self._view.select(self._found[self._now], len(self.wanted.text()))

    def _find_again(self) -> None:
        """The code is other code now: find in it, and stay where one is."""
        if self.isVisible():
            self._look(self._found[self._now] if self._found else Place(0, 0))

    def _look(self, place: Place) -> None:
        self._found = find_all(self._view.lines, self.wanted.text())
        self._now = nearest(self._found, place) if self._found else -1
        self._tell()

    def _step(self, by: int) -> None:
        if not self.isVisible():
            self.open()
        elif self._found:
            self._now = (self._now + by) % len(self._found)
            self._view.select(self._found[self._now], len(self.wanted.text()))
            self._tell()

    def _tell(self) -> None:
        wanted, count = self.wanted.text(), len(self._found)
        self._view.show_found(self._found, len(wanted), self._now)
        if count:
            self.count.setText(f"{self._now + 1:,} of {count:,}")
        else:
            self.count.setText("none" if wanted else "")
        mark(self.wanted, refused=bool(wanted) and not count)
        for button in (self.next, self.previous):
            button.setEnabled(count > 0)


def _button(sign: str, name: str, key: str) -> QToolButton:
    button = QToolButton()
    button.setText(sign)
    button.setAccessibleName(name)
    button.setToolTip(f"{name} ({key})")
    return button
