"""What lies where on the canvas: every card and wire, whether an item shows it or not.

Items exist only for what is in sight; this is what the scene knows of all the rest.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from layerdeck.deck import Kind
from layerdeck.editor.session import Session
from layerdeck.graph import EditError, Wire
from layerdeck.graph.edits import input_type

from .area_layout import Area, body_of
from .boxes import Boxes
from .curves import boxes
from .layout import SOCKET, Layout, Look, card_layout
from .look import has_error, look_of

BEYOND = SOCKET + 5.0
"""How far sockets and their halos reach beyond a card, in pixels at 1:1."""
WIRE_BEYOND = 8.0
"""How far a wire's line, when it stands out, reaches beyond its curve."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A card as it lies on the canvas.

    Attributes:
        body: the card alone, in the scene, in pixels at 1:1.
        stale: whether its facts may be about to change.
    """

    look: Look
    layout: Layout
    body: QRectF
    error: bool
    warning: bool
    stale: bool

    @property
    def edge(self) -> str:
        """The token of the colour of its edge, which tells of errors and warnings."""
        if self.error:
            return "card_error"
        return "warn" if self.warning else "card_edge"

    def socket(self, port_id: str, *, is_input: bool) -> QPointF:
        """Where a port's socket lies in the scene."""
        return self.body.topLeft() + self.layout.socket(port_id, is_input=is_input)


@dataclass(frozen=True, slots=True)
class Route:
    """A wire as it lies on the canvas: where it passes, from its output to its input."""

    points: tuple[QPointF, ...]
    kind: Kind


class Contents:
    """Looks and places of all cards, and the routes of all wires, found by area."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.cards: dict[str, Placed] = {}
        self.wires: dict[Wire, Route] = {}
        self.by_category: dict[str, dict[str, QRectF]] = defaultdict(dict)
        self.by_edge: dict[str, dict[str, QRectF]] = defaultdict(dict)
        """The cards alone, by the token of the colour of their edge."""
        self.bypassed: dict[str, QRectF] = {}
        """The cards that the model is made without."""
        self.areas: dict[str, Area] = {}
        self.card_boxes: Boxes[str] = Boxes()
        self.area_boxes: Boxes[str] = Boxes()
        self.wire_boxes: Boxes[Wire] = Boxes()
        self._rect: QRectF | None = QRectF()

    def rect(self) -> QRectF:
        """The box around all cards, frames and notes."""
        if self._rect is None:
            box = self.card_boxes.bounds().united(self.area_boxes.bounds())
            empty = box.isEmpty()
            self._rect = box if empty else box.adjusted(BEYOND, BEYOND, -BEYOND, -BEYOND)
        return QRectF(self._rect)

    def body(self, item_id: str) -> QRectF:
        """The box of a card, frame or note in the scene."""
        return body_of(self.areas[item_id]) if item_id in self.areas else self.cards[item_id].body

    def place(self, card_id: str, *, expanded: bool) -> bool:
        """Bring a card up to date; tells whether its sockets lie elsewhere than before."""
        card = self._session.graph.cards[card_id]
        look = look_of(self._session, card, expanded=expanded)
        error = has_error(self._session, card_id)
        warning = not error and bool(self._session.problems_of(card_id))
        stale = card_id in self._session.stale_cards
        before = self.cards.get(card_id)
        at = QPointF(*(card.at or (0.0, 0.0)))
        layout = before.layout if before and before.look == look else card_layout(look)
        body = QRectF(at.x(), at.y(), layout.width, layout.height)
        placed = self.cards[card_id] = Placed(look, layout, body, error, warning, stale)
        other_ports = before is not None and not _same_type(before.look, look)
        for wire in self._session.graph.wires_of(card_id) if other_ports else ():
            # What it carries is to be found out anew.
            self.wires.pop(wire, None)
        if before:
            self._sort_out(card_id, before)
        self.by_category[look.category][card_id] = body
        self.by_edge[placed.edge][card_id] = body
        if look.bypassed:
            self.bypassed[card_id] = body
        if before and before.body == body and not other_ports:
            return before.layout is not layout and before.layout.sockets != layout.sockets
        self._lay(self.card_boxes, card_id, before.body if before else None, body)
        return True

    def place_area(self, area_id: str) -> None:
        """Bring a frame or note up to date."""
        graph, before = self._session.graph, self.areas.get(area_id)
        area: Area = graph.frames.get(area_id) or graph.notes[area_id]
        self.areas[area_id] = area
        self._lay(self.area_boxes, area_id, body_of(before) if before else None, body_of(area))

    def remove_card(self, card_id: str) -> None:
        """Forget a card."""
        if self._rect and _touches(self.cards[card_id].body, self._rect):
            self._rect = None
        self._sort_out(card_id, self.cards.pop(card_id))
        self.card_boxes.drop(card_id)

    def remove_area(self, area_id: str) -> None:
        """Forget a frame or note."""
        body = body_of(self.areas.pop(area_id))
        if self._rect and _touches(body, self._rect):
            self._rect = None
        self.area_boxes.drop(area_id)

    def remove_wire(self, wire: Wire) -> None:
        """Forget a wire."""
        self.wires.pop(wire, None)
        self.wire_boxes.drop(wire)

    def route(self, wire: Wire) -> Route:
        """Lay a wire between its sockets, wherever they are by now."""
        source, target = wire
        points = (
            self.cards[source.card].socket(source.port, is_input=False),
            *(QPointF(*point) for point in self._session.graph.bends.get(wire, ())),
            self.cards[target.card].socket(target.port, is_input=True),
        )
        known = self.wires.get(wire)
        route = self.wires[wire] = Route(points, known.kind if known else self._kind(wire))
        reach = WIRE_BEYOND
        around = (box.adjusted(-reach, -reach, reach, reach) for box in boxes(points))
        self.wire_boxes.put(wire, *around)
        return route

    def wires_of(self, cards: Iterable[str]) -> set[Wire]:
        """The wires that touch any of these cards."""
        graph = self._session.graph
        return {wire for card_id in cards for wire in graph.wires_of(card_id)}

    def _sort_out(self, card_id: str, placed: Placed) -> None:
        del self.by_category[placed.look.category][card_id]
        del self.by_edge[placed.edge][card_id]
        self.bypassed.pop(card_id, None)

    def _lay(self, boxes: Boxes[str], key: str, before: QRectF | None, body: QRectF) -> None:
        boxes.put(key, body.adjusted(-BEYOND, -BEYOND, BEYOND, BEYOND))
        if before and self._rect and _touches(before, self._rect):
            # It may have been what kept the box so wide.
            self._rect = None
        elif self._rect is not None:
            self._rect = self._rect.united(body)

    def _kind(self, wire: Wire) -> Kind:
        try:
            return input_type(self._session.graph, self._session.deck, wire.target).kind
        except EditError:
            return Kind.TENSOR


def _same_type(one: Look, other: Look) -> bool:
    return one.card_type is other.card_type or one.card_type == other.card_type


def _touches(inner: QRectF, outer: QRectF) -> bool:
    """Whether a box reaches an edge of the one around it."""
    return (
        inner.left() <= outer.left()
        or inner.top() <= outer.top()
        or inner.right() >= outer.right()
        or inner.bottom() >= outer.bottom()
    )
