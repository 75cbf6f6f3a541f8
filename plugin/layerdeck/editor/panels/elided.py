"""Words that end in … where there is no room for them, and tell all of themselves in a tip."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

_LEAST = 40


class ElidedLabel(QLabel):
    """A label of one or more lines that does not keep its panel from becoming narrow."""

    def minimumSizeHint(self) -> QSize:
        """As narrow as it may be."""
        return QSize(_LEAST, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines, each as far as there is room."""
        room, metrics = self.contentsRect(), self.fontMetrics()
        lines = self.text().split("\n")
        fits = all(metrics.horizontalAdvance(line) <= room.width() for line in lines)
        tip = "" if fits else self.text()
        if tip != self.toolTip():
            self.setToolTip(tip)
        if fits:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        for number, line in enumerate(lines):
            top = room.top() + number * metrics.lineSpacing()
            row = QRect(room.left(), top, room.width(), metrics.lineSpacing())
            text = metrics.elidedText(line, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | self.alignment(), text)


class ElidedButton(QPushButton):
    """A button whose words need not fit."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """As narrow as it may be."""
        return QSize(_LEAST, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the button with as many of its words as there is room for."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        element = QStyle.SubElement.SE_PushButtonContents
        room = self.style().subElementRect(element, option, self).width()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        option.text = text
        tip = "" if text == self.text() else self.text()
        if tip != self.toolTip():
            self.setToolTip(tip)
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)
