"""Where cards come from: the file a model was imported from, and the layer there that a card was.

The Graph names one file, and a card its layer in it. So a card that is renamed, copied, grouped or
brought back by undo keeps its layer, and a new one has none, whatever it is called.
"""

from collections.abc import Iterator, Mapping

from .blocks import block_of
from .graph import Graph
from .placed import Card, updated

IMPORTED = "imported"
"""The key of a project under which the name of the file without weights is that it came from."""


def without_weights(graph: Graph) -> Graph:
    """The graph, its blocks too, whose cards come from no file."""
    blocks = {key: without_weights(block) for key, block in graph.blocks.items()}
    if blocks == graph.blocks:
        blocks = graph.blocks  # type: ignore[assignment]
    return graph.with_(weights="", cards=_forgetful(graph.cards), blocks=blocks)


def of_same_file(other: Graph, graph: Graph) -> Graph:
    """A graph to be brought into another: its cards keep their layers where both name one file."""
    return other if other.weights == graph.weights else without_weights(other)


def with_layers_of(graph: Graph, other: Graph) -> Graph:
    """A graph, its blocks apart, whose cards come from the layers that those of another do."""
    layers = {key: card.weights for key, card in other.cards.items()}
    cards = graph.cards.values()
    moved = (card for card in cards if card.weights != layers.get(card.id, ()))
    made = {card.id: card.with_(weights=layers.get(card.id, ())) for card in moved}
    return graph.with_(cards=updated(graph.cards, made)) if made else graph


def layers_of(graph: Graph) -> Mapping[str, tuple[str, ...]]:
    """By card, the layer of the file; a card inside a block is named by its way: `encoder/conv`.

    A block whose cards hold each other in a circle is left out, as no model can be made of it.
    """
    return dict(_layers(graph, graph.blocks, "", ()))


def _layers(
    graph: Graph, blocks: Mapping[str, Graph], way: str, entered: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for card in graph.cards.values():
        block = block_of(card.type)
        if block in blocks and block not in entered:
            inside = blocks[block]
            yield from _layers(inside, blocks, f"{way}{card.id}/", (*entered, block))
        elif card.weights:
            yield f"{way}{card.id}", card.weights


def _forgetful(cards: Mapping[str, Card]) -> Mapping[str, Card]:
    if not any(card.weights for card in cards.values()):
        return cards
    return {key: card.with_(weights=()) if card.weights else card for key, card in cards.items()}
