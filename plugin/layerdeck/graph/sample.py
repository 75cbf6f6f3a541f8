"""The smallest graph that shows a card at work: what the reference opens, and what tests run."""

from collections.abc import Mapping
from typing import Any

from layerdeck.deck import CardType, Catalogue, Kind, Port, Role, Value

from .blocks import INPUT, OUTPUT
from .edits import add, connect
from .graph import Graph
from .naming import fresh_id
from .wires import End

_TAKERS = {
    Kind.INITIALIZER: "keras.layers.Dense.kernel_initializer",
    Kind.REGULARIZER: "keras.layers.Dense.kernel_regularizer",
    Kind.CONSTRAINT: "keras.layers.Dense.kernel_constraint",
    Kind.LAYER: "keras.layers.RNN.cell",
}
"""Where an object goes whose output gives no example of its own."""


def sample(
    deck: Catalogue, card_type: CardType, values: Mapping[str, Any] | None = None
) -> tuple[Graph, str]:
    """A graph with one card of this type, wired so that it can be built; gives that card's id.

    Every port says by its `example` what is fed to it; `values` are set on top of those.

    Raises:
        EditError: a port's example does not fit it, or a value.
    """
    graph = Graph(name=card_type.title)
    given = {**_values(card_type), **(values or {})}
    graph, card = add(graph, deck, card_type.id, (0, 0), given)
    if card_type.role is Role.OUTPUT:
        return _feed(graph, deck, card), card
    if card_type.output("output"):
        return _end(_feed(graph, deck, card), deck, End(card, "output")), card
    return _hand_on(graph, deck, card, card_type), card


def _values(card_type: CardType) -> dict[str, Value]:
    """The first values of a new card, and examples where those do not say."""
    written = (port for port in card_type.inputs if not port.kind.wire_only)
    chosen = ((port.id, _first(port)) for port in written)
    return {port_id: value for port_id, value in chosen if value is not None}


def _first(port: Port) -> Value:
    return port.example if port.initial is None else port.initial


def _feed(
    graph: Graph, deck: Catalogue, card: str, *, applied: bool = True, but: str = ""
) -> Graph:
    """Wire what a card's ports give as their examples: layers, and where it is applied, tensors."""
    for port in deck[graph.cards[card].type].inputs:
        if port.id == but or (port.example is None and not port.required):
            continue
        if port.kind is Kind.LAYER:
            for wanted in _several(port):
                maker_type = deck[str(wanted)]
                graph, maker = add(graph, deck, maker_type.id, (0, 0), _values(maker_type))
                graph = _feed(graph, deck, maker, applied=False)
                graph = connect(graph, deck, End(maker, "layer"), End(card, port.id))
        elif port.kind is Kind.TENSOR and applied:
            for shape in _several(port):
                values = {"shape": shape, **({"dtype": port.dtype} if port.dtype else {})}
                stem = "data" if port.id in ("input", "inputs") else port.id
                graph, source = add(graph, deck, INPUT, (0, 0), values, fresh_id(graph, stem))
                graph = connect(graph, deck, End(source, "output"), End(card, port.id))
    return graph


def _several(port: Port) -> tuple[Value, ...]:
    """The examples of a port that takes many wires, or its only one."""
    example = port.example
    if port.list and isinstance(example, tuple):
        return example
    return (example if example is not None else (),)


def _end(graph: Graph, deck: Catalogue, source: End) -> Graph:
    graph, result = add(graph, deck, OUTPUT, (0, 0), {})
    return connect(graph, deck, source, End(result, "input"))


def _hand_on(graph: Graph, deck: Catalogue, card: str, card_type: CardType) -> Graph:
    """Wire an object or a value to a card that takes it, in a graph of its own."""
    output = card_type.outputs[0]
    taker, _, port_id = str(output.example or _TAKERS[output.kind]).rpartition(".")
    graph = _feed(graph, deck, card, applied=False)
    graph, user = add(graph, deck, taker, (0, 0), _values(deck[taker]))
    graph = connect(graph, deck, End(card, output.id), End(user, port_id))
    graph = _feed(graph, deck, user, but=port_id)
    return _end(graph, deck, End(user, "output"))
