"""Fixes: ways out of a problem, each an edit that can be sent, shown, applied and undone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from layerdeck.deck import Catalogue

from . import edits
from .bypass import bypass
from .graph import Graph
from .placed import Position
from .wires import End, Wire

TIME_DISTRIBUTED = "keras.layers.TimeDistributed"
_WIDE, _TALL = 290.0, 260.0
"""How far apart two cards' corners are, in pixels at 1:1, so that hardly a card reaches another."""


Scalar = None | bool | int | float | str


@dataclass(frozen=True, slots=True)
class Fix:
    """An edit by name, with what it needs to know.

    Attributes:
        title: what a person reads: “Set strides to 1, 1, 1”.
        edit: a key of `FIXES`.
        port: the port it concerns, where it concerns one.
        value: the value to give, where it gives one.
    """

    title: str
    edit: str
    card: str
    port: str = ""
    value: Scalar | tuple[Scalar | tuple[Scalar, ...], ...] = None


def apply(graph: Graph, deck: Catalogue, fix: Fix) -> Graph:
    """Make the edit that a fix names.

    Raises:
        EditError: the graph has changed so that the fix no longer fits.
    """
    return FIXES[fix.edit](graph, deck, fix)


def _set_value(graph: Graph, deck: Catalogue, fix: Fix) -> Graph:
    return edits.set_value(graph, deck, fix.card, fix.port, fix.value)


def _stop_bypassing(graph: Graph, deck: Catalogue, fix: Fix) -> Graph:
    return bypass(graph, deck, [fix.card], on=False)


def _wrap_in_time_distributed(graph: Graph, deck: Catalogue, fix: Fix) -> Graph:
    """Hand the layer to a new Time distributed card, which takes over its tensors."""
    card = graph.cards.get(fix.card)
    if card is None:
        raise edits.EditError(f"There is no card called {fix.card}.")
    x, y = card.at or (0.0, 0.0)
    graph, wrapper = edits.add(graph, deck, TIME_DISTRIBUTED, _free_place(graph, x + 300, y))
    graph = edits.rewired(graph, lambda wire: _moved(wire, fix.card, wrapper))
    return edits.connect(graph, deck, End(fix.card, "layer"), End(wrapper, "layer"))


def _free_place(graph: Graph, x: float, y: float) -> Position:
    """The first place from (x, y) downwards where a card of the usual size hides no other."""
    corners = [card.at for card in graph.cards.values() if card.at is not None]
    while any(abs(left - x) < _WIDE and abs(top - y) < _TALL for left, top in corners):
        y += 24
    return x, y


def _moved(wire: Wire, card: str, wrapper: str) -> Wire:
    source = End(wrapper, "output") if wire.source == (card, "output") else wire.source
    target = End(wrapper, "input") if wire.target == (card, "input") else wire.target
    return Wire(source, target)


FIXES: Mapping[str, Callable[[Graph, Catalogue, Fix], Graph]] = {
    "set_value": _set_value,
    "wrap_in_time_distributed": _wrap_in_time_distributed,
    "stop_bypassing": _stop_bypassing,
}
"""Every edit a fix may name."""
