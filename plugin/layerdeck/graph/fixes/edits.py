"""How each change of a fix is made."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from layerdeck.deck import Catalogue
from layerdeck.graph import edits
from layerdeck.graph.blocks import WITHIN, inside_of, put_back
from layerdeck.graph.bypass import bypass
from layerdeck.graph.foreign import take_out
from layerdeck.graph.graph import Graph
from layerdeck.graph.placed import Position, updated
from layerdeck.graph.splice import insert
from layerdeck.graph.values import fitted
from layerdeck.graph.wires import End, Wire

from .fix import Change, Fix
from .within import block_at, settled

TIME_DISTRIBUTED = "keras.layers.TimeDistributed"
_WIDE, _TALL = 290.0, 260.0
"""How far apart two cards' corners are, in pixels at 1:1, so that hardly a card reaches another."""


def apply(graph: Graph, deck: Catalogue, fix: Fix) -> Graph:
    """Make the changes of a fix; those of a card inside a block change the block.

    Raises:
        EditError: the graph has changed so that the fix no longer fits.
    """
    for change in fix.changes:
        graph = _made(graph, deck, settled(graph, deck, change))
    return graph


def _made(graph: Graph, deck: Catalogue, change: Change) -> Graph:
    outer, _, inner = change.card.partition(WITHIN)
    if not inner:
        return FIXES[change.edit](graph, deck, change)
    block = block_at(graph, outer)
    inside = _made(inside_of(graph, block), deck, replace(change, card=inner))
    return put_back(graph, block, inside)


def _set_value(graph: Graph, deck: Catalogue, change: Change) -> Graph:
    return edits.set_value(graph, deck, change.card, change.port, change.value)


def _stop_bypassing(graph: Graph, deck: Catalogue, change: Change) -> Graph:
    return bypass(graph, deck, [change.card], on=False)


def _insert(graph: Graph, deck: Catalogue, change: Change) -> Graph:
    """Put a new card into one of the wires that end at an input."""
    wires = graph.into(change.card, change.port)
    if change.wire >= len(wires):
        raise edits.EditError(f"The wire into {change.card} that was meant is no longer there.")
    wire = wires[change.wire]
    place = _between(graph, wire)
    graph, made = edits.add(graph, deck, change.new, place, change.values)
    return insert(graph, deck, made, wire)


def _append(graph: Graph, deck: Catalogue, change: Change) -> Graph:
    """Put a new card behind an output: it hands on what the output gives."""
    wires = graph.out_of(change.card, change.port)
    card = graph.cards.get(change.card)
    if card is None:
        raise edits.EditError(f"There is no card called {change.card}.")
    x, y = card.at or (0.0, 0.0)
    place = _between(graph, wires[0]) if wires else _free_place(graph, x + _WIDE, y)
    graph, made = edits.add(graph, deck, change.new, place, change.values)
    into = edits.declared_in(deck, change.new).tensors[0].id
    target = End(made, into)
    out = End(made, edits.declared_in(deck, change.new).outputs[-1].id)
    graph = edits.rewired(graph, lambda wire: Wire(out, wire.target) if wire in wires else wire)
    return edits.connect(graph, deck, End(change.card, change.port), target)


def _between(graph: Graph, wire: Wire) -> Position:
    """A free place half way along a wire."""
    ends = [graph.cards[end.card].at or (0.0, 0.0) for end in wire]
    (left, top), (right, bottom) = ends
    return _free_place(graph, (left + right) / 2, (top + bottom) / 2)


def _wrap_in_time_distributed(graph: Graph, deck: Catalogue, change: Change) -> Graph:
    """Hand the layer to a new Time distributed card, which takes over its tensors."""
    card = graph.cards.get(change.card)
    if card is None:
        raise edits.EditError(f"There is no card called {change.card}.")
    x, y = card.at or (0.0, 0.0)
    graph, wrapper = edits.add(graph, deck, TIME_DISTRIBUTED, _free_place(graph, x + 300, y))
    graph = edits.rewired(graph, lambda wire: _moved(wire, change.card, wrapper))
    return edits.connect(graph, deck, End(change.card, "layer"), End(wrapper, "layer"))


def _unwrap(graph: Graph, deck: Catalogue, change: Change) -> Graph:
    """Take a wrapper away and let the layer inside take and give its tensors."""
    inner = next((wire.source.card for wire in graph.into(change.card, "layer")), "")
    if inner not in graph.cards:
        raise edits.EditError(f"No layer is wired to {change.card}.")
    declared = edits.declared_in(deck, graph.cards[inner].type)
    entrance, exit_ = declared.tensors[0].id, declared.outputs[-1].id
    wires = [wire for wire in graph.wires_of(change.card) if wire.target.card == change.card]
    fed = [wire.source for wire in wires if wire.target.port == "input"]
    used = [wire.target for wire in graph.out_of(change.card, "output")]
    graph = edits.remove(graph, [change.card])
    for source in fed:
        graph = edits.connect(graph, deck, source, End(inner, entrance))
    for target in used:
        graph = edits.connect(graph, deck, End(inner, exit_), target)
    return graph


def _retype(graph: Graph, deck: Catalogue, change: Change) -> Graph:
    """Make a card one of another type, with the wires and values that go with it."""
    card = graph.cards.get(change.card)
    if card is None:
        raise edits.EditError(f"There is no card called {change.card}.")
    declared = edits.declared_in(deck, change.new)
    kept = {key: value for key, value in card.values.items() if declared.input(key)}
    values = fitted(declared, kept)
    cards = updated(graph.cards, {card.id: card.with_(type=change.new, values=values)})
    ports = {port.id for port in (*declared.inputs, *declared.outputs)}
    lost = [
        wire
        for wire in graph.wires_of(card.id)
        for end in wire
        if end.card == card.id and end.port not in ports
    ]
    return edits.remove(graph, (), lost).with_(cards=cards)


def _take_out(graph: Graph, _deck: Catalogue, change: Change) -> Graph:
    return take_out(graph, change.card)


def _remove(graph: Graph, _deck: Catalogue, change: Change) -> Graph:
    return edits.remove(graph, [change.card])


def _free_place(graph: Graph, x: float, y: float) -> Position:
    """The nearest place to (x, y), up or down, where a card of the usual size hides no other."""
    corners = [card.at for card in graph.cards.values() if card.at is not None]
    near = [top for left, top in corners if abs(left - x) < _WIDE]
    edges = [y, *(top + _TALL for top in near), *(top - _TALL for top in near)]
    free = (edge for edge in edges if all(abs(top - edge) >= _TALL for top in near))
    return x, min(free, key=lambda edge: (abs(edge - y), -edge))


def _moved(wire: Wire, card: str, wrapper: str) -> Wire:
    source = End(wrapper, "output") if wire.source == (card, "output") else wire.source
    target = End(wrapper, "input") if wire.target == (card, "input") else wire.target
    return Wire(source, target)


FIXES: Mapping[str, Callable[[Graph, Catalogue, Change], Graph]] = {
    "set_value": _set_value,
    "insert": _insert,
    "append": _append,
    "wrap_in_time_distributed": _wrap_in_time_distributed,
    "stop_bypassing": _stop_bypassing,
    "unwrap": _unwrap,
    "retype": _retype,
    "remove": _remove,
    "take_out": _take_out,
}
"""Every edit that a change may name."""
