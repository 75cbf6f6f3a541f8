"""Editing a value in its place on the card: a line of text, or a list to choose from.

An editor is a child of the view and lives only while it is open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem

from layerdeck.deck import BadValueError, Value, choice_title, parse, show
from layerdeck.editor.fonts import font

from .chips import CHIP_SIZE
from .in_place import commit_value, place_of
from .long_list import LongListEditor, is_long
from .parts import named_parts, part_at, plain_parts

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LONGEST = 10_000_000
_NO_MODIFIER = Qt.KeyboardModifier.NoModifier

if TYPE_CHECKING:
    from .card_item import CardItem
    from .layout import Row
    from .view import CanvasView


def open_editor(
    view: CanvasView, item: CardItem, row: Row
) -> TextEditor | ChoiceEditor | LongListEditor:
    """Open the editor that fits a row's value."""
    editor: TextEditor | ChoiceEditor | LongListEditor
    if row.is_choice:
        editor = ChoiceEditor(view, item, row)
    elif is_long(row.port, row.value):
        editor = LongListEditor(view, item, row)
    else:
        editor = TextEditor(view, item, row)
    editor.settle()
    editor.show()
    editor.setFocus()
    return editor


class TextEditor(QLineEdit):
    """A line over the value's chip. Enter and Tab commit, Esc leaves, wrong text stays open."""

    def __init__(self, view: CanvasView, item: CardItem, row: Row) -> None:
        super().__init__(view.viewport())
        self._view, self._item, self._row = view, item, row
        self.setObjectName("value")
        self.setAccessibleName(f"{row.port.title} of {item.card_id}")
        self._reason = ""
        # A longer text would be cut off in silence.
        self.setMaxLength(_LONGEST)
        self.setText("" if row.value is None else show(row.port, row.value))
        self.selectAll()
        if row.port.axes:
            self.setAccessibleDescription(plain_parts(row.port))
            self.cursorPositionChanged.connect(self._name_parts)
            self.textEdited.connect(self._name_parts)

    def settle(self) -> None:
        """Lie over the value, wherever it is on the screen by now."""
        place, scale = place_of(self._view, self._item, self._row), self._view.scale_factor
        # The style sheet of the window names a size too, and would win over a font.
        self.setStyleSheet(f"font-size: {max(9, round(CHIP_SIZE * scale))}px")
        wide, tall = max(place.width(), round(96 * max(scale, 0.7))), max(place.height(), 18)
        over = QRect(place.topLeft() - QPoint(3, 3), QSize(wide + 6, tall + 6))
        over.translate(0, place.center().y() - over.center().y())
        self.setGeometry(over)
        if self._reason:
            self._refuse(self._reason)
        else:
            self._name_parts()

    def finish(self) -> None:
        """Take what can be taken, and close."""
        if not self.commit():
            self._view.close_editor()

    def commit(self) -> bool:
        """Take the text as the value; where it is none, stay open and say why."""
        row = self._row
        try:
            value = parse(row.port, self.text())
        except BadValueError as error:
            self._refuse(str(error))
            return False
        problem = commit_value(self._view, self._item, row, value)
        if problem:
            self._refuse(problem)
            return False
        self._view.close_editor()
        return True

    def event(self, event: QEvent) -> bool:
        """Enter commits, Tab commits and goes on, Esc leaves; no bare key is one of the canvas."""
        if isinstance(event, QKeyEvent):
            plain = event.modifiers() in (_NO_MODIFIER, Qt.KeyboardModifier.ShiftModifier)
            if event.type() is QEvent.Type.ShortcutOverride and plain:
                event.accept()
                return True
            if event.key() in _ENTER:
                # A line lets go of Enter: it would come to the canvas, where it means something
                # else.
                if event.type() is QEvent.Type.KeyPress:
                    self.commit()
                event.accept()
                return True
            tab = event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
            if tab and event.type() is QEvent.Type.KeyPress:
                step = 1 if event.key() == Qt.Key.Key_Tab else -1
                view, item, row = self._view, self._item, self._row
                if self.commit():
                    view.edit_next(item, row, step)
                return True
            if event.key() == Qt.Key.Key_Escape and event.type() is QEvent.Type.KeyPress:
                self._view.close_editor()
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A click elsewhere commits what can be committed, and leaves the rest."""
        super().focusOutEvent(event)
        if self._view.editor is self:
            self.finish()

    def _name_parts(self) -> None:
        """Say below which number is which, and which of them the cursor is in."""
        port = self._row.port
        if port.axes:
            self._mark(refused=False)
            part = part_at(self.text(), self.cursorPosition())
            names = named_parts(port, part, self._view.canvas.theme)
            self._view.say(names, False, self._below())

    def _refuse(self, reason: str) -> None:
        self._mark(refused=True)
        self._reason = reason
        self._view.say(reason, True, self._below())

    def _mark(self, *, refused: bool) -> None:
        if not refused:
            self._reason = ""
        if bool(self.property("refused")) != refused:
            self.setProperty("refused", refused)
            self.style().unpolish(self)
            self.style().polish(self)

    def _below(self) -> QPointF:
        return self._view.mapToScene(self.geometry().bottomLeft() - QPoint(14, 14))


class ChoiceEditor(QListWidget):
    """The choices below the value's chip. A click or Enter takes one at once, Esc leaves."""

    def __init__(self, view: CanvasView, item: CardItem, row: Row) -> None:
        super().__init__(view.viewport())
        self._view, self._item, self._row = view, item, row
        self.setObjectName("choices")
        self.setAccessibleName(f"{row.port.title} of {item.card_id}")
        choices: list[Value] = [None] if row.port.takes_none else []
        for choice in (*choices, *row.port.choices):
            title = row.port.none_text if choice is None else choice_title(choice)
            entry = QListWidgetItem(title, self)
            entry.setData(Qt.ItemDataRole.UserRole, (choice,))
            if choice == row.value and type(choice) is type(row.value):
                self.setCurrentItem(entry)
        self.setFont(font(12))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._take)
        self.itemActivated.connect(self._take)

    def settle(self) -> None:
        """Lie below the value, or above where there is no room, wherever it is by now."""
        place = place_of(self._view, self._item, self._row)
        tall = min(self.count() * max(self.sizeHintForRow(0), 20) + 8, 260)
        wide = max(place.width(), self.sizeHintForColumn(0) + 28, 120)
        room = self._view.viewport().height() - place.bottom() - 6
        top = place.bottom() + 2 if room >= tall else max(place.top() - tall - 2, 2)
        self.setGeometry(place.x(), top, wide, tall)
        if self.currentItem():
            self.scrollToItem(self.currentItem())

    def finish(self) -> None:
        """Close: what was not chosen is not taken."""
        self._view.close_editor()

    def event(self, event: QEvent) -> bool:
        """Tab takes the current choice and goes on; letters are no keys of the canvas here."""
        if isinstance(event, QKeyEvent):
            plain = event.modifiers() in (_NO_MODIFIER, Qt.KeyboardModifier.ShiftModifier)
            if event.type() is QEvent.Type.ShortcutOverride and plain:
                event.accept()
                return True
            tab = event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
            if event.type() is QEvent.Type.KeyPress and tab:
                step = 1 if event.key() == Qt.Key.Key_Tab else -1
                view, item, row = self._view, self._item, self._row
                if self.currentItem():
                    self._take(self.currentItem())
                view.edit_next(item, row, step)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the current choice, Esc leaves; letters go to the choice they begin."""
        if event.key() == Qt.Key.Key_Escape:
            self._view.close_editor()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem():
            self._take(self.currentItem())
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A click elsewhere leaves."""
        super().focusOutEvent(event)
        if self._view.editor is self:
            self._view.close_editor()

    def _take(self, entry: QListWidgetItem) -> None:
        view, item, row = self._view, self._item, self._row
        (choice,) = entry.data(Qt.ItemDataRole.UserRole)
        if view.editor is self:
            view.close_editor()
            commit_value(view, item, row, choice)
