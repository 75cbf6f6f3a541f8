"""Sample graphs of cards, fed as their values ask for."""

from collections.abc import Mapping
from dataclasses import replace

from layerdeck.deck import CardType, Catalogue, Port, Value
from layerdeck.graph import Graph
from layerdeck.graph.sample import sample


def sample_with(deck: Catalogue, card: CardType, values: Mapping[str, Value]) -> tuple[Graph, str]:
    """The smallest graph that shows a card at work with these values, and the card's id in it."""
    return sample(deck.with_cards([fed_for(card, values)]), card, values)


def fed_for(card: CardType, values: Mapping[str, Value]) -> CardType:
    """The card with the examples of its tensors as the values want them: channels first, or last.

    An example has its channels last, before them one axis for each that a window slides along.
    """
    if values.get("data_format") != "channels_first":
        return card
    inputs = tuple(
        _channels_first(port, card) if port in card.tensors else port for port in card.inputs
    )
    return replace(card, inputs=inputs)


def _channels_first(port: Port, card: CardType) -> Port:
    if not isinstance(port.example, tuple) or len(port.example) < 2:
        return port
    before = max(len(port.example) - 1 - card.rank, 0) if card.rank else 0
    *axes, channels = port.example
    return replace(port, example=(*axes[:before], channels, *axes[before:]))
