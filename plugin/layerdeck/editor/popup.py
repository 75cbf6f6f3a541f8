"""A popup: a field and a list below it, opened where it is wanted, alive only while it is open.

It knows nothing of what it lists: whoever opens it hands in lines and hears what is typed and
chosen. The field keeps the focus all the while, so that typing, arrows and Enter never part.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from .popup_lines import ROW, Line, LineDelegate, Lines
from .theme import Theme

_WIDE, _MOST_ROWS, _LEAST_ROWS = 360, 10, 3
_EDGE = 6
"""How far it stays from the edges of what it opens in, in pixels."""
_ELSEWHERE = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""Reasons to lose the focus that do not mean that a person has turned to something else here."""
_COMMAND = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class Popup(QFrame):
    """A field with a list. Esc, or a press or the focus elsewhere, closes it for good."""

    typed = Signal(str)
    """The text of the field, whenever it is another."""
    chosen = Signal(object)
    """The `Line` that was clicked or Enter was pressed on; the popup is closed by then."""
    moved = Signal(object)
    """The `Line` that is current now, or None."""
    turned = Signal()
    """Tab was pressed."""
    closed = Signal()
    """Whatever was chosen or not: it is gone. Comes before `chosen`."""

    def __init__(self, parent: QWidget, name: str, theme: Theme, wide: int = _WIDE) -> None:
        """`name` is what those hear who do not see it; `wide` how wide it is, in pixels."""
        super().__init__(parent)
        self._within, self._wide = parent, wide
        self.returns_to = parent
        """What has the focus once it is closed."""
        self.setObjectName("popup")
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.field = QLineEdit()
        self.field.setAccessibleName(name)
        self.field.installEventFilter(self)
        # A press anywhere on it leaves the focus where it is.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self.field)
        self.head = QLabel(self.field)
        self.head.setObjectName("foot")
        self.head.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside = QHBoxLayout(self.field)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.addWidget(self.head, 0, Qt.AlignmentFlag.AlignRight)
        self._lines = Lines(self)
        self.list = QListView()
        self.list.setModel(self._lines)
        self.list.setItemDelegate(LineDelegate(theme, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(f"{name}: what is found")
        self.foot = QLabel()
        self.foot.setObjectName("foot")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 6)
        layout.setSpacing(6)
        for widget in (self.field, self.list, self.foot):
            layout.addWidget(widget)
        self._open = True
        self.field.textChanged.connect(self.typed)
        self.list.clicked.connect(lambda index: self._choose(index.row()))
        self.list.selectionModel().currentChanged.connect(lambda *_: self.moved.emit(self.current))
        self.moved.connect(lambda line: self.field.setAccessibleDescription(_heard(line)))

    @property
    def lines(self) -> Sequence[Line]:
        """What is listed."""
        return self._lines.lines

    @property
    def current(self) -> Line | None:
        """The line that Enter would choose."""
        return self._lines.at(self.list.currentIndex())

    def show_lines(self, lines: Sequence[Line], row: int | None = None) -> None:
        """List these lines; one becomes current, of itself the first that is not dimmed."""
        self._lines.show(lines)
        first = next((row for row, line in enumerate(lines) if not line.dimmed), 0)
        self._go_to(first if row is None else row)
        self.moved.emit(self.current)

    def say(self, head: str, foot: str) -> None:
        """Write at the end of the field what is wanted, and below the list what can be done."""
        self.head.setText(head)
        self.head.setVisible(bool(head))
        self.field.setTextMargins(0, 0, self.head.sizeHint().width() + 8 if head else 0, 0)
        self.foot.setText(foot)

    def open_at(self, place: QPoint, *, leftwards: bool = False) -> None:
        """Open with the list's first line at a place of the parent, as far as there is room.

        Args:
            place: where.
            leftwards: whether the popup lies left of the place, not right of it.
        """
        room = self._within.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        self.ensurePolished()
        above = self.field.sizeHint().height() + 8 + 6
        besides = above + self.foot.sizeHint().height() + 6 + 6 + 2
        rows = max(min((room.height() - besides) // ROW, _MOST_ROWS), _LEAST_ROWS)
        box = QRect(0, 0, min(self._wide, room.width()), besides + rows * ROW)
        corner = place - QPoint(box.width() if leftwards else 0, above + ROW // 2)
        most = room.bottomRight() - box.bottomRight()
        box.moveTo(
            max(min(corner.x(), most.x()), room.left()), max(min(corner.y(), most.y()), room.top())
        )
        self.setGeometry(box)
        self.show()
        self.raise_()
        self.field.setFocus()

    def dismiss(self) -> None:
        """Close for good; what is open no more stays as it is."""
        if self._open:
            self._open = False
            if self.field.hasFocus():
                (self.returns_to if isValid(self.returns_to) else self._within).setFocus()
            self.hide()
            self.deleteLater()
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field's keys that are the list's; the focus going elsewhere closes."""
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.ShortcutOverride and not event.modifiers() & _COMMAND:
                # What is a key of the canvas below is none while one types here.
                event.accept()
                return True
            return event.type() is QEvent.Type.KeyPress and self._take_key(event)
        if watched is self.field and isinstance(event, QFocusEvent):
            elsewhere = event.reason() not in _ELSEWHERE
            if event.lostFocus() and elsewhere:
                self.dismiss()
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        key, row = Qt.Key(event.key()), self.list.currentIndex().row()
        page = max(self.list.viewport().height() // ROW - 1, 1)
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_PageUp: -page,
        }
        if key in steps:
            self._go_to(row + steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(row)
        elif key is Qt.Key.Key_Escape:
            self.dismiss()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.turned.emit()
        else:
            return False
        return True

    def _go_to(self, row: int) -> None:
        count = len(self._lines.lines)
        index = self._lines.index(min(max(row, 0), count - 1)) if count else QModelIndex()
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._lines.lines):
            line = self._lines.lines[row]
            self.dismiss()
            self.chosen.emit(line)


def _heard(line: Line | None) -> str:
    return line.heard if line else ""
