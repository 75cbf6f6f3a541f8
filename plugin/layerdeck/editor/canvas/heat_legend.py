"""The legend of heat: what the colours of cards mean, from the least to the most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from layerdeck.editor.fonts import font
from layerdeck.editor.theme import Theme
from layerdeck.editor.words import count_text
from layerdeck.program import CLASSES, Measure, Scale, bytes_text

if TYPE_CHECKING:
    from .view import CanvasView

SIZE = QSizeF(196, 62)
_MARGIN, _PAD, _BAR = 14, 10.0, 9.0
_NEAR, _FADED = 60, 0.25
_NAMES = {
    Measure.MEMORY: "Activation memory per sample",
    Measure.PARAMETERS: "Parameters",
    Measure.MULTIPLY_ADDS: "Multiply-adds per sample",
}
_LEFT, _MIDDLE, _RIGHT = (
    Qt.AlignmentFlag.AlignVCenter | side
    for side in (
        Qt.AlignmentFlag.AlignLeft,
        Qt.AlignmentFlag.AlignHCenter,
        Qt.AlignmentFlag.AlignRight,
    )
)


def cost_text(measure: Measure, cost: int) -> str:
    """What something costs, with its unit: `16.8 MB`, `448`, `113 M`."""
    match measure:
        case Measure.MEMORY:
            return bytes_text(cost)
        case Measure.PARAMETERS:
            return f"{cost:,}"
        case Measure.MULTIPLY_ADDS:
            return count_text(cost)


def legend_words(measure: Measure, scale: Scale | None) -> str:
    """What the legend says, for those who hear it."""
    name = _NAMES[measure]
    if scale is None:
        return f"{name}: nothing known yet"
    least, most = cost_text(measure, scale.least), cost_text(measure, scale.most)
    return f"{name}: from {least} to {most}" if least != most else f"{name}: {most}"


def paint_legend(painter: QPainter, theme: Theme, measure: Measure, scale: Scale | None) -> None:
    """Paint the legend with its top left corner at the painter's origin, `SIZE` large."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("edge"), 1))
    painter.setBrush(theme.color("bar"))
    box = QRectF(0.5, 0.5, SIZE.width() - 1, SIZE.height() - 1)
    painter.drawRoundedRect(box, 6, 6)
    line = QRectF(_PAD, 6, SIZE.width() - 2 * _PAD, 16)
    painter.setFont(font(11, bold=True))
    painter.setPen(theme.color("text"))
    painter.drawText(line, _LEFT, _NAMES[measure])
    painter.setFont(font(11))
    painter.setPen(theme.color("text_soft"))
    ends = line.translated(0, 33)
    if scale is None:
        painter.drawText(line.translated(0, 22), _LEFT, "Nothing known yet")
        return
    if scale.least < scale.most:
        painter.drawText(ends, _LEFT, cost_text(measure, scale.least))
        painter.drawText(ends, _RIGHT, cost_text(measure, scale.most))
    else:
        painter.drawText(ends, _MIDDLE, cost_text(measure, scale.most))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    one = line.width() / CLASSES
    for level in range(CLASSES):
        if scale.least < scale.most or level == scale.level(scale.most):
            painter.setBrush(theme.heat(level))
            painter.drawRect(QRectF(line.left() + level * one, 26, one, _BAR))


class HeatLegend(QWidget):
    """Lies in a corner of the view while there is heat, in one without cards where there is one.

    The mouse goes through it. Near the cursor it fades, like the minimap: one may want what lies
    below.
    """

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self._view = view
        self._aside = self.faded = False
        self._corner = 0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedSize(SIZE.toSize())
        self.hide()
        view.canvas.heat.changed.connect(self.settle)

    def step_aside(self, on: bool) -> None:
        """Be out of the way while the canvas is dragged, which is then moved, not painted."""
        self._aside = on
        self.settle()

    def settle(self) -> None:
        """Show what is measured by now, in the corner."""
        heat = self._view.canvas.heat
        room = self._view.size()
        fits = room.width() > 2 * self.width() and room.height() > 3 * self.height()
        self.setVisible(heat.measure is not None and fits and not self._aside)
        if heat.measure is not None:
            self.setAccessibleName(legend_words(heat.measure, heat.scale))
        if self.isVisible():
            self.move(self._place())
            self.update()

    def _place(self) -> QPoint:
        """Its corner; another only when something comes to lie there, and nothing in the other."""
        room = self._view.size()
        right = room.width() - self.width() - _MARGIN
        low = room.height() - self.height() - _MARGIN
        corners = [QPoint(_MARGIN, low), QPoint(right, _MARGIN), QPoint(_MARGIN, _MARGIN)]
        free = [number for number, place in enumerate(corners) if not self._covers(place)]
        if self._corner not in free:
            self._corner = free[0] if free else 0
        return corners[self._corner]

    def _covers(self, place: QPoint) -> bool:
        """Whether cards would lie below it, or something else that lies over the canvas."""
        room = QRect(place, self.size())
        view = self._view
        others = (
            each for each in view.children() if isinstance(each, QWidget) and each.isVisible()
        )
        if any(
            each.geometry().intersects(room)
            for each in others
            if each is not self and each is not view.viewport()
        ):
            return True
        area = view.mapToScene(room).boundingRect()
        return next(iter(self._view.canvas.contents.card_boxes.meeting(area)), None) is not None

    def notice(self, cursor: QPoint) -> None:
        """Fade while the cursor is near, at a place of the view."""
        near = self.geometry().adjusted(-_NEAR, -_NEAR, _NEAR, _NEAR).contains(cursor)
        if near != self.faded:
            self.faded = near
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        heat = self._view.canvas.heat
        if heat.measure is not None:
            painter = QPainter(self)
            painter.setOpacity(_FADED if self.faded else 1.0)
            paint_legend(painter, self._view.canvas.theme, heat.measure, heat.scale)
            painter.end()
