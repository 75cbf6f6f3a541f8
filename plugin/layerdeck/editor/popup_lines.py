"""The lines of a popup's list: what they hold, and how they are drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from .fonts import font, text_width
from .theme import Theme

ROW = 27
"""Height of a line, in pixels."""
_TITLE, _NOTE = 12, 11
_LEFT, _RIGHT, _BAR, _BETWEEN = 9.0, 10.0, 4.0, 12.0

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list.

    Attributes:
        title: what it offers.
        note: a few words at its end.
        detail: more words after the title, where they fit: a way to it, or why it does not suit.
        mark: the colour of the bar before it; none for None.
        dimmed: whether it does not suit; it may be chosen all the same.
        data: what whoever hands it in knows it by.
    """

    title: str
    note: str = ""
    mark: QColor | None = None
    dimmed: bool = False
    data: Any = None
    detail: str = ""

    @property
    def heard(self) -> str:
        """All of it in a row, for those who do not see it."""
        return ", ".join(filter(None, (self.title, self.detail.rstrip("."), self.note)))


class Lines(QAbstractListModel):
    """The lines as Qt asks for them: however many there are, those in sight are made alone."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: Sequence[Line] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Hold these lines and no others."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def at(self, index: Index) -> Line | None:
        """The line of an index; None where it is of none."""
        row = index.row()
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        """How many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What is read, and what is heard."""
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.heard
        return None


class LineDelegate(QStyledItemDelegate):
    """Draws a bar, a title, a detail and a note; where not all fit, the title stays longest."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All lines are equally high."""
        return QSize(0, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a line: its back as the style does, for the current one and the one hovered."""
        lines = index.model()
        assert isinstance(lines, Lines)
        line = lines.lines[index.row()]
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(option.rect).adjusted(_LEFT, 0, -_RIGHT, 0)
        if line.mark is not None:
            painter.setOpacity(0.45 if line.dimmed else 1.0)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(line.mark)
            painter.drawRoundedRect(QRectF(room.left(), room.top() + 7, _BAR, ROW - 14), 2, 2)
            painter.setOpacity(1.0)
            room.setLeft(room.left() + _BAR + 8)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        self._write(painter, line, room, current)
        painter.restore()

    def _write(self, painter: QPainter, line: Line, room: QRectF, current: bool) -> None:
        middle, right = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight
        elided = Qt.TextElideMode.ElideRight
        painter.setFont(font(_TITLE, bold=current))
        # What is dimmed must still be legible on what marks the current line.
        faint = line.dimmed and not current
        painter.setPen(self._theme.color("text_disabled" if faint else "text"))
        title = painter.fontMetrics().elidedText(line.title, elided, int(room.width()))
        painter.drawText(room, middle, title)
        room.setLeft(room.left() + text_width(title, _TITLE, bold=current) + _BETWEEN)
        painter.setFont(font(_NOTE))
        painter.setPen(self._theme.color("text_disabled" if faint else "text_soft"))
        for words, side in ((line.note, right), (line.detail, Qt.AlignmentFlag.AlignLeft)):
            text = painter.fontMetrics().elidedText(words, elided, max(int(room.width()), 0))
            # Of a note, an “…” alone says nothing.
            painter.drawText(room, middle | side, text if len(text) > 1 else "")
            room.setRight(room.right() - text_width(text, _NOTE) - _BETWEEN)
