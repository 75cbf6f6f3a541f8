"""The one graphics item of a card that is in sight: paints it, and knows what lies where on it."""

from collections.abc import Collection
from math import inf
from operator import itemgetter

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem

from layerdeck.editor.theme import Theme

from .contents import BEYOND, Placed
from .layout import Layout, Look, Row
from .paint import State, paint_card

_REACH = 11.0
"""How far from a socket's centre a press still takes it."""


class CardItem(QGraphicsItem):
    """A card on the canvas. It knows how it looks; what it means, the session knows."""

    def __init__(self, card_id: str, placed: Placed, theme: Theme) -> None:
        super().__init__()
        self.card_id = card_id
        self.theme = theme
        self.placed = placed
        self.selected = False
        self.fitting: frozenset[tuple[str, bool]] | None = None
        self.marked: tuple[str, bool] | None = None
        self.lit: frozenset[tuple[str, bool]] = frozenset()
        self.heat: int | None = None
        self.setZValue(1)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setPos(placed.body.topLeft())

    @property
    def look(self) -> Look:
        """What the card shows."""
        return self.placed.look

    @property
    def layout(self) -> Layout:
        """Where everything on the card lies."""
        return self.placed.layout

    def show_placed(self, placed: Placed) -> None:
        """Take a new look and place."""
        if placed is self.placed:
            return
        if placed.layout is not self.placed.layout:
            self.prepareGeometryChange()
        self.placed = placed
        self.setPos(placed.body.topLeft())
        self.update()

    def select(self, on: bool) -> None:
        """Show the card as selected, above the others."""
        if on != self.selected:
            self.selected = on
            self.setZValue(2 if on else 1)
            self.update()

    def heat_to(self, level: int | None) -> None:
        """Show a class of heat on the head; None shows none."""
        if level != self.heat:
            self.heat = level
            self.update()

    def fit(self, fitting: frozenset[tuple[str, bool]] | None) -> None:
        """Light the rows that a wire being dragged fits and dim the others; None ends it."""
        if fitting != self.fitting:
            self.fitting = fitting
            self.update()

    def light(self, rows: Collection[tuple[str, bool]]) -> None:
        """Light the sockets where a wire ends that stands out, as (port id, is input)."""
        if rows != self.lit:
            self.lit = frozenset(rows)
            self.update()

    def mark(self, row: tuple[str, bool] | None) -> None:
        """Make a row stand out, as (port id, is input)."""
        if row != self.marked:
            self.marked = row
            self.update()

    def boundingRect(self) -> QRectF:
        """The card, with its sockets and its shadow."""
        return QRectF(-BEYOND, -5, self.layout.width + 2 * BEYOND, self.layout.height + 10)

    def body(self) -> QRectF:
        """The card alone, in the scene."""
        place = self.scenePos()
        return QRectF(place.x(), place.y(), self.layout.width, self.layout.height)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: object = None
    ) -> None:
        """Paint the card, with as much detail as its size on screen bears."""
        state = State(
            selected=self.selected,
            error=self.placed.error,
            warning=self.placed.warning,
            stale=self.placed.stale,
            fitting=self.fitting,
            marked=self.marked,
            lit=self.lit,
            heat=self.heat,
        )
        paint_card(painter, self.layout, self.look, self.theme, state, option.exposedRect)

    def socket_at(self, point: QPointF) -> Row | None:
        """The row whose socket lies under a point of the item, or nearest to it."""
        ways = ((point - row.socket, row) for row in self.layout.rows)
        near = [(way.x() ** 2 + way.y() ** 2, row) for way, row in ways]
        least, row = min(near, key=itemgetter(0), default=(inf, None))
        return row if least <= _REACH**2 else None

    def row_at(self, point: QPointF) -> Row | None:
        """The input row under a point, wherever on its line; a collapsed card has no lines."""
        if self.look.collapsed:
            return None
        for row in self.layout.rows:
            on_line = abs(point.y() - row.socket.y()) < 12
            if row.is_input and on_line and 0 <= point.x() <= self.layout.width * 0.6:
                return row
        return None

    def chip_at(self, point: QPointF) -> Row | None:
        """The row whose value lies under a point of the item."""
        for row in self.layout.rows:
            if row.chip is not None and row.chip.adjusted(-2, -2, 2, 2).contains(point):
                return row
        return None

    def more_at(self, point: QPointF) -> bool:
        """Whether what opens the rest of the card lies under a point of the item."""
        return self.layout.more is not None and self.layout.more.contains(point)

    def tells_at(self, point: QPointF) -> bool:
        """Whether a foot that says what is wrong lies under a point of the item."""
        layout = self.layout
        return bool(self.look.problem and layout.foot_lines) and point.y() >= layout.foot

    def socket_place(self, port_id: str, *, is_input: bool) -> QPointF:
        """Where a port's socket lies in the scene."""
        return self.scenePos() + self.layout.socket(port_id, is_input=is_input)
