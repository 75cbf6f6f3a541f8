"""Editing a long list in its place on the card: an item a line, below the value's chip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

from layerdeck.deck import BadValueError, Kind, Port, Value, parse, show

from .in_place import commit_value, place_of

if TYPE_CHECKING:
    from .card_item import CardItem
    from .layout import Row
    from .view import CanvasView

MANY = 30
"""From so many items on a list is edited an item a line."""


def is_long(port: Port, value: Value) -> bool:
    """Whether a value is a list too long for one line."""
    return port.list and not port.axes and isinstance(value, tuple) and len(value) > MANY


def lines_of(port: Port, value: Value) -> str:
    """A list with each item on a line of its own; `parse_lines` reads it back."""
    return "\n".join(show(port, (item,)) for item in value) if isinstance(value, tuple) else ""


def parse_lines(port: Port, text: str) -> Value:
    """The list in lines of text; a line may hold several items, as in one line.

    Raises:
        BadValueError: it is no value of the port.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if port.kind is Kind.STRING:
        return parse(port, "\n".join(lines))
    return parse(port, ", ".join(line.rstrip(",") for line in lines))


class LongListEditor(QPlainTextEdit):
    """Lines below the value's chip. Ctrl+Enter, Tab and a click elsewhere commit, Esc leaves."""

    def __init__(self, view: CanvasView, item: CardItem, row: Row) -> None:
        super().__init__(view.viewport())
        self._view, self._item, self._row = view, item, row
        self.setObjectName("lines")
        self.setAccessibleName(f"{row.port.title} of {item.card_id}, an item a line")
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setUndoRedoEnabled(True)
        self.setPlainText(lines_of(row.port, row.value))
        self._reason = ""

    def settle(self) -> None:
        """Lie below the value, or above where there is no room, wherever it is by now."""
        place = place_of(self._view, self._item, self._row)
        tall, wide = 220, max(place.width(), 220)
        room = self._view.viewport().height() - place.bottom() - 6
        top = place.bottom() + 2 if room >= tall else max(place.top() - tall - 2, 2)
        self.setGeometry(QRect(QPoint(place.x(), top), QSize(wide, tall)))
        self._tell()

    def finish(self) -> None:
        """Take what can be taken, and close."""
        if not self.commit():
            self._view.close_editor()

    def commit(self) -> bool:
        """Take the lines as the value; where they are none, stay open and say why."""
        if not self.document().isModified():
            self._view.close_editor()
            return True
        try:
            value = parse_lines(self._row.port, self.toPlainText())
            self._reason = commit_value(self._view, self._item, self._row, value)
        except BadValueError as error:
            self._reason = str(error)
        if self._reason:
            self._tell()
            return False
        self._view.close_editor()
        return True

    def event(self, event: QEvent) -> bool:
        """Ctrl+Enter and Tab commit, Esc leaves; no other key is one of the canvas here."""
        if isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress and self._pressed(event):
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A click elsewhere commits what can be committed, and leaves the rest."""
        super().focusOutEvent(event)
        if self._view.editor is self:
            self.finish()

    def _pressed(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self._view.close_editor()
            return True
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.commit()
            return True
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            view, item, row = self._view, self._item, self._row
            if self.commit():
                view.edit_next(item, row, 1 if event.key() == Qt.Key.Key_Tab else -1)
            return True
        return False

    def _tell(self) -> None:
        below = self._view.mapToScene(self.geometry().bottomLeft() - QPoint(14, 14))
        words = self._reason or "An item a line · Ctrl+Enter takes them"
        self._view.say(words, bool(self._reason), below)
