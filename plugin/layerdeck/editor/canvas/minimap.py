"""The minimap: the whole canvas in a corner of the view, and the part that is seen.

What lies on the canvas is painted once and kept until it changes: looking around costs the frame of
what is seen alone, however many cards there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QEnterEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from .heat import fill_color

if TYPE_CHECKING:
    from .view import CanvasView

_SIZE = QSize(140, 104)
_MARGIN = 14
_NEAR = 60
"""A cursor so near may be after what lies below: the minimap fades, but not under it."""
_FADED = 0.25
_MANY, _CALM_MS = 2000, 150
"""More cards than these are painted anew when nothing has changed for so long."""


class Minimap(QWidget):
    """Shows frames and cards as blocks; a press or drag brings that place into the middle."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self._view = view
        self.setAccessibleName("Minimap")
        self.setFixedSize(_SIZE)
        self.wanted = True
        """Whether a person wants to see it at all."""
        self.faded = False
        self._aside = False
        self._blocks: QPixmap | None = None
        """All but the frame of what is seen; None when it has to be painted anew."""
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_CALM_MS)
        self._calm.timeout.connect(self._forget)
        canvas, session = view.canvas, view.canvas.session
        for changed in (
            canvas.arranged,
            canvas.heat.changed,
            session.graph_changed,
            session.answers_changed,
            session.selection_changed,
        ):
            changed.connect(self.renew)

    def renew(self) -> None:
        """What is shown is another by now; of very many cards it is shown when that is calm."""
        if len(self._view.canvas.contents.cards) > _MANY:
            self._calm.start()
        else:
            self._forget()

    def _forget(self) -> None:
        self._blocks = None
        self.update()

    def step_aside(self, on: bool) -> None:
        """Be out of the way while the canvas is dragged, which is then moved rather than painted.

        Qt paints all of a view anew at every step as long as something lies over it.
        """
        self._aside = on
        self.settle()

    def want(self, on: bool) -> None:
        """Show it, wherever it is of use, or never."""
        self.wanted = on
        self.settle()

    def settle(self) -> None:
        """Take the place in the view's corner; hide where it would cover more than it shows.

        That is while all cards are in sight, and in a view that is too small for it.
        """
        if not self._view.isVisible():
            # Also while the window is taken down, when there are no cards to ask any more.
            return
        room = self._view.size()
        fits = room.width() > 4 * _SIZE.width() and room.height() > 3 * _SIZE.height()
        whole = self._view.canvas.content_rect()
        of_use = fits and not whole.isEmpty() and not self._seen().contains(whole)
        self.setVisible(self.wanted and of_use and not self._aside)
        self.move(room.width() - _SIZE.width() - _MARGIN, room.height() - _SIZE.height() - _MARGIN)
        self.update()

    def notice(self, cursor: QPoint) -> None:
        """Fade while the cursor is near, at a place of the view: it may want what lies below."""
        near = self.geometry().adjusted(-_NEAR, -_NEAR, _NEAR, _NEAR)
        self._fade(near.contains(cursor))

    def enterEvent(self, event: QEnterEvent) -> None:
        """The cursor is on the minimap itself, which is what it wants."""
        super().enterEvent(event)
        self._fade(False)

    def leaveEvent(self, event: QEvent) -> None:
        """The cursor is beside it."""
        super().leaveEvent(event)
        self._fade(True)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what is kept, and the frame of what is seen."""
        ratio = self.devicePixelRatioF()
        if self._blocks is None or self._blocks.devicePixelRatio() != ratio:
            self._blocks = QPixmap(self.size() * ratio)
            self._blocks.setDevicePixelRatio(ratio)
            self._blocks.fill(Qt.GlobalColor.transparent)
            self._paint_blocks(QPainter(self._blocks))
        painter = QPainter(self)
        painter.setOpacity(_FADED if self.faded else 1.0)
        painter.drawPixmap(0, 0, self._blocks)
        whole, scale, shift = self._frame()
        if not whole.isEmpty():
            seen = self._seen()
            painter.setPen(QPen(self._view.canvas.theme.color("text_soft"), 1))
            frame = QRectF(seen.topLeft() * scale + shift, seen.size() * scale)
            painter.drawRect(frame.intersected(QRectF(self.rect()).adjusted(3, 3, -3, -3)))

    def _paint_blocks(self, painter: QPainter) -> None:
        canvas = self._view.canvas
        contents, theme, session = canvas.contents, canvas.theme, canvas.session
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("edge"), 1))
        back = QColor(theme.color("bar"))
        back.setAlpha(225)
        painter.setBrush(back)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        whole, scale, shift = self._frame()
        if whole.isEmpty():
            painter.end()
            return
        painter.translate(shift)
        painter.scale(scale, scale)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        frames = [key for key in contents.areas if key in session.graph.frames]
        notes = [key for key in contents.areas if key not in session.graph.frames]
        block = QColor(theme.color("accent"))
        block.setAlpha(150)
        heat, cards = canvas.heat, [placed.body for placed in contents.cards.values()]
        warm = heat.fills(contents.cards) if heat.measure else {}
        for boxes, edge, fill in (
            ([contents.body(key) for key in frames], theme.color("frame_edge"), "frame"),
            *((warm[fill], fill_color(theme, fill), fill_color(theme, fill)) for fill in warm),
            (() if warm else cards, block, block),
            ([contents.body(key) for key in notes], theme.color("note_edge"), "note"),
            (contents.by_edge["card_error"].values(), theme.color("card_error"), "card_error"),
            (map(contents.body, session.chosen), theme.color("text"), QColor(0, 0, 0, 0)),
        ):
            # A line of a pixel on the screen, so that nothing is too small to be seen.
            pen = QPen(edge, 1)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.setBrush(theme.color(fill) if isinstance(fill, str) else fill)
            painter.drawRects(list(boxes))
        painter.end()

    def _fade(self, faded: bool) -> None:
        if faded != self.faded:
            self.faded = faded
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Bring the place under the cursor into the middle of the view."""
        whole, scale, shift = self._frame()
        if not whole.isEmpty():
            self._view.centerOn((event.position() - shift) / scale)
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Keep the place under the cursor in the middle while dragging."""
        self.mousePressEvent(event)

    def _seen(self) -> QRectF:
        return self._view.mapToScene(self._view.viewport().rect()).boundingRect()

    def _frame(self) -> tuple[QRectF, float, QPointF]:
        """What is shown, in the scene; the scale; and where the scene's origin comes to lie."""
        whole = self._view.canvas.content_rect().adjusted(-60, -60, 60, 60)
        if self._view.canvas.content_rect().isEmpty():
            return QRectF(), 1.0, QPointF()
        inner = QRectF(self.rect()).adjusted(6, 6, -6, -6)
        scale = min(inner.width() / whole.width(), inner.height() / whole.height())
        return whole, scale, inner.center() - whole.center() * scale
