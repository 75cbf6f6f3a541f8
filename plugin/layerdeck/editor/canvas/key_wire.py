"""A wire in the making by keyboard: it leads from one fitting port to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from layerdeck.deck import Port
from layerdeck.graph import End, Wire

from .nearness import near_first
from .wire_drag import WireDrag

if TYPE_CHECKING:
    from .scene import CanvasScene


class KeyWire(WireDrag):
    """Like a wire that is dragged, but that the mouse has no say in where it leads."""

    def __init__(
        self,
        scene: CanvasScene,
        anchor: End,
        *,
        from_output: bool,
        taken: Wire | None,
        also: Sequence[Wire] = (),
    ) -> None:
        super().__init__(scene, anchor, from_output=from_output, taken=taken, also=also)
        self._more = self._fitting()
        self._known: list[End] = []
        self._place = -1

    @property
    def aimed(self) -> End | None:
        """The port that the wire leads to now."""
        return self._known[self._place] if self._place >= 0 else None

    def step(self, by: int) -> bool:
        """Lead on to the next fitting port, from the last to the first, or back to the one before.

        Tells whether it leads to another than before.
        """
        wanted = self._place + by
        if wanted == len(self._known):
            following = next(self._more, None)
            if following:
                self._known.append(following)
            else:
                wanted = 0
        if wanted == self._place or not 0 <= wanted < len(self._known):
            return False
        self._place = wanted
        self.move(QPointF())
        return True

    def move(self, _point: QPointF) -> None:
        """Show the wire where it leads."""
        super().move(self._target(QPointF())[1])

    def _target(self, _point: QPointF) -> tuple[End | None, QPointF]:
        if self.aimed is None:
            return None, self._anchor_place()
        placed = self.scene.contents.cards[self.aimed.card]
        return self.aimed, placed.socket(self.aimed.port, is_input=self.from_output)

    def _refusal(self, _point: QPointF) -> str:
        return ""

    def _fitting(self) -> Iterator[End]:
        """The ends that fit, those on near cards first."""
        contents = self.scene.contents
        for card_id in near_first(contents, contents.body(self.anchor.card), cards_only=True):
            yield from self._fitting_on(card_id)

    def _fitting_on(self, card_id: str) -> list[End]:
        """On one card: ports that show before the others, free ones first, then the main ones."""
        session, layout = self.scene.session, self.scene.contents.cards[card_id].layout
        declared = session.deck.get(session.graph.cards[card_id].type)
        if declared is None:
            return []
        ports = declared.inputs if self.from_output else declared.outputs

        def rank(port: Port) -> tuple[bool, bool, bool]:
            taken = self.from_output and not port.takes_many_wires
            return (
                layout.row(port.id, is_input=self.from_output) is None,
                taken and bool(self._graph.into(card_id, port.id)),
                not (port.main or port.required),
            )

        ends = [End(card_id, port.id) for port in sorted(ports, key=rank)]
        return [end for end in ends if end in self._fits and not self._joins(end)]

    def _joins(self, end: End) -> bool:
        """Whether a wire does already what this one would."""
        source, target = (self.anchor, end) if self.from_output else (end, self.anchor)
        return Wire(source, target) in self._graph.wires
