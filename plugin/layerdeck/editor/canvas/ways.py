"""Where wires lead from a card or from one of its lines, and which of several was taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from layerdeck.graph import End, Graph, Wire

from .contents import Placed
from .spoken import far_end
from .spots import Spot, lines_of


@dataclass(frozen=True, slots=True)
class Fork:
    """Wires that lead on from the same place, and which of them was taken.

    Attributes:
        forward: whether they were walked from their outputs to their inputs.
        on_line: whether the walk goes from line to line, or from card to card.
    """

    wires: tuple[Wire, ...]
    taken: int
    forward: bool
    on_line: bool

    @property
    def end(self) -> End:
        """The end that one came to."""
        return far_end(self.wires[self.taken], forward=self.forward)

    @property
    def spot(self) -> Spot:
        """Where one came to."""
        line = (self.end.port, self.forward) if self.on_line else None
        return Spot(self.end.card, line)

    def beside(self, step: int) -> Fork:
        """The next of the wires, or one before; after the last comes the first."""
        return replace(self, taken=(self.taken + step) % len(self.wires))


def fork_at(
    graph: Graph, placed: Placed, spot: Spot, *, forward: bool, came_by: Wire | None
) -> Fork | None:
    """The wires that lead on from a spot; that which was come by is taken, else the first.

    On a line, those of its port alone where it has any on that side.
    """
    on_line = spot.line is not None and spot.line[1] is not forward
    wires = _of_line(graph, spot, forward) if on_line else _of_card(graph, placed, spot, forward)
    if not wires:
        return None
    taken = wires.index(came_by) if came_by in wires else 0
    return Fork(tuple(wires), taken, forward, on_line)


def _of_line(graph: Graph, spot: Spot, forward: bool) -> Sequence[Wire]:
    assert spot.line is not None
    wires = graph.out_of if forward else graph.into
    return wires(spot.item, spot.line[0])


def _of_card(graph: Graph, placed: Placed, spot: Spot, forward: bool) -> Sequence[Wire]:
    """In the order in which their sockets lie on the card."""
    order = {line: index for index, line in enumerate(lines_of(placed.layout))}
    mine = [
        wire for wire in graph.wires_of(spot.item) if _near_end(wire, forward).card == spot.item
    ]
    return sorted(
        mine, key=lambda wire: order.get((_near_end(wire, forward).port, not forward), -1)
    )


def _near_end(wire: Wire, forward: bool) -> End:
    return wire.source if forward else wire.target
