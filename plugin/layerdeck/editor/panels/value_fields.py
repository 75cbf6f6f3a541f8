"""The fields in which the inspector shows and takes values: a line, lines, a choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from layerdeck.deck import Value
from layerdeck.editor.canvas.long_list import lines_of, parse_lines

if TYPE_CHECKING:
    from .port_row import PortRow

_LONGEST = 10_000_000
_LINES_HEIGHT = 84


class ValueLine(QLineEdit):
    """A line that Esc restores."""

    def __init__(self, row: PortRow) -> None:
        super().__init__(row)
        self._row = row
        # A longer text would be cut off in silence.
        self.setMaxLength(_LONGEST)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc restores the value as it was."""
        if event.key() == Qt.Key.Key_Escape:
            self.setModified(False)
            self._row._show_value()
        else:
            super().keyPressEvent(event)


class ValueLines(QPlainTextEdit):
    """A list with an item a line. Leaving it or Ctrl+Enter takes it, Esc restores it."""

    def __init__(self, row: PortRow) -> None:
        super().__init__(row)
        self._row = row
        self._shown: Value = None
        self.setObjectName("lines")
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(True)
        self.setFixedHeight(_LINES_HEIGHT)
        self.setPlaceholderText(
            f"{row.port.none_text}, or an item a line" if row.port.takes_none else "an item a line"
        )

    def show_value(self, value: Value) -> None:
        """Show a value, unless another is being typed; a long list is laid out only once."""
        if value is self._shown or (self.document().isModified() and self.hasFocus()):
            return
        self._shown = value
        self.setPlainText(lines_of(self._row.port, value))
        mark(self, refused=False)

    def commit(self) -> None:
        """Take the lines as the value, or say why they are none."""
        port = self._row.port
        if not self.document().isModified():
            return
        # What is taken may come back in another form, and is then to be shown.
        self.document().setModified(False)
        if self._row.take(self, lambda: parse_lines(port, self.toPlainText())):
            mark(self, refused=False)
        else:
            self.document().setModified(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving takes what was typed."""
        super().focusOutEvent(event)
        self.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter takes the lines, Esc restores the value as it was."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.commit()
        elif event.key() == Qt.Key.Key_Escape:
            value, self._shown = self._shown, ()
            self.document().setModified(False)
            self.show_value(value)
        else:
            super().keyPressEvent(event)


class Choice(QComboBox):
    """A choice that a turn of the wheel over the inspector does not change."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the inspector, which scrolls."""
        event.ignore()


def mark(editor: QWidget, *, refused: bool) -> None:
    """Show whether what a field holds is refused."""
    if bool(editor.property("refused")) != refused:
        editor.setProperty("refused", refused)
        editor.style().unpolish(editor)
        editor.style().polish(editor)
