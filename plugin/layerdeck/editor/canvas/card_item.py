"""The one graphics item of a card: holds its look and layout, paints with `paint_card`."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QGraphicsSceneMouseEvent, QStyleOptionGraphicsItem

from layerdeck.editor.theme import Theme

from .layout import SOCKET, Layout, Look, Row, card_layout
from .paint import State, paint_card

_REACH = 11.0
"""How far from a socket's centre a press still takes it."""


class CardItem(QGraphicsItem):
    """A card on the canvas. It knows how it looks; what it means, the session knows."""

    def __init__(self, card_id: str, look: Look, theme: Theme) -> None:
        super().__init__()
        self.card_id = card_id
        self.look = look
        self.layout: Layout = card_layout(look)
        self.theme = theme
        self.error = False
        self.warning = False
        self.stale = False
        self.fitting: frozenset[tuple[str, bool]] | None = None
        self.marked: tuple[str, bool] | None = None
        flags = QGraphicsItem.GraphicsItemFlag
        self.setFlags(
            flags.ItemIsSelectable | flags.ItemIsMovable | flags.ItemSendsScenePositionChanges
        )
        self.setZValue(1)

    def show_look(self, look: Look, *, error: bool, warning: bool, stale: bool) -> bool:
        """Take a new look; tells whether the geometry changed, so that wires must follow."""
        states = (error, warning, stale)
        if look == self.look and states == (self.error, self.warning, self.stale):
            return False
        self.error, self.warning, self.stale = states
        layout = card_layout(look)
        moved = layout is not self.layout
        if moved:
            self.prepareGeometryChange()
        self.look, self.layout = look, layout
        self.update()
        return moved

    def boundingRect(self) -> QRectF:
        """The card, with its sockets and its shadow."""
        reach = SOCKET + 5
        return QRectF(-reach, -5, self.layout.width + 2 * reach, self.layout.height + 10)

    def body(self) -> QRectF:
        """The card alone, in the scene."""
        return QRectF(self.pos().x(), self.pos().y(), self.layout.width, self.layout.height)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: object = None
    ) -> None:
        """Paint the card, with as much detail as its size on screen bears."""
        scale = option.levelOfDetailFromTransform(painter.worldTransform())
        state = State(
            selected=self.isSelected(),
            error=self.error,
            warning=self.warning,
            stale=self.stale,
            fitting=self.fitting,
            marked=self.marked,
            scale=scale,
        )
        paint_card(painter, self.layout, self.look, self.theme, state)

    def socket_at(self, point: QPointF) -> Row | None:
        """The row whose socket lies under a point of the item."""
        for row in self.layout.rows:
            away = point - row.socket
            if away.x() ** 2 + away.y() ** 2 <= _REACH**2:
                return row
        return None

    def row_at(self, point: QPointF) -> Row | None:
        """The input row under a point, wherever on its line."""
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
        """Whether the line that opens the rest of the inputs lies under a point of the item."""
        return self.layout.more is not None and self.layout.more.contains(point)

    def socket_place(self, port_id: str, *, is_input: bool) -> QPointF:
        """Where a port's socket lies in the scene."""
        return self.pos() + self.layout.socket(port_id, is_input=is_input)

    def itemChange(self, change: QGraphicsItem.GraphicsItemChange, value: object) -> object:
        """Have the wires follow a moved card, and a selected one lie above the others."""
        if change is QGraphicsItem.GraphicsItemChange.ItemSelectedHasChanged:
            self.setZValue(2 if self.isSelected() else 1)
        if change is QGraphicsItem.GraphicsItemChange.ItemScenePositionHasChanged:
            follow = getattr(self.scene(), "follow", None)
            if follow:
                follow(self)
        return super().itemChange(change, value)

    def mousePressEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        """Leave presses on sockets and values to the scene; anything else selects and moves."""
        if not self.chip_at(event.pos()) and not self.more_at(event.pos()):
            super().mousePressEvent(event)
