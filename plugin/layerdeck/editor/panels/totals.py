"""What several cards come to together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from layerdeck.deck import Catalogue, Role
from layerdeck.graph import Graph
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
    makers: dict[str, list[str]] = {}
    for wire in graph.wires:
        if wire.source.port == "layer" and wire.target.card in known:
            makers.setdefault(wire.target.card, []).append(wire.source.card)
    owners: dict[str, Facts] = {}
    held: set[str] = set()
    for card, facts in known.items():
        handed = makers.get(card, [])
        declared = deck.get(graph.cards[card].type) if handed else None
        if declared and declared.role is Role.CALL:
            owners[handed[0]] = facts
        else:
            owners[card] = facts
            held.update(handed)
    return [facts for card, facts in owners.items() if card not in held]
