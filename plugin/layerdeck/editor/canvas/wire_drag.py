"""The gesture of dragging a wire: from either end, off an input, onto a socket or onto a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem

from layerdeck.graph import End, Graph, Wire
from layerdeck.graph.edits import connect, disconnect, why_not_connect
from layerdeck.graph.fitting import Fitting

from .curves import curve
from .placing import Loose

if TYPE_CHECKING:
    from .card_item import CardItem
    from .layout import Row
    from .scene import CanvasScene

_SNAP = 26.0
"""How near a fitting socket draws the wire to itself, in pixels at 1:1."""


class WireDrag:
    """A wire with one end held by the mouse.

    While it lasts, the rows it fits are lit and all others dimmed. `anchor` is the end that stays;
    `taken` is the wire that was picked up from an input, if one was.
    """

    patience = 0

    def __init__(
        self, scene: CanvasScene, anchor: End, *, from_output: bool, taken: Wire | None
    ) -> None:
        self.scene = scene
        self.anchor = anchor
        self.from_output = from_output
        self.taken = taken
        self._graph = disconnect(scene.session.graph, taken) if taken else scene.session.graph
        self._fits = Fitting(self._graph, scene.session.deck, anchor, from_output=from_output)
        self._curve = QGraphicsPathItem()
        self._curve.setZValue(3)
        row = scene.cards[anchor.card].layout.row(anchor.port, is_input=not from_output)
        color = scene.theme.kind(row.port.kind) if row else scene.theme.color("accent")
        self._curve.setPen(QPen(color, 2.4))
        scene.addItem(self._curve)
        if taken:
            scene.wires[taken].setVisible(False)
        for item in scene.cards.shown.values():
            item.fit(self.fitting_rows(item))

    def fitting_rows(self, item: CardItem) -> frozenset[tuple[str, bool]]:
        """The rows of a card that are to be lit, as (port id, is input)."""
        return frozenset(
            (row.port.id, row.is_input)
            for row in item.layout.rows
            if self._fits_row(item.card_id, row)
            or (item.card_id == self.anchor.card and row.port.id == self.anchor.port)
        )

    def _fits_row(self, card_id: str, row: Row) -> bool:
        return row.is_input == self.from_output and End(card_id, row.port.id) in self._fits

    @classmethod
    def begin(cls, scene: CanvasScene, item: CardItem, row: Row, point: QPointF) -> WireDrag:
        """Start from a socket; a wired input that takes one wire gives up its wire."""
        end = End(item.card_id, row.port.id)
        if not row.is_input:
            drag = cls(scene, end, from_output=True, taken=None)
        elif row.connected:
            wire = scene.session.graph.into(*end)[-1]
            drag = cls(scene, wire.source, from_output=True, taken=wire)
        else:
            drag = cls(scene, end, from_output=False, taken=None)
        drag.move(point)
        return drag

    def move(self, point: QPointF) -> None:
        """Follow the mouse: snap to a fitting socket, or say why the one below does not fit."""
        end, place = self._target(point)
        start = self._anchor_place()
        self._curve.setPath(self._path(start, place if end else point))
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
            source, target = (self.anchor, end) if self.from_output else (end, self.anchor)
            if self.taken != Wire(source, target):
                session.edit("Rewire" if self.taken else "Connect", self._join, source, target)
        elif self.taken and not reason:
            session.edit("Disconnect", disconnect, self.taken)
        elif reason:
            session.said.emit(reason)
        elif not self.taken and not self.scene.card_at(point):
            self.scene.let_go.emit(Loose(self.anchor, self.from_output), point)

    def cancel(self) -> None:
        """Put everything back as it looked before."""
        self.scene.removeItem(self._curve)
        for item in self.scene.cards.shown.values():
            item.fit(None)
        if self.taken and self.taken in self.scene.wires:
            self.scene.wires[self.taken].setVisible(True)
        self.scene.hint_changed.emit("", False, QPointF())

    def _join(self, graph: Graph, source: End, target: End) -> Graph:
        graph = disconnect(graph, self.taken) if self.taken else graph
        return connect(graph, self.scene.session.deck, source, target)

    def _path(self, start: QPointF, end: QPointF) -> QPainterPath:
        return curve((start, end) if self.from_output else (end, start))

    def _anchor_place(self) -> QPointF:
        card = self.scene.cards[self.anchor.card]
        return card.socket_place(self.anchor.port, is_input=not self.from_output)

    def _target(self, point: QPointF) -> tuple[End | None, QPointF]:
        """The fitting end at the mouse: the socket under it, else on the card, else the nearest."""
        item = self.scene.card_at(point)
        if item and item.card_id != self.anchor.card:
            row = item.socket_at(item.mapFromScene(point))
            if row:
                end = End(item.card_id, row.port.id)
                fits = self._fits_row(item.card_id, row)
                return (end if fits else None), item.pos() + row.socket
            return self._on_card(item)
        return self._nearest(point)

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
            item = self.scene.cards[card_id]
            for row in item.layout.rows:
                place = item.pos() + row.socket
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
        if item.card_id == self.anchor.card:
            # The end that is held may be let go on its own card, as in the open.
            if row is None or row.is_input != self.from_output:
                return ""
            return f"That would close a circle: {item.card_id} would feed itself."
        if row is None:
            return f"{item.look.title} has no free {self._side()} that fits this wire."
        if row.is_input != self.from_output:
            return f"A wire joins an output and an input; {row.port.title} is {self._same_side()}."
        end = End(item.card_id, row.port.id)
        source, target = (self.anchor, end) if self.from_output else (end, self.anchor)
        return why_not_connect(self._graph, self.scene.session.deck, source, target)

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
