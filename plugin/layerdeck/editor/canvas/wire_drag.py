"""The gesture of dragging a wire: from either end, off an input, onto a socket or onto a card."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem

from layerdeck.graph import End, Wire
from layerdeck.graph.edits import circle_words, connect, remove, why_not_connect, why_not_match
from layerdeck.graph.fitting import Fitting
from layerdeck.graph.rewiring import lead_to

from .curves import add_curve
from .placing import Loose

if TYPE_CHECKING:
    from .card_item import CardItem
    from .layout import Row
    from .scene import CanvasScene

_SNAP = 26.0
"""How near a fitting socket draws the wire to itself, in pixels at 1:1."""


class WireDrag:
    """A wire with one end held by the mouse, or several wires by one end that they share.

    While it lasts, the rows it fits are lit and all others dimmed. `anchor` is the end that stays;
    `taken` is the wire that was picked up by its other end, if one was, and `wires` are all that
    were.
    """

    patience = 0

    def __init__(
        self,
        scene: CanvasScene,
        anchor: End,
        *,
        from_output: bool,
        taken: Wire | None,
        also: Sequence[Wire] = (),
    ) -> None:
        """`also` are wires that come along with `taken`, from the same output."""
        self.scene = scene
        self.anchor = anchor
        self.from_output = from_output
        self.taken = taken
        self.wires = (taken, *also) if taken else ()
        session = scene.session
        self._anchors = (anchor, *(wire.target for wire in also))
        self._graph = remove(session.graph, (), self.wires)
        self._fits = Fitting(self._graph, session.deck, *self._anchors, from_output=from_output)
        self._reasons: dict[End, str] = {}
        self._curve = QGraphicsPathItem()
        self._curve.setZValue(3)
        row = scene.cards[anchor.card].layout.row(anchor.port, is_input=not from_output)
        color = scene.theme.kind(row.port.kind) if row else scene.theme.color("accent")
        self._curve.setPen(QPen(color, 2.4))
        scene.addItem(self._curve)
        for wire in self.wires:
            scene.wires[wire].setVisible(False)
        for item in scene.cards.shown.values():
            item.fit(self.fitting_rows(item))

    def fitting_rows(self, item: CardItem) -> frozenset[tuple[str, bool]]:
        """The rows of a card that are to be lit, as (port id, is input)."""
        return frozenset(
            (row.port.id, row.is_input)
            for row in item.layout.rows
            if self._fits_row(item.card_id, row)
            or (
                row.is_input != self.from_output and End(item.card_id, row.port.id) in self._anchors
            )
        )

    def _fits_row(self, card_id: str, row: Row) -> bool:
        return row.is_input == self.from_output and End(card_id, row.port.id) in self._fits

    @classmethod
    def begin(
        cls, scene: CanvasScene, item: CardItem, row: Row, point: QPointF, *, whole: bool = False
    ) -> WireDrag:
        """Start from a socket; a wired input gives up its wire, an output its `whole` bundle."""
        end, graph = End(item.card_id, row.port.id), scene.session.graph
        wires = graph.into(*end)[-1:] if row.is_input else graph.out_of(*end)
        if wires and row.is_input:
            drag = cls(scene, wires[0].source, from_output=True, taken=wires[0])
        elif wires and whole:
            drag = cls(scene, wires[0].target, from_output=False, taken=wires[0], also=wires[1:])
        else:
            drag = cls(scene, end, from_output=not row.is_input, taken=None)
        drag.move(point)
        return drag

    def move(self, point: QPointF) -> None:
        """Follow the mouse: snap to a fitting socket, or say why the one below does not fit."""
        end, place = self._target(point)
        path = QPainterPath()
        for anchor, wire in zip_longest(self._anchors, self.wires):
            add_curve(path, self._led(anchor, wire, place if end else point))
        self._curve.setPath(path)
        reason = "" if end else self._refusal(point)
        hint = reason or (self._naming(end) if end else "")
        self.scene.hint_changed.emit(hint, bool(reason), point)

    def release(self, point: QPointF) -> None:
        """Join the wire where it fits; say why where it does not; let go in the open."""
        end, _ = self._target(point)
        reason = "" if end else self._refusal(point)
        self.cancel()
        session = self.scene.session
        if end:
            self._join(end)
        elif reason:
            session.said.emit(reason)
        elif self.wires:
            session.edit("Disconnect", remove, (), self.wires)
        elif not self.scene.card_at(point):
            self.scene.let_go.emit(Loose(self.anchor, self.from_output), point)

    def cancel(self) -> None:
        """Put everything back as it looked before."""
        self.scene.removeItem(self._curve)
        for item in self.scene.cards.shown.values():
            item.fit(None)
        for wire in self.wires:
            if wire in self.scene.wires:
                self.scene.wires[wire].setVisible(True)
        self.scene.hint_changed.emit("", False, QPointF())

    def _join(self, end: End) -> None:
        session, to_input = self.scene.session, self.from_output
        if not self.wires:
            source, target = (self.anchor, end) if to_input else (end, self.anchor)
            session.edit("Connect", connect, session.deck, source, target)
        elif end != (self.wires[0].target if to_input else self.wires[0].source):
            rewire = partial(lead_to, to_input=to_input)
            session.edit("Rewire", rewire, session.deck, self.wires, end)

    def _led(self, anchor: End, wire: Wire | None, place: QPointF) -> Sequence[QPointF]:
        """The points of a wire from its output to its input, one of which is at the mouse."""
        held = self.scene.contents.cards[anchor.card]
        socket = held.socket(anchor.port, is_input=not self.from_output)
        bends = self.scene.contents.wires[wire].points[1:-1] if wire else ()
        return (socket, *bends, place) if self.from_output else (place, *bends, socket)

    def _anchor_place(self) -> QPointF:
        card = self.scene.contents.cards[self.anchor.card]
        return card.socket(self.anchor.port, is_input=not self.from_output)

    def _target(self, point: QPointF) -> tuple[End | None, QPointF]:
        """The fitting end at the mouse: what is right under it, the nearest, else on the card."""
        item = self.scene.card_at(point)
        if item is None or self._is_held(item.card_id):
            return self._nearest(point)
        inside = item.mapFromScene(point)
        socket = item.socket_at(inside)
        row = socket or (item.row_at(inside) if self.from_output else None)
        if row and self._fits_row(item.card_id, row):
            return End(item.card_id, row.port.id), item.pos() + row.socket
        if socket:
            return None, QPointF()
        near = self._nearest(point)
        return near if near[0] else self._on_card(item)

    def _is_held(self, card_id: str) -> bool:
        return any(card_id == anchor.card for anchor in self._anchors)

    def _on_card(self, item: CardItem) -> tuple[End | None, QPointF]:
        """Dropped on a card, a wire takes the first free input it fits, the main ones first."""
        declared = self.scene.session.deck.get(
            item.look.card_type.id if item.look.card_type else ""
        )
        if declared is None:
            return None, QPointF()
        ports = declared.inputs if self.from_output else declared.outputs
        ordered = sorted(ports, key=lambda port: not (port.main or port.required))
        for port in ordered:
            end = End(item.card_id, port.id)
            free = not self.from_output or port.takes_many_wires or not self._graph.into(*end)
            if end in self._fits and free:
                return end, item.socket_place(port.id, is_input=self.from_output)
        return None, QPointF()

    def _nearest(self, point: QPointF) -> tuple[End | None, QPointF]:
        best: tuple[End | None, QPointF] = (None, QPointF())
        least = _SNAP**2
        near = QRectF(point.x() - _SNAP, point.y() - _SNAP, 2 * _SNAP, 2 * _SNAP)
        for card_id in self.scene.contents.card_boxes.meeting(near):
            placed = self.scene.contents.cards[card_id]
            for row in placed.layout.rows:
                place = placed.body.topLeft() + row.socket
                away = (point.x() - place.x()) ** 2 + (point.y() - place.y()) ** 2
                if away < least and self._fits_row(card_id, row):
                    least, best = away, (End(card_id, row.port.id), place)
        return best

    def _refusal(self, point: QPointF) -> str:
        """Why the card or socket under the mouse does not take the wire."""
        item = self.scene.card_at(point)
        if item is None:
            return ""
        row = item.socket_at(item.mapFromScene(point))
        if self._is_held(item.card_id):
            # The end that is held may be let go on its own card, as in the open.
            if row is None or row.is_input != self.from_output:
                return ""
            return f"That would close a circle: {item.card_id} would feed itself."
        if row is None:
            return f"{item.look.title} has no free {self._side()} that fits this wire."
        if row.is_input != self.from_output:
            return f"A wire joins an output and an input; {row.port.title} is {self._same_side()}."
        end = End(item.card_id, row.port.id)
        if end not in self._reasons:
            self._reasons[end] = self._why_not(end)
        return self._reasons[end]

    def _why_not(self, end: End) -> str:
        deck = self.scene.session.deck
        pairs = [(it, end) if self.from_output else (end, it) for it in self._anchors]
        reasons = (why_not_match(self._graph, deck, *pair) for pair in pairs)
        reason = next((reason for reason in reasons if reason), "")
        if reason or not self._fits.blocks(end.card):
            return reason
        # One wire is known to close a circle; which of several does takes a walk of the graph.
        if len(pairs) == 1:
            return circle_words(*pairs[0])
        return next(filter(None, (why_not_connect(self._graph, deck, *pair) for pair in pairs)), "")

    def _side(self) -> str:
        return "input" if self.from_output else "output"

    def _same_side(self) -> str:
        return "an output too" if self.from_output else "an input too"

    def _naming(self, end: End) -> str:
        item = self.scene.cards[end.card]
        declared = item.look.card_type
        if declared is None:
            return ""
        port = declared.input(end.port) if self.from_output else declared.output(end.port)
        return f"{item.look.title} · {port.title}" if port else ""
