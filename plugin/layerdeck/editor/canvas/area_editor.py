"""Writing the title and text of a frame, or the text of a note, in their place on the canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from layerdeck.graph import Frame, Graph, Note
from layerdeck.graph.areas import resize, write

from .area_layout import HEAD, TEXT_SIZE, TITLE_SIZE, body_of, note_height

if TYPE_CHECKING:
    from .view import CanvasView

_LEAST_SCALE = 0.75
"""Letters are never smaller than at this scale while they are written."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def open_area_editor(view: CanvasView, area_id: str) -> FrameEditor | NoteEditor:
    """Open the editor of a frame or note in its place."""
    area = view.canvas.contents.areas[area_id]
    editor = FrameEditor(view, area) if isinstance(area, Frame) else NoteEditor(view, area)
    editor.settle()
    editor.show()
    editor.setFocus()
    return editor


class FrameEditor(QWidget):
    """Two fields in the frame's head. Enter and a click elsewhere commit, Esc leaves."""

    def __init__(self, view: CanvasView, frame: Frame) -> None:
        super().__init__(view.viewport())
        self._view, self._frame = view, frame
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title, self.text = QLineEdit(frame.title), QLineEdit(frame.text)
        for field, name in ((self.title, "Title"), (self.text, "Text")):
            field.setPlaceholderText(name)
            field.setAccessibleName(f"{name} of {frame.id}")
            field.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.setSpacing(4)
        row.addWidget(self.title, 2)
        row.addWidget(self.text, 3)
        self.setFocusProxy(self.title)
        self.title.selectAll()

    def settle(self) -> None:
        """Lie over the frame's head, wherever it is on the screen by now."""
        scale = max(self._view.scale_factor, _LEAST_SCALE)
        self.title.setStyleSheet(f"font-size: {round(TITLE_SIZE * scale)}px; font-weight: 600")
        self.text.setStyleSheet(f"font-size: {round(TEXT_SIZE * scale)}px")
        body = self._view.mapFromScene(body_of(self._frame)).boundingRect()
        wide = max(body.width() - 8, 320)
        tall = max(round((HEAD - 4) * scale), self.sizeHint().height())
        room = self._view.viewport().rect()
        left = max(min(body.left() + 4, room.right() - wide), 0)
        self.setGeometry(left, max(body.top() + 2, 0), min(wide, room.width()), tall)

    def finish(self) -> None:
        """Take what was written, in one edit, and close."""
        frame, title, text = self._frame, self.title.text(), self.text.text()
        self._view.close_editor()

        def written(graph: Graph) -> Graph:
            return write(write(graph, frame.id, "title", title), frame.id, "text", text)

        if (title, text) != (frame.title, frame.text):
            self._view.canvas.session.edit("Write", written)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter commits, Esc leaves, Tab goes to the other field; no other key is the canvas'."""
        if isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress:
                return self._pressed(event)
        elsewhere = QApplication.focusWidget() not in (self.title, self.text)
        if event.type() is QEvent.Type.FocusOut and elsewhere and self._view.editor is self:
            self.finish()
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self._view.close_editor()
        elif event.key() in _ENTER:
            self.finish()
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            other = self.text if self.title.hasFocus() else self.title
            other.setFocus()
            other.selectAll()
        else:
            return False
        return True


class NoteEditor(QPlainTextEdit):
    """The note's text. Esc, Tab, Ctrl+Enter and a click elsewhere commit: Enter begins a line.

    A text of many lines is more than a value, so Esc does not throw it away: undo does.
    A note grows with what is written, so that all of it shows.
    """

    def __init__(self, view: CanvasView, note: Note) -> None:
        super().__init__(view.viewport())
        self._view, self._note = view, note
        self.setObjectName("lines")
        self.setAccessibleName(f"Text of {note.id}")
        self.setPlainText(note.text)
        self.setTabChangesFocus(True)
        self.selectAll()
        self.textChanged.connect(self.settle)

    def settle(self) -> None:
        """Lie over the note, wherever it is on the screen by now."""
        view, note = self._view, self._note
        scale = max(view.scale_factor, _LEAST_SCALE)
        self.setStyleSheet(f"font-size: {round(TEXT_SIZE * scale)}px; font-family: Inter")
        body = view.mapFromScene(body_of(note)).boundingRect()
        high = round(note_height(self.toPlainText() + "\n", note.size[0]) * scale)
        wide = max(body.width(), round(note.size[0] * scale))
        over = QRect(body.x(), body.y(), wide, max(body.height(), high))
        room = view.viewport().rect()
        over.setHeight(min(over.height(), room.height()))
        over.moveBottom(max(min(over.bottom(), room.bottom()), over.height() - 1))
        self.setGeometry(over)

    def finish(self) -> None:
        """Take what was written, in one edit, and close."""
        note, text = self._note, self.toPlainText()
        self._view.close_editor()

        def written(graph: Graph) -> Graph:
            graph = write(graph, note.id, "text", text)
            wide, tall = note.size
            least = note_height(text, wide)
            return resize(graph, note.id, (wide, least)) if tall < least else graph

        if text != note.text:
            self._view.canvas.session.edit("Write", written)

    def event(self, event: QEvent) -> bool:
        """Esc, Tab and Ctrl+Enter commit; no other key is one of the canvas here."""
        if isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress and _ends(event):
                self.finish()
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A click elsewhere commits."""
        super().focusOutEvent(event)
        if self._view.editor is self:
            self.finish()


def _ends(event: QKeyEvent) -> bool:
    """Whether a key ends the writing of lines."""
    ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Tab) or (ctrl and event.key() in _ENTER)
