"""Changes of cards inside blocks, which a fix names by their way there: `encoder/conv`."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from layerdeck.deck import Catalogue
from layerdeck.graph.block_ports import count_instances
from layerdeck.graph.blocks import WITHIN, block_of, inside_of, parameter_name, parameters_of
from layerdeck.graph.edits import EditError
from layerdeck.graph.graph import Graph

from .fix import Change, Fix


def block_at(graph: Graph, card: str) -> str:
    """The block that a card stands for.

    Raises:
        EditError: there is no such card, or it stands for none.
    """
    block = block_of(graph.cards[card].type) if card in graph.cards else ""
    if block not in graph.blocks:
        raise EditError(f"There is no block's card called {card} any more.")
    return block


def settled(graph: Graph, deck: Catalogue, change: Change) -> Change:
    """The same where a value is set that a block is given: it is set at the block's card.

    Raises:
        EditError: one of the blocks on the way is no longer there.
    """
    *way, card = change.card.split(WITHIN)
    while way and change.edit == "set_value":
        inside = _inside(graph, way)
        given = {held.id: parameter_name(held) for held in parameters_of(inside, deck)}
        sources = [wire.source.card for wire in inside.into(card, change.port)]
        if len(sources) != 1 or sources[0] not in given:
            break
        change = replace(change, card=WITHIN.join(way), port=given[sources[0]])
        *way, card = way
    return change


def blocks_changed(graph: Graph, deck: Catalogue, fix: Fix) -> Iterator[tuple[str, int]]:
    """The blocks that a fix changes from outside, by name, each with how many cards it has."""
    changes = [settled(graph, deck, change) for change in fix.changes]
    ways = dict.fromkeys(tuple(change.card.split(WITHIN)[:-1]) for change in changes)
    ways.pop((), None)
    if not ways:
        return
    # Looked at from inside, a block is there twice.
    blocks = {key: held for key, held in graph.blocks.items() if held.cards is not graph.cards}
    counts = count_instances(graph.with_(blocks=blocks))
    for way in ways:
        block = block_at(_inside(graph, way[:-1]), way[-1])
        yield graph.blocks[block].name or block, counts.get(block, 1)


def _inside(graph: Graph, way: Sequence[str]) -> Graph:
    for card in way:
        graph = inside_of(graph, block_at(graph, card))
    return graph
