"""What several cards come to together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from layerdeck.deck import Catalogue, Role
from layerdeck.graph import Graph, Wire
from layerdeck.program import Facts


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over cards.

    Attributes:
        known: of how many of the cards anything is known.
        parameters: weights, those that cards share counted once.
        activation_bytes: of the outputs, for one sample.
        multiply_adds: for one sample, without biases.
    """

    known: int = 0
    parameters: int = 0
    trainable_parameters: int = 0
    activation_bytes: int = 0
    multiply_adds: int = 0


def totals_of(
    graph: Graph, deck: Catalogue, cards: Sequence[str], facts: Mapping[str, Facts]
) -> Totals:
    """Add up what is known of some cards."""
    known = {card: facts[card] for card in cards if card in facts}
    weights = _each_once(graph, deck, known)
    return Totals(
        len(known),
        sum(item.parameters for item in weights),
        sum(item.trainable_parameters for item in weights),
        sum(item.activation_bytes or 0 for item in known.values()),
        sum(item.multiply_adds or 0 for item in known.values()),
    )


def _each_once(graph: Graph, deck: Catalogue, known: Mapping[str, Facts]) -> list[Facts]:
    """The facts of cards that have weights of their own.

    A layer that is applied again has the same weights each time, and a wrapper's are those of the
    layer in it.
    """
    owners: dict[str, Facts] = {}
    held: set[str] = set()
    for card, facts in known.items():
        declared = deck.get(graph.cards[card].type)
        again = declared is not None and declared.role is Role.CALL
        makers = [wire.source.card for wire in graph.wires_of(card) if _hands_on(wire, card)]
        owners[makers[0] if again and makers else card] = facts
        if not again:
            held.update(makers)
    return [facts for card, facts in owners.items() if card not in held]


def _hands_on(wire: Wire, card: str) -> bool:
    """Whether a wire hands a layer to a card."""
    return wire.target.card == card and wire.source.port == "layer"
