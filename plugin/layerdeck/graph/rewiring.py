"""Moving one end of wires elsewhere: each keeps its place in the order and the way it is led."""

from collections.abc import Collection

from layerdeck.deck import Catalogue

from .edits import EditError, connect, disconnect
from .graph import Graph
from .wires import End, Wire


def lead_to(
    graph: Graph, deck: Catalogue, wires: Collection[Wire], end: End, *, to_input: bool
) -> Graph:
    """Lead wires to another input, or from another output, than before.

    An input that takes one wire lets go of the wire it had. One that takes several takes a wire at
    its end, as if it were new; a wire that comes from elsewhere keeps its place there.

    Args:
        graph: what they lie in.
        deck: says what fits.
        wires: of the graph.
        end: an input, where `to_input` is true, or an output.
        to_input: which end of the wires is moved.

    Raises:
        EditError: one of them does not fit there, or would close a circle.
    """
    moved = {wire: _led(wire, end, to_input) for wire in wires}
    made = graph
    for wire in wires:
        if wire not in graph.wires:
            raise EditError(f"There is no wire from {wire.source} to {wire.target}.")
        made = disconnect(made, wire)
    for wire in moved.values():
        made = connect(made, deck, *wire)
    led = made.wires if to_input else [moved.get(wire, wire) for wire in graph.wires]
    bends = {moved.get(wire, wire): points for wire, points in graph.bends.items()}
    return graph.with_(wires=led, bends=bends)


def why_not_lead_to(
    graph: Graph, deck: Catalogue, wires: Collection[Wire], end: End, *, to_input: bool
) -> str:
    """Say in a sentence why wires may not be led to an end; empty where they may."""
    try:
        lead_to(graph, deck, wires, end, to_input=to_input)
    except EditError as error:
        return str(error)
    return ""


def _led(wire: Wire, end: End, to_input: bool) -> Wire:
    return Wire(wire.source, end) if to_input else Wire(end, wire.target)
