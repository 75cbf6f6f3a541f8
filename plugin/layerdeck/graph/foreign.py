"""Cards that the deck has not, as imported models bring them: what they are, and a way out."""

from collections.abc import Mapping

from .edits import EditError, remove, rewired
from .graph import Graph
from .placed import Card
from .wires import Wire

_LAMBDA = "keras.layers.Lambda"
_OPERATION = "keras.ops."
_KERAS = "keras."
_KEPT = "until then the card is kept as it is."


def why_foreign(card: Card) -> str:
    """What a card is that the deck has not, and what to do, in sentences."""
    instead = f"Put cards that do the same in its place, or take it away; {_KEPT}"
    if card.type == _LAMBDA:
        return f"A Lambda runs Python code, which cards do not hold. {instead}"
    if card.type.startswith(_OPERATION):
        return f"{card.type} is an operation that no card does in exactly this way. {instead}"
    if not isinstance(card.rest.get("keras"), Mapping):
        return f"The deck has no card {card.type}. Install the package it comes from; {_KEPT}"
    whose = "somebody's own"
    if card.type.startswith(_KERAS):
        whose += " or of another version of Keras"
    return (
        f"The deck has no card {card.type}: it is a class of {whose}. Install a package that has a "
        f"card for it, put other cards in its place, or take it away; {_KEPT}"
    )


def can_take_out(graph: Graph, card_id: str) -> bool:
    """Whether a card that the deck has not can go, and what feeds it feed whom it fed."""
    wires = graph.wires_of(card_id)
    fed = [wire for wire in wires if wire.target.card == card_id]
    gives = {wire.source.port for wire in wires if wire.source.card == card_id}
    return len(fed) == len(gives) == 1


def take_out(graph: Graph, card_id: str) -> Graph:
    """Take such a card away, and wire what fed it to whom it fed.

    Raises:
        EditError: it takes or gives several tensors, or none.
    """
    if not can_take_out(graph, card_id):
        raise EditError(f"{card_id} does not stand between two cards.")
    (source,) = (wire.source for wire in graph.wires_of(card_id) if wire.target.card == card_id)

    def led(wire: Wire) -> Wire:
        return Wire(source, wire.target) if wire.source.card == card_id else wire

    return remove(rewired(graph, led), [card_id])
