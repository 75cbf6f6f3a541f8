"""The legend: what the sockets of each type look like, and what may join what."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from layerdeck.deck import Kind, Port, PortType, may_join
from layerdeck.editor.canvas.layout import Row
from layerdeck.editor.canvas.paint import paint_socket
from layerdeck.editor.theme import Theme
from layerdeck.editor.words import type_text

_WORDS = (
    "A filled socket is connected, a doubled one takes or gives a list. Where a list is taken, a "
    "single value stands for every item."
)


class Legend(QDialog):
    """A line for each type of port."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Types of ports")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        lines = QGridLayout()
        lines.setHorizontalSpacing(10)
        lines.setVerticalSpacing(7)
        lines.setColumnStretch(3, 1)
        for place, kind in enumerate(Kind):
            lines.addWidget(_Mark(PortType(kind), theme), place, 0)
            lines.addWidget(_Mark(PortType(kind, list=True), theme), place, 1)
            lines.addWidget(QLabel(type_text(PortType(kind), theme)), place, 2)
            fed = QLabel(f"feeds {_fed_by(kind)}")
            fed.setObjectName("soft")
            lines.addWidget(fed, place, 3)
        words = QLabel(_WORDS)
        words.setWordWrap(True)
        close = QPushButton("Close")
        close.setDefault(True)
        close.clicked.connect(self.close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(14)
        layout.addLayout(lines)
        layout.addWidget(words)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)


class _Mark(QWidget):
    """A socket as on a card."""

    def __init__(self, port_type: PortType, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        port = Port(id="x", title="", kind=port_type.kind, list=port_type.list)
        self._row = Row(port, True, QPointF(10, 11), 0)
        self.setFixedSize(QSize(26, 22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_socket(painter, self._row, self._theme, back="window")


def _fed_by(kind: Kind) -> str:
    """The types of inputs that an output of a kind may be wired to."""
    types = (PortType(other, many) for other in Kind for many in (False, True))
    return ", ".join(str(one) for one in types if may_join(PortType(kind), one))
