"""A read-only view on code with line numbers; a click tells the line."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from layerdeck.editor.fonts import font
from layerdeck.editor.theme import Theme


class CodeView(QPlainTextEdit):
    """Shows code and lights lines."""

    line_clicked = Signal(int)
    """The number of a line, from 0."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._lit: list[int] = []
        self.setReadOnly(True)
        self.setFont(font(12, mono=True))
        self.setAccessibleName("Exported code")
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self._numbers = _LineNumbers(self)
        self.setViewportMargins(self._numbers.sizeHint().width(), 0, 0, 0)
        self.updateRequest.connect(self._scroll_numbers)

    def set_theme(self, theme: Theme) -> None:
        """Show in another theme's colours."""
        self.theme = theme
        self.light(self._lit)
        self._numbers.update()

    def show_code(self, text: str) -> None:
        """Show other code, keeping the place and leaving the lines alone that are the same."""
        if text != self.toPlainText():
            bars = self.verticalScrollBar(), self.horizontalScrollBar()
            places = [bar.value() for bar in bars]
            self.setPlainText(text)
            for bar, place in zip(bars, places, strict=True):
                bar.setValue(place)

    def light(self, lines: list[int]) -> None:
        """Light these lines."""
        self._lit = lines
        marks = []
        for line in lines:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = self.textCursor()
            block = self.document().findBlockByNumber(line)
            mark.cursor.setPosition(block.position())
            mark.format.setBackground(self.theme.color("code_line"))
            mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            marks.append(mark)
        self.setExtraSelections(marks)

    def reveal(self, line: int) -> None:
        """Scroll a line into view."""
        top = self.firstVisibleBlock().blockNumber()
        rows = max(self.viewport().height() // max(self.fontMetrics().height(), 1) - 1, 1)
        if not top <= line < top + rows:
            self.verticalScrollBar().setValue(max(line - rows // 2, 0))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click without a selection tells its line."""
        super().mouseReleaseEvent(event)
        if not self.textCursor().hasSelection():
            self.line_clicked.emit(self.cursorForPosition(event.position().toPoint()).blockNumber())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the numbers beside the lines."""
        super().resizeEvent(event)
        inside = self.contentsRect()
        wide = self._numbers.sizeHint().width()
        self._numbers.setGeometry(QRect(inside.left(), inside.top(), wide, inside.height()))

    def paint_numbers(self, event: QPaintEvent) -> None:
        """Paint the numbers of the lines that show."""
        painter = QPainter(self._numbers)
        painter.setFont(self.font())
        painter.setPen(self.theme.color("text_faint"))
        block = self.firstVisibleBlock()
        offset = self.contentOffset()
        while block.isValid():
            box = self.blockBoundingGeometry(block).translated(offset)
            if box.top() > event.rect().bottom():
                break
            room = QRect(0, int(box.top()), self._numbers.width() - 14, int(box.height()))
            painter.drawText(
                room,
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                str(block.blockNumber() + 1),
            )
            block = block.next()

    def _scroll_numbers(self, _rect: QRect, dy: int) -> None:
        if dy:
            self._numbers.scroll(0, dy)
        else:
            self._numbers.update()


class _LineNumbers(QWidget):
    def __init__(self, view: CodeView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self) -> QSize:
        return QSize(self._view.fontMetrics().horizontalAdvance("0000") + 18, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._view.paint_numbers(event)
