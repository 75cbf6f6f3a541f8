"""One input in the inspector: its socket, its title, and the editor of its value."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from layerdeck.deck import BadValueError, Port, Value
from layerdeck.editor.canvas.layout import Row
from layerdeck.editor.canvas.paint import paint_socket
from layerdeck.editor.canvas.parts import Part, part_at
from layerdeck.editor.fonts import font, text_width
from layerdeck.editor.theme import Theme
from layerdeck.editor.words import type_text

from .row_editors import make_editor, shape_of, show_state
from .shared_ports import PortState
from .value_fields import LINES_HEIGHT, mark, restore

SOCKET = 24
"""The width of the socket's column."""
_TEXT, _SMALL = 12, 11
_HEIGHT, _NOTE = 26, 16
_GAP = 6
_EDITOR = 64
_CLEAR = 22


class PortRow(QWidget):
    """Shows an input and lets a person give its value or take it back."""

    committed = Signal(str, object)
    """The port's id and, in a tuple, the new value."""
    reset = Signal(str)
    """The port whose value is to be taken away."""
    focused = Signal(str)
    """The port whose documentation is wanted."""
    refused = Signal(str)
    """Why what was typed is no value of the port."""
    followed = Signal(str)
    """The card at the other end of the wire is wanted."""

    def __init__(self, port: Port, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.port, self.theme = port, theme
        self.state = PortState(port)
        self.editor: QWidget | None = None
        self._shape: tuple[object, ...] = ()
        self._clear: QToolButton | None = None
        # The title is painted; on Linux a screen reader takes the name of a field from its label.
        self._label = QLabel(port.title, self)
        self._label.hide()
        self._title_width, self._room = 0, (0, 0, 0, 0)
        self._layout = QHBoxLayout(self)
        self._layout.setSpacing(3)
        self.set_title_width(title_width(port))

    @property
    def value(self) -> object:
        """The value on show."""
        return self.state.value

    @property
    def note(self) -> str:
        """What is said of the wires where only some of several cards have one."""
        return note_of(self.state)

    def set_title_width(self, width: int) -> None:
        """Give the title so many pixels, as every row of the list has them."""
        if width != self._title_width:
            self._title_width = width
            self._make_room()

    def tip(self, x: int) -> str:
        """What is told at a place of the row: the type at the socket, else what the port is for."""
        if x < SOCKET:
            return type_text(self.port.type, self.theme)
        cut = f"{self.port.title}\n" if title_width(self.port) > self._title_width else ""
        return f"{cut}{self.port.help}"

    def display(self, state: PortState) -> None:
        """Show a value, or the card that is wired to the port."""
        same = self.editor is not None and state == self.state
        self.state = state
        if same:
            # What has been typed may be another; the row itself need not be painted again.
            self.show_value()
            return
        shape = shape_of(state)
        if self.editor is None or shape != self._shape:
            self._shape = shape
            self._put(make_editor(self))
        self._offer_reset(state.changed and state.wired < state.cards)
        self._make_room()
        self.show_value()
        self.update()

    def show_value(self) -> None:
        """Show the value as it is, unless another is being typed."""
        if self.editor:
            show_state(self.editor, self.state)

    def restore(self) -> None:
        """Show the value again instead of what was typed and not taken."""
        restore(self.editor)

    def commit(self, value: Value) -> None:
        """Have a value taken, if it is another."""
        if value != self.value or type(value) is not type(self.value):
            self.committed.emit(self.port.id, (value,))

    def take(self, editor: QWidget, read: Callable[[], Value]) -> bool:
        """Take what an editor holds as the value, or say why it is none."""
        try:
            value = read()
        except BadValueError as error:
            self.refuse(str(error))
            self.refused.emit(str(error))
            return False
        mark(editor, refused=False)
        editor.setToolTip("")
        self.commit(value)
        return not editor.property("refused")

    def refuse(self, reason: str) -> None:
        """Mark what the editor holds as no value of the port, and say why in its tip."""
        if self.editor:
            mark(self.editor, refused=True)
            self.editor.setToolTip(reason)

    @property
    def part(self) -> Part:
        """The item of the list that the text cursor is in."""
        line = self.editor
        if isinstance(line, QLineEdit) and line.hasFocus():
            return part_at(line.text(), line.cursorPosition())
        return -1, -1

    def enterEvent(self, event: QEnterEvent) -> None:
        """The documentation follows the mouse as it does the keyboard."""
        super().enterEvent(event)
        self.focused.emit(self.port.id)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the row puts the cursor into its editor."""
        super().mousePressEvent(event)
        if self.editor:
            self.editor.setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the socket as on the card, the title, and the note below the editor."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = _HEIGHT / 2
        wired = self.state.wired > 0
        row = Row(self.port, True, QPointF(9, middle), 0, connected=wired)
        paint_socket(painter, row, self.theme, back="window")
        painter.setFont(font(_TEXT))
        painter.setPen(self.theme.color("text"))
        room = QRectF(SOCKET, 0, self._title_width, _HEIGHT)
        right = Qt.TextElideMode.ElideRight
        title = painter.fontMetrics().elidedText(self.port.title, right, self._title_width)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)
        if self.note:
            painter.setFont(font(_SMALL))
            painter.setPen(self.theme.color("text_soft"))
            left = SOCKET + self._title_width + _GAP + 2
            below = QRectF(left, _HEIGHT - 1, self.width() - left, _NOTE)
            text = painter.fontMetrics().elidedText(self.note, right, round(below.width()))
            painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, text)

    def _make_room(self) -> None:
        """Leave room for what is painted, and for the button that takes the value back."""
        clear = 0 if self._clear and not self._clear.isHidden() else _CLEAR + self._layout.spacing()
        below = _NOTE if self.note else 0
        room = (SOCKET + self._title_width + _GAP, 0, clear, below)
        if room != self._room:
            self._room = room
            self._layout.setContentsMargins(*room)
            self.setMinimumHeight(_HEIGHT + below)

    def _put(self, editor: QWidget) -> None:
        if self.editor:
            self._layout.removeWidget(self.editor)
            self.editor.hide()
            self.editor.deleteLater()
        self.editor = editor
        editor.setAccessibleName(self.port.title)
        self._label.setBuddy(editor)
        tick = isinstance(editor, QCheckBox)
        if not tick:
            editor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            editor.setMinimumWidth(_EDITOR)
        align = Qt.AlignmentFlag.AlignLeft if tick else Qt.AlignmentFlag(0)
        self._layout.insertWidget(0, editor, 1, align)

    def _offer_reset(self, on: bool) -> None:
        if on and self._clear is None:
            self._clear = QToolButton(self)
            self._clear.setText("×")
            self._clear.setObjectName("clear")
            self._clear.setFixedWidth(_CLEAR)
            self._clear.setToolTip("Back to the default")
            self._clear.setAccessibleName(f"Reset {self.port.title}")
            self._clear.clicked.connect(lambda: self.reset.emit(self.port.id))
            self._layout.addWidget(self._clear)
        if self._clear:
            self._clear.setVisible(on)


def note_of(state: PortState) -> str:
    """What is said of the wires of an input where only some of several cards have one."""
    return f"wired in {state.wired} of {state.cards}" if 0 < state.wired < state.cards else ""


def height_of(state: PortState) -> int:
    """How tall the row of an input is going to be, in pixels."""
    tall = LINES_HEIGHT if shape_of(state) == ("value", True) else _HEIGHT
    return tall + (_NOTE if note_of(state) else 0)


def title_width(port: Port) -> int:
    """How wide the title of an input would like to be, in pixels."""
    return round(text_width(port.title, _TEXT)) + 1
