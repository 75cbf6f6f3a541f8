"""The scene: keeps one item per card and per wire in step with the Graph, through `diff` alone."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtWidgets import QGraphicsScene, QGraphicsSceneMouseEvent

from layerdeck.deck import Kind
from layerdeck.editor.session import Session
from layerdeck.editor.theme import Theme
from layerdeck.graph import Changes, EditError, Graph, Wire, diff
from layerdeck.graph.edits import input_type, move, set_value

from .card_item import CardItem
from .layout import Row
from .look import has_error, look_of
from .wire_drag import WireDrag
from .wire_item import WireItem

_DENSE = 60
"""With more wires than these, those seen from afar are drawn coarsely."""


class CanvasScene(QGraphicsScene):
    """Cards and wires as items, and the presses that begin a gesture."""

    value_pressed = Signal(object, object)
    """A `CardItem` and the `Row` whose value is to be edited."""
    arranged = Signal()
    """Cards came, went, moved or changed their size."""
    hint_changed = Signal(str, bool, QPointF)
    """What to say at the cursor, whether it is a refusal, and where; empty to say nothing."""

    def __init__(self, session: Session, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.theme = theme
        self.cards: dict[str, CardItem] = {}
        self.wires: dict[Wire, WireItem] = {}
        self._expanded: set[str] = set()
        self._content: QRectF | None = None
        self._drag: WireDrag | None = None
        self._pressed: tuple[CardItem, Row] | None = None
        self._selecting = False
        self._let_go = False
        """Cards were being dragged and are not any more, though the button is still held."""
        session.graph_changed.connect(self._take_graph)
        session.answers_changed.connect(self.refresh)
        session.selection_changed.connect(self._take_selection)
        self.selectionChanged.connect(self._give_selection)
        self._take_graph(diff(Graph(), session.graph))
        self.refresh()

    @property
    def wire_drag(self) -> WireDrag | None:
        """The wire being dragged, if one is."""
        return self._drag

    def set_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self.theme = theme
        for item in self.cards.values():
            item.theme = theme
        for wire in self.wires.values():
            wire.theme = theme
            wire.color = theme.kind(self._kind(wire.wire))
        self.update()

    def content_rect(self) -> QRectF:
        """The box around all cards."""
        if self._content is None:
            box = QRectF()
            for item in self.cards.values():
                box = box.united(item.body())
            self._content = box
        return QRectF(self._content)

    def refresh(self, cards: Iterable[str] | None = None) -> None:
        """Bring the looks of cards, or of all, up to date with facts and problems."""
        moved = False
        for card_id in list(self.cards) if cards is None else cards:
            item = self.cards[card_id]
            look = look_of(
                self.session,
                self.session.graph.cards[card_id],
                expanded=card_id in self._expanded,
            )
            problems = self.session.problems_of(card_id)
            error = has_error(self.session, card_id)
            warning = bool(problems) and not error
            stale = card_id in self.session.stale_cards
            if item.show_look(look, error=error, warning=warning, stale=stale):
                self.follow(item)
                moved = True
        if moved:
            self.arranged.emit()

    def follow(self, item: CardItem) -> None:
        """Lay the wires of a card anew: it moved, or its sockets did."""
        self._content = None
        for wire in self.session.graph.wires_of(item.card_id):
            wire_item = self.wires.get(wire)
            if wire_item:
                self._route(wire_item)

    def toggle_expanded(self, card_id: str) -> None:
        """Open or close the rest of a card's inputs."""
        self._expanded ^= {card_id}
        self.refresh([card_id])

    def mark(self, card_id: str, port_id: str) -> None:
        """Make an input of a card stand out until something else is selected."""
        item = self.cards[card_id]
        if item.layout.row(port_id, is_input=True) is None:
            self.toggle_expanded(card_id)
        item.marked = (port_id, True)
        item.update()

    def _unmark(self) -> None:
        for card_id, item in self.cards.items():
            if item.marked and card_id not in self.session.selected:
                item.marked = None
                item.update()

    def card_at(self, point: QPointF) -> CardItem | None:
        """The uppermost card under a point of the scene, its sockets included."""
        for item in self.items(point):
            if isinstance(item, CardItem):
                return item
        return None

    def selected_wires(self) -> list[Wire]:
        """The wires a person has clicked."""
        return [item.wire for item in self.selectedItems() if isinstance(item, WireItem)]

    def _take_graph(self, changes: Changes) -> None:
        self._content = None
        self.cancel_gesture()
        for wire in changes.wires_removed:
            if wire in self.wires:
                self.removeItem(self.wires.pop(wire))
        for card_id in changes.removed:
            self.removeItem(self.cards.pop(card_id))
            self._expanded.discard(card_id)
        for card_id in (*changes.added, *changes.changed):
            self._place(card_id)
        for wire in changes.wires_added:
            self._add_wire(wire)
        self.refresh(self.session.affected)
        for card_id in changes.touched:
            self.follow(self.cards[card_id])
        if changes.wires_added or changes.wires_removed:
            dense = len(self.wires) > _DENSE
            for item in self.wires.values():
                item.dense = dense
        self.arranged.emit()

    def _place(self, card_id: str) -> None:
        card = self.session.graph.cards[card_id]
        item = self.cards.get(card_id)
        if item is None:
            item = CardItem(card_id, look_of(self.session, card, expanded=False), self.theme)
        item.setPos(QPointF(*(card.at or (0.0, 0.0))))
        if card_id not in self.cards:
            self.cards[card_id] = item
            self.addItem(item)

    def _add_wire(self, wire: Wire) -> None:
        if wire in self.wires:
            return  # A file may hold a wire twice, to add a tensor to itself; one curve shows both.
        kind = self._kind(wire)
        item = WireItem(wire, self.theme.kind(kind), self.theme, thick=kind is Kind.TENSOR)
        self.wires[wire] = item
        self._route(item)
        self.addItem(item)

    def _kind(self, wire: Wire) -> Kind:
        try:
            return input_type(self.session.graph, self.session.deck, wire.target).kind
        except EditError:
            return Kind.TENSOR

    def _route(self, item: WireItem) -> None:
        source, target = item.wire
        item.route(
            self.cards[source.card].socket_place(source.port, is_input=False),
            self.cards[target.card].socket_place(target.port, is_input=True),
        )

    def _give_selection(self) -> None:
        if not self._selecting:
            items = self.selectedItems()
            self.session.select([item.card_id for item in items if isinstance(item, CardItem)])
            self._light_wires()

    def _take_selection(self) -> None:
        self._selecting = True
        wanted = set(self.session.selected)
        for card_id, item in self.cards.items():
            if item.isSelected() != (card_id in wanted):
                item.setSelected(card_id in wanted)
        self._selecting = False
        self._light_wires()

    def _light_wires(self) -> None:
        self._unmark()
        chosen = set(self.session.selected)
        for wire, item in self.wires.items():
            item.light(bool(chosen & {wire.source.card, wire.target.card}))

    def mousePressEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        """A press on a socket begins a wire, one on a value edits it, else Qt selects or moves."""
        point = event.scenePos()
        item = self.card_at(point)
        if event.button() is Qt.MouseButton.LeftButton and item:
            inside = item.mapFromScene(point)
            socket = item.socket_at(inside)
            if socket:
                self._drag = WireDrag.begin(self, item, socket, point)
                event.accept()
                return
            chip = item.chip_at(inside)
            if chip:
                self._pressed = item, chip
                self.session.select([item.card_id])
                event.accept()
                return
            if item.more_at(inside):
                self.toggle_expanded(item.card_id)
                event.accept()
                return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        """Drag a wire, or leave it to Qt to move cards."""
        if self._drag:
            self._drag.move(event.scenePos())
            return
        if not self._let_go:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        """End a gesture: a wire is joined, a value's editor opens, moved cards become an edit."""
        if self._drag:
            drag, self._drag = self._drag, None
            drag.release(event.scenePos())
            return
        if self._pressed:
            (item, row), self._pressed = self._pressed, None
            inside = item.mapFromScene(event.scenePos())
            if item.chip_at(inside) is row:
                self._edit_value(item, row)
            return
        self._let_go = False
        super().mouseReleaseEvent(event)
        self._give_places()

    def cancel_gesture(self) -> None:
        """Let go of a wire being dragged, or of cards, which go back where they were."""
        if self._drag:
            drag, self._drag = self._drag, None
            drag.cancel()
        elif isinstance(self.mouseGrabberItem(), CardItem):
            self._let_go = True
            for card_id, card in self.session.graph.cards.items():
                if card_id in self.cards:
                    self.cards[card_id].setPos(QPointF(*(card.at or (0.0, 0.0))))

    def _edit_value(self, item: CardItem, row: Row) -> None:
        if row.is_tick:
            self.session.edit(
                f"Set {row.port.title.lower()}",
                set_value,
                self.session.deck,
                item.card_id,
                row.port.id,
                not row.value,
            )
        else:
            self.value_pressed.emit(item, row)

    def nudge(self, across: float, down: float) -> None:
        """Move the selected cards a little."""
        cards = self.session.graph.cards
        corners = {card_id: cards[card_id].at or (0.0, 0.0) for card_id in self.session.selected}
        places = {card_id: (x + across, y + down) for card_id, (x, y) in corners.items()}
        self.session.edit("Move", move, places)

    def _give_places(self) -> None:
        graph = self.session.graph
        moved = {
            card_id: (item.pos().x(), item.pos().y())
            for card_id, item in self.cards.items()
            if (item.pos().x(), item.pos().y()) != (graph.cards[card_id].at or (0.0, 0.0))
        }
        if moved:
            self.session.edit("Move", move, moved)
