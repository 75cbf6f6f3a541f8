"""The fields in which the inspector shows and takes values: a line, lines, a choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from layerdeck.deck import Value
from layerdeck.editor.canvas.long_list import lines_of, parse_lines

if TYPE_CHECKING:
    from .port_row import PortRow

_LONGEST = 10_000_000
LINES_HEIGHT = 84
_FIELD, _PADDING = 64, 10


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
            self._row.show_value()
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
        self.setFixedHeight(LINES_HEIGHT)
        self.hint = "an item a line"
        """What an empty field says."""
        if row.port.takes_none:
            self.hint = f"{row.port.none_text}, or an item a line"

    def show_value(self, value: Value) -> None:
        """Show a value, unless another is being typed; a long list is laid out only once."""
        if value is self._shown or (self.document().isModified() and self.hasFocus()):
            return
        self._shown = value
        self.setPlainText(lines_of(self._row.port, value))
        mark(self, refused=False)

    def restore(self) -> None:
        """Show the value again as it was."""
        value, self._shown = self._shown, ()
        self.document().setModified(False)
        self.show_value(value)

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
            self.restore()
        else:
            super().keyPressEvent(event)


class Choice(QComboBox):
    """A choice that a turn of the wheel over the inspector does not change."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        """As wide as its row has room; Qt would measure every choice."""
        return QSize(_FIELD, self.fontMetrics().height() + _PADDING)

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def showPopup(self) -> None:
        """Show the choices whole, however narrow the field is."""
        view = self.view()
        bar = view.verticalScrollBar().sizeHint().width()
        view.setMinimumWidth(view.sizeHintForColumn(0) + bar + 2 * view.frameWidth())
        super().showPopup()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what is chosen, ending in … where it is too long; a tip tells all of it then."""
        option, painter = QStyleOptionComboBox(), QStylePainter(self)
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        part, box = QStyle.SubControl.SC_ComboBoxEditField, QStyle.ComplexControl.CC_ComboBox
        room = self.style().subControlRect(box, option, part, self).adjusted(1, 0, -1, 0)
        none = self.currentIndex() < 0
        text = self.placeholderText() if none else self.currentText()
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        if (tip := "" if shown == text else text) != self.toolTip():
            self.setToolTip(tip)
        if none:
            # The style sheet gives the words of a choice one colour alone.
            painter.setPen(self.palette().placeholderText().color())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        else:
            option.currentText = shown
            painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the inspector, which scrolls."""
        event.ignore()


def mark(editor: QWidget, *, refused: bool) -> None:
    """Show whether what a field holds is refused."""
    if bool(editor.property("refused")) != refused:
        editor.setProperty("refused", refused)
        editor.style().unpolish(editor)
        editor.style().polish(editor)


def restore(editor: QWidget | None) -> None:
    """Give up what was typed into a field and not taken; the value itself is shown next."""
    if isinstance(editor, QLineEdit):
        editor.setModified(False)
    elif isinstance(editor, ValueLines) and editor.document().isModified():
        editor.restore()
