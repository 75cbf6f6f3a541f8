"""One port in the inspector: its socket, its title, and the editor of its value."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from layerdeck.deck import BadValueError, Kind, Port, Value, choice_title, parse, show
from layerdeck.editor.canvas.layout import Row
from layerdeck.editor.canvas.long_list import is_long
from layerdeck.editor.canvas.paint import paint_socket
from layerdeck.editor.canvas.parts import Part, part_at
from layerdeck.editor.theme import Theme
from layerdeck.editor.words import type_text

from .value_fields import Choice, ValueLine, ValueLines, mark

_PILL_ALPHA = 56
"""How much of its type's colour shows behind the name of what is wired."""


class PortRow(QWidget):
    """Shows a port and lets a person give its value or take it back."""

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
        self.port = port
        self._theme = theme
        self.value: Value = None
        self.editor: QWidget | None = None
        self._source: str | None = None
        self._lines = False
        self._socket = SocketMark(port, theme)
        self._title = QLabel(port.title)
        self._title.setMinimumWidth(118)
        self._clear = QToolButton()
        self._clear.setText("×")
        self._clear.setObjectName("clear")
        self._clear.setToolTip("Back to the default")
        self._clear.setAccessibleName(f"Reset {port.title}")
        policy = self._clear.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._clear.setSizePolicy(policy)
        self._clear.clicked.connect(lambda: self.reset.emit(port.id))
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        self.setMinimumHeight(26)
        self._layout.addWidget(self._socket)
        self._layout.addWidget(self._title)
        self._layout.addWidget(self._clear)
        self.setToolTip(port.help)

    def display(self, value: Value, *, changed: bool, source: str | None, wires: int) -> None:
        """Show a value, or the card that is wired to the port.

        `changed`: the value is not the default, so that it can be taken back.
        """
        lines = _wants_lines(self.port, value)
        if self.editor is None or (source, lines) != (self._source, self._lines):
            self._source, self._lines = source, lines
            self._put(self._pill(source, wires) if source is not None else self._make())
        self.value = value
        self._socket.fill(source is not None)
        self._clear.setVisible(changed and source is None)
        self._show_value()

    def enterEvent(self, event: QEnterEvent) -> None:
        """The documentation follows the mouse as it does the keyboard."""
        super().enterEvent(event)
        self.focused.emit(self.port.id)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the row puts the cursor into its editor."""
        super().mousePressEvent(event)
        if self.editor:
            self.editor.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The documentation shows of the port whose editor has the focus."""
        if event.type() is QEvent.Type.FocusIn:
            self.focused.emit(self.port.id)
        return super().eventFilter(watched, event)

    def _put(self, editor: QWidget) -> None:
        if self.editor:
            self._layout.removeWidget(self.editor)
            self.editor.hide()
            self.editor.deleteLater()
        self.editor = editor
        self.editor.setAccessibleName(self.port.title)
        # On Linux a screen reader takes the name of a choice from its label alone.
        self._title.setBuddy(self.editor)
        self.editor.installEventFilter(self)
        if not isinstance(editor, QCheckBox):
            editor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            editor.setMinimumWidth(90)
        tick = isinstance(editor, QCheckBox)
        align = Qt.AlignmentFlag.AlignLeft if tick else Qt.AlignmentFlag(0)
        self._layout.insertWidget(2, editor, 1, align)

    def _pill(self, source: str, wires: int) -> QWidget:
        more = f" +{wires - 1}" if wires > 1 else ""
        pill = QPushButton(f"← {source}{more}")
        pill.setObjectName("pill")
        color = self._theme.kind(self.port.kind)
        tint = f"rgba({color.red()}, {color.green()}, {color.blue()}, {_PILL_ALPHA})"
        pill.setStyleSheet(f"background-color: {tint};")
        pill.clicked.connect(lambda: self.followed.emit(source))
        return pill

    def _make(self) -> QWidget:
        port = self.port
        if port.kind.wire_only:
            label = QLabel("not connected" if port.required else "none")
            label.setObjectName("soft")
            return label
        if port.choices:
            return self._make_choice()
        if port.kind.value == "Boolean" and not port.list:
            box = QCheckBox()
            box.clicked.connect(lambda on: self._commit(bool(on)))
            return box
        if self._lines:
            return ValueLines(self)
        line = ValueLine(self)
        line.editingFinished.connect(lambda: self._commit_text(line))
        if port.axes:
            line.cursorPositionChanged.connect(lambda: self.focused.emit(port.id))
        return line

    @property
    def part(self) -> Part:
        """The item of the list that the text cursor is in."""
        line = self.editor
        if isinstance(line, QLineEdit) and line.hasFocus():
            return part_at(line.text(), line.cursorPosition())
        return -1, -1

    def _make_choice(self) -> QWidget:
        box = Choice()
        for choice in (*((None,) if self.port.takes_none else ()), *self.port.choices):
            title = self.port.none_text if choice is None else choice_title(choice)
            box.addItem(title, (choice,))
        box.activated.connect(lambda index: self._commit(box.itemData(index)[0]))
        return box

    def _show_value(self) -> None:
        editor = self.editor
        if isinstance(editor, QLineEdit):
            text = "" if self.value is None else show(self.port, self.value)
            if not editor.isModified() or not editor.hasFocus():
                editor.setText(text)
                mark(editor, refused=False)
            editor.setPlaceholderText(self.port.none_text if self.port.takes_none else "needed")
        elif isinstance(editor, ValueLines):
            editor.show_value(self.value)
        elif isinstance(editor, QComboBox):
            for index in range(editor.count()):
                (choice,) = editor.itemData(index)
                if choice == self.value and type(choice) is type(self.value):
                    editor.setCurrentIndex(index)
                    return
            editor.setCurrentIndex(-1)
        elif isinstance(editor, QCheckBox):
            editor.setChecked(bool(self.value))

    def _commit(self, value: Value) -> None:
        if value != self.value or type(value) is not type(self.value):
            self.committed.emit(self.port.id, (value,))

    def _commit_text(self, line: QLineEdit) -> None:
        if line.isModified() and self.take(line, lambda: parse(self.port, line.text())):
            line.setModified(False)
            self._show_value()

    def take(self, editor: QWidget, read: Callable[[], Value]) -> bool:
        """Take what an editor holds as the value, or say why it is none."""
        try:
            value = read()
        except BadValueError as error:
            mark(editor, refused=True)
            editor.setToolTip(str(error))
            self.refused.emit(str(error))
            return False
        editor.setToolTip("")
        self._commit(value)
        return True


class SocketMark(QWidget):
    """A socket as on the card, beside the port's title."""

    def __init__(self, port: Port, theme: Theme) -> None:
        super().__init__()
        self._port, self._theme, self._filled = port, theme, False
        self.setFixedSize(QSize(24, 20))
        self.setToolTip(type_text(port.type, theme))

    def fill(self, on: bool) -> None:
        """Filled means connected."""
        self._filled = on
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the socket."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = Row(self._port, True, QPointF(9, 10), 0, connected=self._filled)
        paint_socket(painter, row, self._theme, back="window")


def _wants_lines(port: Port, value: Value) -> bool:
    """Whether a list is edited an item a line: texts, and what is too long for a line."""
    texts = port.kind is Kind.STRING and port.list and not port.axes and not port.choices
    return texts or is_long(port, value)
