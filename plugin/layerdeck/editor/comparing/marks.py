"""What is otherwise than in another version, marked on the canvas: by a colour, a letter, words.

The Graph knows nothing of it, and neither do the items of cards: taking the marks away leaves all
as it was. What is gone stands where it was, or where that is taken, as little below as is free.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem

from layerdeck.editor.canvas.backdrop import GRID
from layerdeck.editor.canvas.boxes import Boxes
from layerdeck.editor.canvas.contents import BEYOND
from layerdeck.editor.canvas.far_texts import NAMED, paint_texts
from layerdeck.editor.canvas.layout import RADIUS, Layout, Look
from layerdeck.editor.canvas.paint import State, letter_path, paint_card
from layerdeck.editor.canvas.room import free_place
from layerdeck.editor.fonts import elided, font, text_width
from layerdeck.graph.comparing import What

if TYPE_CHECKING:
    from layerdeck.editor.canvas.scene import CanvasScene
    from layerdeck.editor.theme import Theme

_SIZE, _TALL, _SIDE = 10, 18.0, 6.0
"""Of a label: its text, its height, the room beside its words, in pixels at 1:1."""
_APART, _EDGE, _FAR_EDGE = 3.0, 2.0, 3.0
"""How far the edge lies from its card, how wide it is, and how wide from afar."""
_FARTHEST = 0.02
"""The scale of the canvas from as far as one can go."""
_VEIL = 150
"""How much of a card that is gone is veiled, of 255."""
_LABEL_ROOM = 2.0 * GRID
"""What is left above a card that is gone and makes way, for its label, in the scene."""
_READABLE = 0.42
"""Scale below which cards are painted from afar, and their marks as large on the screen as here."""
_LEAST_LETTER, _LEAST_WORDS = 9.0, 34.0
"""Pixels on the screen: a smaller letter, or less room for words, cannot be read."""
_TINT, _FAR_TINT = 26, 90
"""How strongly a card that is gone is tinted from afar, with its name and without, of 255."""
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
        """Reach over a box of the scene, with what lies around it at any scale."""
        reach = _reach(_FARTHEST)
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
            if key not in held and option.exposedRect.intersects(_around(body, painter)):
                _paint_mark(painter, body, self.marks[key], self._canvas.theme)


class GhostsItem(_Overlay):
    """Paints what is gone."""

    def __init__(self, scene: CanvasScene) -> None:
        super().__init__(scene, 0.4)
        self._gone: Mapping[str, Ghost] = {}
        self.ghosts: Mapping[str, Ghost] = {}
        """What is gone, where it is shown."""

    def show_ghosts(self, ghosts: Mapping[str, Ghost]) -> None:
        """Show these and no others."""
        self._gone = ghosts
        self.follow()

    def follow(self) -> None:
        """Things came, went or moved: stand where nothing covers them."""
        if not (self._gone or self.ghosts):
            return
        ghosts: dict[str, Ghost] = {}
        taken: Boxes[str] = Boxes()
        box = QRectF()
        for key, ghost in self._gone.items():
            ghosts[key] = shown = self._in_the_open(ghost, taken)
            taken.put(key, shown.body)
            box = box.united(shown.body)
        self.ghosts = ghosts
        self._canvas.beside = box
        self.cover(box)

    def _in_the_open(self, ghost: Ghost, taken: Boxes[str]) -> Ghost:
        """A card that is gone where nothing covers it, nor its label where it has to make way."""
        contents, body = self._canvas.contents, ghost.body
        if free_place(contents, body, taken) == body.topLeft():
            return ghost
        labelled = body.adjusted(0, -_LABEL_ROOM, 0, 0)
        return replace(ghost, at=free_place(contents, labelled, taken) + QPointF(0, _LABEL_ROOM))

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: object = None
    ) -> None:
        """Paint them faint, with a dashed edge."""
        theme = self._canvas.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for ghost in self.ghosts.values():
            if not option.exposedRect.intersects(_around(ghost.body, painter)):
                continue
            if _scale(painter) >= _READABLE:
                _paint_faint(painter, ghost, theme)
            else:
                _paint_far(painter, ghost, theme)
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


def _paint_faint(painter: QPainter, ghost: Ghost, theme: Theme) -> None:
    painter.save()
    painter.translate(ghost.at)
    paint_card(painter, ghost.layout, ghost.look, theme, State())
    painter.restore()
    veil = QColor(theme.color("canvas"))
    veil.setAlpha(_VEIL)
    painter.fillRect(ghost.body.adjusted(-BEYOND, 0, BEYOND, 0), veil)


def _paint_far(painter: QPainter, ghost: Ghost, theme: Theme) -> None:
    """Its name where that can be read, and farther away a block."""
    scale = _scale(painter)
    tint = QColor(color_of(What.REMOVED, theme))
    tint.setAlpha(_TINT if scale >= NAMED else _FAR_TINT)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint)
    painter.drawRoundedRect(ghost.body, RADIUS, RADIUS)
    if scale >= NAMED:
        paint_texts(painter, ghost.look, ghost.body, theme.color("text_soft"), scale)


def _paint_mark(painter: QPainter, body: QRectF, mark: Mark, theme: Theme) -> None:
    """An edge and a label; from afar both are as large on the screen as they are at 1:1."""
    scale = _scale(painter)
    near = scale >= _READABLE
    dashed = mark.what is What.REMOVED
    style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
    pen = QPen(color_of(mark.what, theme), _EDGE if near else _FAR_EDGE, style)
    pen.setCosmetic(not near)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    apart = _APART if near else _APART / scale
    edge = body.adjusted(-apart, -apart, apart, apart)
    painter.drawRoundedRect(edge, RADIUS + apart, RADIUS + apart)
    if near:
        _paint_label(painter, edge, mark, theme)
        return
    painter.save()
    painter.translate(edge.topLeft())
    painter.scale(1 / scale, 1 / scale)
    wide = edge.width() * scale
    if wide - _TALL - 2 * _SIDE >= _LEAST_WORDS:
        _paint_label(painter, QRectF(0, 0, wide, 1), mark, theme)
    elif wide >= _LEAST_LETTER:
        side = min(wide, _TALL)
        # Above what is gone a card may lie, and from so far there is no name that it would cover.
        top = 0 if dashed and scale < NAMED else 1 - side
        _paint_letter(painter, QRectF(0, top, side, side), mark.what, theme)
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
    painter.save()
    painter.translate(room.center())
    size = min(room.height() / (_TALL - 2), 1.0)
    painter.scale(size, size)
    painter.fillPath(letter_path(str(what)[0].upper()), theme.color("card"))
    painter.restore()


def _reach(scale: float) -> float:
    """How far a mark reaches beyond what it marks, in the scene."""
    return (_TALL + _APART + _FAR_EDGE) / (1.0 if scale >= _READABLE else scale)


def _around(body: QRectF, painter: QPainter) -> QRectF:
    reach = _reach(_scale(painter))
    return body.adjusted(-reach, -reach, reach, reach)


def _scale(painter: QPainter) -> float:
    """Pixels on the screen for each at 1:1, whatever the screen's own scale is."""
    device = painter.device()
    return painter.worldTransform().m11() / (device.devicePixelRatio() if device else 1.0)
