"""The scene: shows the Graph, with an item for each card and wire that is in sight.

It learns of the Graph through `diff` alone. What is out of sight costs nothing: `Contents` knows
where it lies, and its item comes into being when it comes into sight.
"""

from collections.abc import Collection, Iterable

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QGraphicsSceneMouseEvent

from layerdeck.editor.session import Session
from layerdeck.editor.theme import Theme
from layerdeck.graph import Changes, Graph, Wire, diff
from layerdeck.graph.edits import collapse, set_value

from .areas import Areas
from .bends import nudge_bend
from .card_item import CardItem
from .contents import Contents
from .exposure import Exposure
from .far import FarItem
from .far_paint import FAR
from .gesture import Gesture
from .hand import Hand
from .heat import Heat
from .hover import Hover
from .items import Items
from .layout import Row
from .lighting import Lighting
from .load import load_of, shifted
from .press import double_press_at, gesture_at, is_left
from .renewal import Renewal
from .wire_drag import WireDrag
from .wire_item import WireItem

_AHEAD = 240.0
"""How far beyond what is in sight items are made ready, in pixels at 1:1."""
_SPARE = 200
"""So many items out of sight are kept: one may come back to them."""


class CanvasScene(QGraphicsScene):
    """Cards and wires as items, and the gestures that a press begins."""

    value_pressed = Signal(object, object)
    """A `CardItem` and the `Row` whose value is to be edited."""
    area_pressed = Signal(str)
    """The id of a frame or note that is to be written in."""
    arranged = Signal()
    """Cards came, went, moved or changed their size."""
    problem_pressed = Signal(str)
    """The id of a card whose foot, which says what is wrong, was clicked."""
    card_wanted = Signal(QPointF)
    """A place in the open was double-clicked."""
    let_go = Signal(object, QPointF)
    """A `Loose` wire was let go at a place in the open."""
    hint_changed = Signal(str, bool, QPointF)
    """What to say at the cursor, whether it is a refusal, and where; empty to say nothing."""

    def __init__(self, session: Session, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.session = session
        self.theme = theme
        self.contents = Contents(session)
        self.cards: Items[str, CardItem] = Items(self.contents.cards, self._make_card)
        self.wires: Items[Wire, WireItem] = Items(self.contents.wires, self._make_wire)
        self.far = FarItem(self)
        self.hand = Hand(self)
        self.addItem(self.far)
        self.addItem(self.hand)
        self.areas = Areas(self)
        self.lighting = Lighting(self)
        self.heat = Heat(self)
        self.renewal = Renewal(self)
        self.hover = Hover(self)
        self.exposure = Exposure(self.contents, self.far)
        self.gesture: Gesture | None = None
        self.keys = Qt.KeyboardModifier.NoModifier
        """The keys that were held when the mouse was last heard of."""
        self.seen, self.scale, self.beside = QRectF(), 1.0, QRectF()
        """What is in sight, at what scale, and the box around what is no part of the graph."""
        self._moved = False
        session.graph_changed.connect(self._take_graph)
        session.answers_changed.connect(lambda: self.renewal.ask(session.affected))
        self._take_graph(diff(Graph(), session.graph))

    @property
    def wire_drag(self) -> WireDrag | None:
        """The wire being dragged, if one is."""
        return self.gesture if isinstance(self.gesture, WireDrag) else None

    @property
    def dragging(self) -> bool:
        """Whether something is dragged by the mouse, and has moved."""
        return self.gesture is not None and self._moved

    def drag_to(self, point: QPointF) -> None:
        """Go on with what is dragged: the mouse is at another point of the scene."""
        if self.gesture:
            self.gesture.move(point)

    def set_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self.theme = theme
        for card in self.cards.shown.values():
            card.theme = theme
        for wire in self.wires.shown.values():
            wire.theme = theme
        self.areas.set_theme(theme)
        self.update()

    def content_rect(self) -> QRectF:
        """The box around all that is on the canvas."""
        return self.contents.rect()

    def box_of(self, items: Iterable[str]) -> QRectF:
        """The box around these cards, frames and notes; empty without any."""
        box = QRectF()
        for item_id in items:
            box = box.united(self.contents.body(item_id))
        return box

    def show_area(self, area: QRectF, scale: float) -> None:
        """Have items for what lies in an area, or from afar paint all in a few strokes."""
        self.seen, self.scale = area, scale
        far = scale < FAR
        if far != self.far.isVisible():
            for item in (*self.cards.shown.values(), *self.wires.shown.values()):
                item.setVisible(not far)
        self.far.look(visible=far)
        self.areas.show(area.adjusted(-_AHEAD, -_AHEAD, _AHEAD, _AHEAD))
        near = QRectF() if far else area.adjusted(-_AHEAD, -_AHEAD, _AHEAD, _AHEAD)
        cards = dict.fromkeys(() if far else self.contents.card_boxes.meeting(near))
        wires = dict.fromkeys(() if far else self.contents.wire_boxes.meeting(near))
        for card_id in cards:
            self.cards[card_id]
        for wire in wires:
            self.wires[wire]
        shown = len(self.cards.shown) + len(self.wires.shown)
        # What is held must stay.
        if shown > 2 * (len(cards) + len(wires)) + _SPARE and not self.gesture:
            for card_id in self.cards.shown.keys() - cards.keys():
                self.removeItem(self.cards.shown.pop(card_id))
            for wire in self.wires.shown.keys() - wires.keys():
                self.removeItem(self.wires.shown.pop(wire))

    def show_all(self) -> None:
        """Have an item for every card and wire, as for a picture of all."""
        self.renewal.rest()
        self.show_area(self.contents.wire_boxes.bounds().united(self.contents.rect()), 1.0)

    def follow(self, cards: Collection[str]) -> None:
        """Lay the wires of cards anew: they moved, or their sockets did."""
        self.relay(self.contents.wires_of(cards))

    def relay(self, wires: Iterable[Wire]) -> None:
        """Lay wires anew: they are led otherwise, or their ends lie elsewhere."""
        for wire in wires:
            route = self.contents.route(wire)
            item = self.wires.shown.get(wire)
            if item:
                item.lay(route)

    def toggle_expanded(self, card_id: str) -> None:
        """Open or close the rest of a card's inputs."""
        self.renewal.expanded ^= {card_id}
        self.renewal.ask([card_id])

    def open_rest(self, item: CardItem) -> None:
        """Open a collapsed card, or open or close the rest of an open one's inputs."""
        if item.look.collapsed:
            self.session.edit("Expand", collapse, [item.card_id], False)
        else:
            self.toggle_expanded(item.card_id)

    def mark(self, card_id: str, port_id: str) -> None:
        """Make an input of a card stand out until something else is selected."""
        item = self.cards[card_id]
        if item.layout.row(port_id, is_input=True) is None and not item.look.collapsed:
            self.toggle_expanded(card_id)
        self.lighting.mark(card_id, port_id)

    def card_at(self, point: QPointF) -> CardItem | None:
        """The uppermost card under a point of the scene, its sockets included."""
        here = QRectF(point.x() - 0.5, point.y() - 0.5, 1, 1)
        met = list(self.contents.card_boxes.meeting(here))
        chosen = set(self.session.selected)
        on_top = [card_id for card_id in met if card_id in chosen] or met
        return self.cards[on_top[-1]] if on_top else None

    def wire_at(self, point: QPointF) -> WireItem | None:
        """The wire under a point of the scene."""
        here = QRectF(point.x() - 0.5, point.y() - 0.5, 1, 1)
        met = [self.wires[wire] for wire in self.contents.wire_boxes.meeting(here)]
        return next((item for item in reversed(met) if item.shape().contains(point)), None)

    def nudge(self, across: float, down: float) -> None:
        """Move what is selected a little."""
        session = self.session
        if self.lighting.picked:
            nudge_bend(self, *self.lighting.picked, QPointF(across, down))
            return
        load = load_of(session.graph, self.contents, session.chosen)
        session.edit("Move", shifted, load, QPointF(across, down))

    def edit_value(self, item: CardItem, row: Row) -> None:
        """Turn a tick box, or have the view open the editor of a value."""
        if row.is_tick:
            session = self.session
            label = f"Set {row.port.title.lower()}"
            session.edit(label, set_value, session.deck, item.card_id, row.port.id, not row.value)
        else:
            self.value_pressed.emit(item, row)

    def mousePressEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        """Begin the gesture that belongs to what was pressed."""
        self.cancel_gesture()
        self.keys, self._moved = event.modifiers(), False
        if is_left(event):
            self.gesture = gesture_at(self, event)
            event.accept()

    def mouseDoubleClickEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        """Do what a double click means; else its second press is a press like any other."""
        if not (is_left(event) and double_press_at(self, event)):
            self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        """Go on with a gesture, once the mouse has gone far enough."""
        if self.gesture:
            gone = event.screenPos() - event.buttonDownScreenPos(Qt.MouseButton.LeftButton)
            self._moved = self._moved or gone.manhattanLength() >= self.gesture.patience
            self.keys = event.modifiers()
            if self._moved:
                self.drag_to(event.scenePos())
        elif not event.buttons():
            self.hover.move(event.scenePos(), event.widget())

    def mouseReleaseEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        """End the gesture: what it meant becomes an edit."""
        if self.gesture and is_left(event):
            gesture, self.gesture = self.gesture, None
            gesture.release(event.scenePos())

    def cancel_gesture(self) -> None:
        """Let go of what is being dragged, which goes back where it was."""
        if self.gesture:
            gesture, self.gesture = self.gesture, None
            gesture.cancel()

    def _take_graph(self, changes: Changes) -> None:
        self.cancel_gesture()
        for wire in changes.wires_removed:
            self.contents.remove_wire(wire)
            if wire in self.wires.shown:
                self.removeItem(self.wires.shown.pop(wire))
        for card_id in changes.removed:
            self.renewal.forget(card_id)
            self.contents.remove_card(card_id)
            if card_id in self.cards.shown:
                self.removeItem(self.cards.shown.pop(card_id))
        self.renewal.now([*changes.added, *changes.changed])
        self.renewal.ask(self.session.affected)
        for wire in changes.wires_added:
            if wire not in self.contents.wires:
                self.contents.route(wire)
        self.relay(changes.bends)
        if changes.bends:
            self.far.renew(wires=True)
        self.areas.take(changes)
        self.lighting.take(changes)
        if changes.added or changes.removed or changes.wires_added or changes.wires_removed:
            self.far.renew(wires=True)
            self.arranged.emit()

    def _make_card(self, card_id: str) -> CardItem:
        self.renewal.before_shown(card_id)
        item = CardItem(card_id, self.contents.cards[card_id], self.theme)
        self.lighting.dress_card(item)
        self.heat.dress_card(item)
        if self.wire_drag:
            item.fit(self.wire_drag.fitting_rows(item))
        self._put(item, held=card_id in self.hand.held)
        return item

    def _make_wire(self, wire: Wire) -> WireItem:
        item = WireItem(wire, self.contents.wires[wire], self.theme, self.exposure.pieces)
        self.lighting.dress_wire(item)
        self._put(item, held=self.hand.holds(wire))
        if self.wire_drag and wire in self.wire_drag.wires:
            item.setVisible(False)
        return item

    def _put(self, item: QGraphicsItem, *, held: bool) -> None:
        item.setVisible(not self.far.isVisible())
        self.addItem(item)
        if held:
            self.hand.adopt(item)
