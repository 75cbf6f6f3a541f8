"""A read-only view on code: changed lines are replaced and no others, lines and finds are lit."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextFormat,
    QWheelEvent,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from layerdeck.editor.fonts import font
from layerdeck.editor.theme import Theme

from .code_search import Place, common
from .highlighter import PythonHighlighter, units
from .line_numbers import LineNumbers

SIZE = 12
"""The size of the letters, in pixels, until a person chooses another."""
_SMALLEST, _LARGEST = 7, 40
_NOTCH = 120
"""A notch of the wheel, in eighths of a degree."""


class CodeView(QPlainTextEdit):
    """Shows code; tells on which line a person puts the cursor."""

    line_chosen = Signal(int)
    """The number of the line that the cursor was put on, from 0."""
    changed = Signal()
    """Other code is shown."""
    sized = Signal(int)
    """The size of the letters, in pixels, is another."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.lines: list[str] = [""]
        """What is shown."""
        self.lit: set[int] = set()
        """The lines that are lit."""
        self._found: Sequence[Place] = ()
        self._found_length, self._found_now = 0, -1
        self._size, self._turned = SIZE, 0
        self._highlighter = PythonHighlighter(theme)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        # What is lit reaches from edge to edge.
        self.document().setDocumentMargin(0)
        self.setFont(font(SIZE, mono=True))
        self.setAccessibleName("Exported code")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self._numbers = LineNumbers(self)
        self.verticalScrollBar().valueChanged.connect(self._dress)

    def set_theme(self, theme: Theme) -> None:
        """Show in another theme's colours."""
        self.theme = theme
        self._highlighter.set_theme(theme)
        self._dress()

    @property
    def text_size(self) -> int:
        """The size of the letters, in pixels."""
        return self._size

    def set_text_size(self, size: int) -> None:
        """Show the code in letters of so many pixels, as far as they can be read."""
        size = min(max(size, _SMALLEST), _LARGEST)
        if size != self._size:
            self._size = size
            # The window's style sheet says what size letters have; only another outdoes it.
            self.setStyleSheet(f"font-size: {size}px")
            self._numbers.make_room()
            self._dress()
            self.sized.emit(size)

    def show_code(self, text: str) -> None:
        """Show other code, which ends with a new line.

        Only what differs is replaced, so that the place, the selection and the colours of all else
        stay as they are, and nothing flickers.
        """
        old, new = self.lines, text.split("\n")
        if new == old:
            return
        # The empty line behind the last is always the same.
        same = common(old[:-1], new[:-1])
        tail = 1 + common(old[same:-1][::-1], new[same:-1][::-1])
        self.lines = new
        self._highlighter.read(new)
        top = QTextCursor(self.firstVisibleBlock())
        top.setKeepPositionOnInsert(True)
        self._replace(same, old[same : len(old) - tail], new[same : len(new) - tail])
        for line in {same, len(new) - tail - 1, len(new) - tail}:
            self._highlighter.forget(self.document().findBlockByNumber(line))
        self.verticalScrollBar().setValue(top.blockNumber())
        self._numbers.make_room()
        self._dress()
        self.changed.emit()

    def light(self, lines: Collection[int]) -> None:
        """Light these lines."""
        self.lit = set(lines)
        self._dress()

    def show_found(self, found: Sequence[Place], length: int, now: int) -> None:
        """Mark what was found, so many letters each, and the one that is looked at, else -1."""
        self._found, self._found_length, self._found_now = found, length, now
        self._dress()

    def select(self, place: Place, length: int) -> None:
        """Select so many letters, and bring them into sight."""
        self.setTextCursor(self._cursor(place, length))
        self.reveal([place.line])
        self.ensureCursorVisible()

    def reveal(self, lines: Sequence[int]) -> None:
        """Bring the first of some lines into the middle, if none of them is in sight."""
        seen = self._seen()
        if lines and not any(line in seen for line in lines):
            self.show_at_top(max(lines[0] - len(seen) // 2, 0))

    def show_at_top(self, line: int) -> None:
        """Scroll so that the view begins with a line, as far as there are lines below it."""
        self.verticalScrollBar().setValue(line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys move the cursor, which chooses the line that it comes to."""
        before = self.textCursor().blockNumber()
        super().keyPressEvent(event)
        cursor = self.textCursor()
        if cursor.blockNumber() != before and not cursor.hasSelection():
            self.line_chosen.emit(cursor.blockNumber())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel size the code."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._turned += event.angleDelta().y()
            notches = int(self._turned / _NOTCH)
            self._turned -= notches * _NOTCH
            self.set_text_size(self._size + notches)
            event.accept()
        else:
            super().wheelEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click chooses its line even where the cursor is already."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self.line_chosen.emit(self.textCursor().blockNumber())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the numbers beside the lines, and dress what came into sight."""
        super().resizeEvent(event)
        self._numbers.follow()
        self._dress()

    def blocks_in_sight(self) -> Iterator[tuple[QTextBlock, float]]:
        """The lines that show, each with its upper edge in the viewport."""
        block = self.firstVisibleBlock()
        bottom = self.viewport().height()
        while block.isValid():
            top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
            if top > bottom:
                return
            yield block, top
            block = block.next()

    def _replace(self, line: int, old: Sequence[str], new: Sequence[str]) -> None:
        """Put some lines in the place of others, leaving alone the letters that are the same."""
        gone, come = ("".join(f"{each}\n" for each in lines) for lines in (old, new))
        head = common(gone, come)
        tail = common(gone[head:][::-1], come[head:][::-1])
        start = self.document().findBlockByNumber(line).position() + units(gone[:head])
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        gone, come = gone[head : len(gone) - tail], come[head : len(come) - tail]
        cursor.setPosition(start + units(gone), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(come)

    def _cursor(self, place: Place, length: int) -> QTextCursor:
        """A cursor that has selected so many letters of a line."""
        line = self.lines[place.line]
        start = units(line[: place.column])
        cursor = QTextCursor(self.document().findBlockByNumber(place.line))
        begin = cursor.position() + start
        cursor.setPosition(begin)
        end = begin + units(line[place.column : place.column + length])
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _seen(self) -> range:
        """The lines that show whole."""
        height = self.viewport().height()
        rows = [
            block.blockNumber()
            for block, top in self.blocks_in_sight()
            if top + self.blockBoundingRect(block).height() <= height
        ]
        return range(rows[0], rows[-1] + 1) if rows else range(0)

    def _dress(self) -> None:
        """Colour the lines in sight and mark what is lit and found in them; no other matters."""
        blocks = [block for block, _ in self.blocks_in_sight()]
        self._highlighter.paint(blocks)
        lit = [block.blockNumber() for block in blocks if block.blockNumber() in self.lit]
        marks = [self._lit_mark(line) for line in lit]
        first = bisect_left(self._found, Place(blocks[0].blockNumber(), 0))
        last = bisect_left(self._found, Place(blocks[-1].blockNumber() + 1, 0))
        marks += [self._found_mark(index) for index in range(first, last)]
        self.setExtraSelections(marks)
        self._numbers.update()

    def _lit_mark(self, line: int) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        mark.cursor = self._cursor(Place(line, 0), 0)
        mark.format.setBackground(self.theme.color("code_line"))
        mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
        return mark

    def _found_mark(self, index: int) -> QTextEdit.ExtraSelection:
        now = index == self._found_now
        mark = QTextEdit.ExtraSelection()
        mark.cursor = self._cursor(self._found[index], self._found_length)
        mark.format.setBackground(self.theme.color("accent_fill" if now else "code_found"))
        mark.format.setForeground(self.theme.color("on_accent" if now else "text"))
        return mark
