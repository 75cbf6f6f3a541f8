"""What is otherwise than in another version, marked on the canvas: by a colour, a letter, words.

The Graph knows nothing of it, and neither do the items of cards: taking the marks away leaves all
as it was. What is gone stands where it was, behind what is there now.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem

from layerdeck.editor.canvas.contents import BEYOND
from layerdeck.editor.canvas.layout import RADIUS, Layout, Look
from layerdeck.editor.canvas.paint import State, letter_path, paint_card
from layerdeck.editor.fonts import elided, font, text_width
from layerdeck.graph.comparing import What

if TYPE_CHECKING:
    from layerdeck.editor.canvas.scene import CanvasScene
    from layerdeck.editor.theme import Theme

_SIZE, _TALL, _SIDE = 10, 18.0, 6.0
"""Of a label: its text, its height, the room beside its words, in pixels at 1:1."""
_APART, _EDGE = 3.0, 2.0
"""How far the edge lies from its card, and how wide it is."""
_VEIL = 150
"""How much of a card that is gone is veiled, of 255."""
_READABLE, _LETTERED = 0.42, 0.16
"""Scales below which a label is its letter alone, and below which it is left out."""
_FINE = 3
"""Pixels of an icon for each at 1:1, for the finest screens."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What is otherwise of a card, frame or note; `words` fit on a line."""

    what: What
    words: str


@dataclass(frozen=True, slots=True)
class Ghost:
    """A card that is gone, as it looked and where it lay."""

    look: Look
    layout: Layout
    at: QPointF

    @property
    def body(self) -> QRectF:
        """The card alone, in the scene."""
        return QRectF(self.at.x(), self.at.y(), self.layout.width, self.layout.height)


class _Overlay(QGraphicsItem):
    """Something over or behind all cards, which takes no press."""

    def __init__(self, scene: CanvasScene, level: float) -> None:
        super().__init__()
        self._canvas = scene
        self._box = QRectF()
        self.setZValue(level)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        scene.addItem(self)

    def cover(self, box: QRectF) -> None:
        """Reach over a box of the scene, with what lies around it."""
        reach = _TALL + _APART + _EDGE
        box = box.adjusted(-reach, -reach, reach, reach) if not box.isEmpty() else QRectF()
        if box != self._box:
            self.prepareGeometryChange()
            self._box = box
        self.update()

    def boundingRect(self) -> QRectF:
        """All marks, with their labels."""
        return self._box


class MarksItem(_Overlay):
    """Paints an edge round what is otherwise, and a label above it."""

    def __init__(self, scene: CanvasScene) -> None:
        # Right behind the cards, whose sockets lie on the edge.
        super().__init__(scene, 0.95)
        self.marks: Mapping[str, Mark] = {}

    def show_marks(self, marks: Mapping[str, Mark]) -> None:
        """Mark these and nothing else."""
        self.marks = marks
        self.follow()

    def follow(self) -> None:
        """Things came, went or moved: lie on them where they are now."""
        self.cover(self._canvas.box_of(self.there()))

    def there(self) -> list[str]:
        """What is marked and on the canvas."""
        contents = self._canvas.contents
        return [key for key in self.marks if key in contents.cards or key in contents.areas]

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: object = None
    ) -> None:
        """Paint the marks in sight; what is being dragged has none meanwhile."""
        contents, held = self._canvas.contents, self._canvas.hand.held
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for key in self.there():
            body = contents.body(key)
            if key not in held and option.exposedRect.intersects(_around(body)):
                _paint_mark(painter, body, self.marks[key], self._canvas.theme)


class GhostsItem(_Overlay):
    """Paints what is gone."""

    def __init__(self, scene: CanvasScene) -> None:
        super().__init__(scene, 0.4)
        self.ghosts: Mapping[str, Ghost] = {}

    def show_ghosts(self, ghosts: Mapping[str, Ghost]) -> None:
        """Show these and no others."""
        self.ghosts = ghosts
        box = QRectF()
        for ghost in ghosts.values():
            box = box.united(ghost.body)
        self.cover(box)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: object = None
    ) -> None:
        """Paint them faint, with a dashed edge."""
        theme = self._canvas.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for ghost in self.ghosts.values():
            if not option.exposedRect.intersects(_around(ghost.body)):
                continue
            if _scale(painter) >= _READABLE:
                painter.save()
                painter.translate(ghost.at)
                paint_card(painter, ghost.layout, ghost.look, theme, State())
                painter.restore()
                veil = QColor(theme.color("canvas"))
                veil.setAlpha(_VEIL)
                painter.fillRect(ghost.body.adjusted(-BEYOND, 0, BEYOND, 0), veil)
            _paint_mark(painter, ghost.body, Mark(What.REMOVED, "removed"), theme)


def letter_icon(what: What, theme: Theme) -> QIcon:
    """The letter for a list, on its colour."""
    side = round(_TALL - 2)
    pixmap = QPixmap(side * _FINE, side * _FINE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(_FINE, _FINE)
    _paint_letter(painter, QRectF(0, 0, side, side), what, theme)
    painter.end()
    pixmap.setDevicePixelRatio(_FINE)
    return QIcon(pixmap)


def color_of(what: What, theme: Theme) -> QColor:
    """The colour of what was added, changed or removed."""
    return theme.color(str(what))


def _paint_mark(painter: QPainter, body: QRectF, mark: Mark, theme: Theme) -> None:
    dashed = mark.what is What.REMOVED
    style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
    pen = QPen(color_of(mark.what, theme), _EDGE, style)
    # From afar it is as wide on the screen.
    pen.setCosmetic(_scale(painter) < _READABLE)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    edge = body.adjusted(-_APART, -_APART, _APART, _APART)
    painter.drawRoundedRect(edge, RADIUS + _APART, RADIUS + _APART)
    scale = _scale(painter)
    if scale >= _READABLE:
        _paint_label(painter, edge, mark, theme)
    elif scale >= _LETTERED:
        painter.save()
        painter.translate(edge.topLeft())
        painter.scale(1 / scale, 1 / scale)
        _paint_letter(painter, QRectF(-1, 1 - _TALL, _TALL, _TALL), mark.what, theme)
        painter.restore()


def _paint_label(painter: QPainter, edge: QRectF, mark: Mark, theme: Theme) -> None:
    """A letter and a few words on the upper edge, no wider than the card."""
    room = max(edge.width() - _TALL - 2 * _SIDE, 0.0)
    words = elided(mark.words, _SIZE, room)
    wide = _TALL + (text_width(words, _SIZE) + 2 * _SIDE if words else 0)
    label = QRectF(edge.left(), edge.top() - _TALL + 2, wide, _TALL)
    painter.setPen(QPen(color_of(mark.what, theme), 1))
    painter.setBrush(theme.color("card"))
    painter.drawRoundedRect(label, 4, 4)
    _paint_letter(painter, QRectF(label.topLeft(), label.bottomLeft() + QPointF(_TALL, 0)),
                  mark.what, theme)  # fmt: skip
    painter.setFont(font(_SIZE))
    painter.setPen(theme.color("text"))
    text = label.adjusted(_TALL + _SIDE, 0, 0, 0)
    painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, words)


def _paint_letter(painter: QPainter, room: QRectF, what: What, theme: Theme) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color_of(what, theme))
    painter.drawRoundedRect(room, 4, 4)
    letter = letter_path(str(what)[0].upper()).translated(room.center())
    painter.fillPath(letter, theme.color("card"))


def _around(body: QRectF) -> QRectF:
    reach = _TALL + _APART + _EDGE
    return body.adjusted(-reach, -reach, reach, reach)


def _scale(painter: QPainter) -> float:
    """Pixels on the screen for each at 1:1, whatever the screen's own scale is."""
    device = painter.device()
    return painter.worldTransform().m11() / (device.devicePixelRatio() if device else 1.0)
