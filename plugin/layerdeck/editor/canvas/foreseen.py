"""What a fix would make of the canvas, drawn over it: cards and wires to come, values to change.

Neither the Graph nor an item of the canvas knows of it: taking it away leaves all as it was.
"""

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem

from layerdeck.deck import Catalogue
from layerdeck.editor.theme import Theme
from layerdeck.graph import Graph, Wire, diff
from layerdeck.graph.blocks import block_of

from .contents import BEYOND, Contents
from .curves import curve
from .layout import RADIUS, Layout, Look, card_layout
from .look import bare_look
from .paint import State, paint_card

_ABOVE = 3.0
"""Over all cards, also those that are selected."""
_FAINT, _VEIL = 0.75, 190
"""How strong a card is that is to come, and how much of what is to go is veiled, of 255."""


@dataclass(frozen=True, slots=True)
class ForeseenCard:
    """A card as it would be.

    Attributes:
        at: its upper left corner in the scene.
        new: whether it is not there yet.
        changed: the inputs whose values would be others.
        error: whether it has one now, of which its foot tells.
    """

    look: Look
    layout: Layout
    at: QPointF
    new: bool
    changed: tuple[str, ...] = ()
    error: bool = False

    @property
    def body(self) -> QRectF:
        """The card alone, in the scene."""
        return QRectF(self.at.x(), self.at.y(), self.layout.width, self.layout.height)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What would be.

    Attributes:
        cards: those that would come or be others, by id.
        gone: the boxes of those that would go.
        wires: the ways of those that would come.
        cut: the ways of those that would go.
    """

    cards: dict[str, ForeseenCard]
    gone: tuple[QRectF, ...]
    wires: tuple[QPainterPath, ...]
    cut: tuple[QPainterPath, ...]

    @property
    def box(self) -> QRectF:
        """The box around all of it; empty where nothing would be seen."""
        box = QRectF()
        for body in (*(card.body for card in self.cards.values()), *self.gone):
            box = box.united(body)
        for path in (*self.wires, *self.cut):
            box = box.united(path.controlPointRect())
        return box


def foresee(contents: Contents, before: Graph, after: Graph, deck: Catalogue) -> Foreseen:
    """What of a graph would look otherwise on the canvas."""
    changes = diff(before, after)
    cards = {
        key: _card(contents, before, after, deck, key)
        for key in (*changes.changed, *changes.added)
        if key in after.cards and _differs(before, after, key)
    }
    gone = tuple(contents.cards[key].body for key in changes.removed if key in contents.cards)
    wires = tuple(
        curve((_socket(contents, cards, wire, 0), _socket(contents, cards, wire, 1)))
        for wire in changes.wires_added
    )
    routes = (contents.wires[wire] for wire in changes.wires_removed if wire in contents.wires)
    return Foreseen(cards, gone, wires, tuple(curve(route.points) for route in routes))


def _differs(before: Graph, after: Graph, key: str) -> bool:
    """Whether a card would, or the block that it stands for."""
    old, new = before.cards.get(key), after.cards[key]
    block = block_of(new.type)
    return (
        old is None
        or (old.values, old.type, old.bypassed) != (new.values, new.type, new.bypassed)
        or before.blocks.get(block) != after.blocks.get(block)
    )


def _card(
    contents: Contents, before: Graph, after: Graph, deck: Catalogue, key: str
) -> ForeseenCard:
    card, placed = after.cards[key], contents.cards.get(key)
    look = bare_look(after, deck, card)
    changed: tuple[str, ...] = ()
    if placed and key in before.cards:
        old = placed.look
        # What is known of it now stays on it, so that it hides the card that it stands for.
        look = replace(
            look,
            expanded=old.expanded,
            shape=old.shape,
            sizes=old.sizes,
            problem=old.problem,
        )
        values = before.cards[key].values
        ports = {*values, *card.values}
        changed = tuple(port for port in ports if values.get(port) != card.values.get(port))
    at = QPointF(*(card.at or (0.0, 0.0)))
    new, error = key not in before.cards, placed is not None and placed.error
    return ForeseenCard(look, card_layout(look), at, new, changed, error)


def _socket(contents: Contents, cards: dict[str, ForeseenCard], wire: Wire, end: int) -> QPointF:
    card, port = wire[end]
    found = cards.get(card)
    if found:
        return found.at + found.layout.socket(port, is_input=end == 1)
    return contents.cards[card].socket(port, is_input=end == 1)


class ForeseenItem(QGraphicsItem):
    """Draws what would be: dashed edges round cards, dashed wires, and the values that change."""

    def __init__(self, foreseen: Foreseen, theme: Theme) -> None:
        super().__init__()
        self.foreseen, self._theme = foreseen, theme
        self.setZValue(_ABOVE)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        reach = BEYOND + 8
        self._box = foreseen.box.adjusted(-reach, -reach, reach, reach)

    def boundingRect(self) -> QRectF:
        """All of it, with sockets and edges."""
        return self._box

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: object = None
    ) -> None:
        """Paint wires below cards, as on the canvas."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = self._theme.color("accent")
        dashed = QPen(accent, 2.0, Qt.PenStyle.DashLine)
        veil = QColor(self._theme.color("canvas"))
        veil.setAlpha(_VEIL)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(veil, 5.0))
        for path in self.foreseen.cut:
            painter.drawPath(path)
        painter.setPen(dashed)
        for path in self.foreseen.wires:
            painter.drawPath(path)
        for card in self.foreseen.cards.values():
            self._paint_card(painter, card, dashed)
        painter.setPen(QPen(self._theme.color("bad"), 2.0, Qt.PenStyle.DashLine))
        painter.setBrush(veil)
        for body in self.foreseen.gone:
            painter.drawRoundedRect(body.adjusted(-1, -1, 1, 1), RADIUS, RADIUS)

    def _paint_card(self, painter: QPainter, card: ForeseenCard, dashed: QPen) -> None:
        painter.save()
        painter.translate(card.at)
        if card.new:
            painter.setOpacity(_FAINT)
        paint_card(painter, card.layout, card.look, self._theme, State(error=card.error))
        painter.setOpacity(1.0)
        painter.setPen(dashed)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        edge = QRectF(0, 0, card.layout.width, card.layout.height)
        painter.drawRoundedRect(edge.adjusted(-1, -1, 1, 1), RADIUS, RADIUS)
        painter.setPen(QPen(self._theme.color("accent"), 1.6))
        for port in card.changed:
            row = card.layout.row(port, is_input=True)
            if row and row.chip:
                painter.drawRoundedRect(row.chip.adjusted(-2, -2, 2, 2), 4, 4)
        painter.restore()
