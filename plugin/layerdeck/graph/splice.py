"""Cards in the middle of wires: put in, and taken out."""

from collections.abc import Collection

from layerdeck.deck import Catalogue, may_join, port_type, visible_outputs

from .bypass import cut_out
from .edits import (
    EditError,
    connect,
    declared_in,
    input_type,
    output_type,
    remove,
    why_not_connect,
)
from .foreign import can_take_out, take_out
from .graph import Graph
from .wires import End, Wire


def remove_joining(graph: Graph, deck: Catalogue, items: Collection[str]) -> Graph:
    """Take cards, frames and notes away, and wire what fed the cards to whom they fed.

    A card that takes several tensors passes on the first of them.
    """
    for item in items:
        if item in graph.cards and graph.cards[item].type not in deck and can_take_out(graph, item):
            graph = take_out(graph, item)
    left = [item for item in items if item in graph]
    return remove(cut_out(graph, deck, left), left)


def insert(graph: Graph, deck: Catalogue, card_id: str, wire: Wire) -> Graph:
    """Put a card into a wire, by its first free input and its first output that fit.

    At an input that takes several wires, the new one takes the place of the old one.

    Raises:
        EditError: the card does not fit there, or the wire would close a circle.
    """
    reason = why_not_insert(graph, deck, card_id, wire)
    if reason:
        raise EditError(reason)
    ends = _ends(graph, deck, card_id, wire)
    assert ends is not None
    place = graph.wires.index(wire)
    handed_on = Wire(ends[1], wire.target)
    wires = (*graph.wires[:place], handed_on, *graph.wires[place + 1 :])
    return graph.with_(wires=(*wires, Wire(wire.source, ends[0])))


def why_not_insert(graph: Graph, deck: Catalogue, card_id: str, wire: Wire) -> str:
    """Say in a sentence why a card cannot be put into a wire; empty where it can."""
    if wire not in graph.wires:
        return f"There is no wire from {wire.source} to {wire.target}."
    if card_id not in graph.cards:
        return f"There is no card called {card_id}."
    if card_id in (wire.source.card, wire.target.card):
        return f"The wire is one of {card_id} itself."
    try:
        ends = _ends(graph, deck, card_id, wire)
        if ends is None:
            given = output_type(graph, deck, wire.source)
            return f"{card_id} has no free input that takes {given} or no output to go on with."
    except EditError as error:
        return str(error)
    if not graph.wires_of(card_id):
        # Its ends fit, and what is wired to nothing closes no circle: large graphs cost no more.
        return ""
    apart = remove(graph, (), [wire])
    return why_not_connect(apart, deck, wire.source, ends[0]) or why_not_connect(
        connect(apart, deck, wire.source, ends[0]), deck, ends[1], wire.target
    )


def _ends(graph: Graph, deck: Catalogue, card_id: str, wire: Wire) -> tuple[End, End] | None:
    """The input and the output by which a card goes into a wire; None where one is missing."""
    card = graph.cards[card_id]
    given = output_type(graph, deck, wire.source)
    taken = input_type(graph, deck, wire.target)
    declared = declared_in(deck, card.type)
    into = (
        port.id
        for port in declared.inputs
        if (port.takes_many_wires or not graph.into(card_id, port.id))
        and may_join(given, port_type(port, declared, card.values))
    )
    out = (
        port.id
        for port in visible_outputs(declared, card.values)
        if may_join(port_type(port, declared, card.values), taken)
    )
    first, last = next(into, ""), next(out, "")
    return (End(card_id, first), End(card_id, last)) if first and last else None
