"""A card over a wire: the wire lights up where the card would go in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from layerdeck.deck import Catalogue
from layerdeck.graph import Graph, Wire
from layerdeck.graph.splice import why_not_insert

from .curves import curve

if TYPE_CHECKING:
    from .scene import CanvasScene

_STEPS = 40
"""At so many places of a wire it is looked whether it passes the card."""


class Between:
    """Follows a card that is held, to the wire that it would go into when it is let go."""

    def __init__(self, scene: CanvasScene, graph: Graph, deck: Catalogue, card_id: str) -> None:
        """`graph` is one in which the card lies already, wired to nothing."""
        self._scene, self._graph, self._deck, self._card = scene, graph, deck, card_id
        self._reasons: dict[Wire, str] = {}
        self.wire: Wire | None = None
        """The wire that it would go into."""

    def look(self, body: QRectF, point: QPointF) -> None:
        """Say what would become of the card, which covers a box, with the mouse at a point."""
        scene, hint = self._scene, ""
        # From afar nobody sees which of many wires is meant.
        passing = [] if scene.far.isVisible() else self._passing(body)
        self.wire = next((wire for wire in passing if not self._why_not(wire)), None)
        pointed = None if self.wire or not passing else scene.wire_at(point)
        if self.wire:
            hint = f"goes in between {self.wire.source.card} and {self.wire.target.card}"
        elif pointed:
            hint = self._why_not(pointed.wire)
        scene.lighting.hover(self.wire)
        scene.hint_changed.emit(hint, self.wire is None and bool(hint), point)

    def end(self) -> None:
        """The card is elsewhere: let the wire be as it was."""
        self.wire = None
        self._scene.lighting.hover(None)
        self._scene.hint_changed.emit("", False, QPointF())

    def _passing(self, body: QRectF) -> list[Wire]:
        """The wires that pass a box, the one nearest to its middle first."""
        contents, found = self._scene.contents, []
        for wire in contents.wire_boxes.meeting(body):
            path = curve(contents.wires[wire].points)
            places = [path.pointAtPercent(step / _STEPS) for step in range(_STEPS + 1)]
            inside = [place - body.center() for place in places if body.contains(place)]
            if inside:
                found.append((min(QPointF.dotProduct(way, way) for way in inside), wire))
        return [wire for _, wire in sorted(found)]

    def _why_not(self, wire: Wire) -> str:
        if wire not in self._reasons:
            self._reasons[wire] = why_not_insert(self._graph, self._deck, self._card, wire)
        return self._reasons[wire]
