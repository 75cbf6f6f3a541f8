"""Changing the ports of a block: all its cards in the project keep what they have."""

from collections import Counter
from collections.abc import Mapping, Sequence

from layerdeck.deck import Catalogue, Kind

from .blocks import (
    PREFIX,
    block_of,
    block_type,
    border,
    inside_of,
    put_back,
    with_blocks,
)
from .edits import EditError, rename, rewired, set_value
from .graph import Graph
from .naming import is_identifier
from .wires import End, Wire


def count_instances(graph: Graph) -> Mapping[str, int]:
    """How many cards each block of a project has, those within other blocks among them."""
    if not graph.blocks:
        return {}
    held = (card for part in (graph, *graph.blocks.values()) for card in part.cards.values())
    counted = Counter(block_of(card.type) for card in held)
    return {block_id: counted[block_id] for block_id in graph.blocks}


def same_ports(old: Graph, new: Graph, block_id: str, deck: Catalogue) -> bool:
    """Whether the cards of a block have the same ports, in the same order, in two projects."""
    before, after = (
        block_type(block_id, graph.blocks[block_id], with_blocks(deck, graph))
        for graph in (old, new)
    )
    return (before.inputs, before.outputs) == (after.inputs, after.outputs)


def rename_port(graph: Graph, deck: Catalogue, block_id: str, card_id: str, new: str) -> Graph:
    """Give a port of a block another id, in the block and at all its cards in the project.

    Args:
        graph: the whole project.
        deck: what cards there are.
        block_id: the block.
        card_id: the Input, Parameter or Output card inside that the port is read off.
        new: what the port is to be called; the variable in the exported code is called so too.

    Raises:
        EditError: there is no such port, or its new id is none or is taken.
    """
    deck = with_blocks(deck, graph)
    block = _block(graph, block_id)
    old = border(block, deck)
    given = card_id in old.outputs
    ports = old.outputs if given else old.inputs
    if card_id not in ports:
        raise EditError(f"The block has no port that comes from a card called {card_id}.")
    port = ports[card_id]
    if any(other.id == new for other in ports.values() if other is not port):
        raise EditError(f"The block has a port called {new} already.")
    if new != port.id and not is_identifier(new):
        raise EditError(
            f"“{new}” cannot name a port: letters, digits and _ only, no digit first, and no word "
            "of Python."
        )
    if port.kind is not Kind.TENSOR and block.cards[card_id].values.get("name"):
        block = set_value(block, deck, card_id, "name", new)
    else:
        block, card_id = rename(block, card_id, new), new
    now = border(block, deck)
    new = (now.outputs if given else now.inputs)[card_id].id
    made = graph.with_(blocks={**graph.blocks, block_id: block})
    renamed = {
        key: _with_port(held, block_id, port.id, new, given) for key, held in made.blocks.items()
    }
    return _with_port(made.with_(blocks=renamed), block_id, port.id, new, given)


def rename_inside(graph: Graph, deck: Catalogue, block_id: str, card_id: str, new: str) -> Graph:
    """Give a card of a block another id; where the block's cards have a port by it, they go along.

    Raises:
        EditError: there is no such card, or its new id is none or is taken.
    """
    inputs, outputs = border(_block(graph, block_id), with_blocks(deck, graph))
    port = inputs.get(card_id) or outputs.get(card_id)
    if port and port.id == card_id:
        return rename_port(graph, deck, block_id, card_id, new)
    return put_back(graph, block_id, rename(inside_of(graph, block_id), card_id, new))


def reorder_ports(graph: Graph, block_id: str, cards: Sequence[str]) -> Graph:
    """Let the ports of a block come in the order of the cards inside that they are read off.

    Raises:
        EditError: there is no such block, or it has no such cards.
    """
    block = reorder(_block(graph, block_id), cards)
    return graph.with_(blocks={**graph.blocks, block_id: block})


def reorder(graph: Graph, cards: Sequence[str]) -> Graph:
    """Let cards take each other's places in the order, which is that of inputs and outputs.

    Raises:
        EditError: one of them is not there, or is named twice.
    """
    chosen = set(cards)
    if len(chosen) < len(cards) or not chosen <= graph.cards.keys():
        raise EditError("Each card in the new order must be there, once.")
    following = iter(cards)
    order = [next(following) if key in chosen else key for key in graph.cards]
    return graph.with_(cards={key: graph.cards[key] for key in order})


def _block(graph: Graph, block_id: str) -> Graph:
    if block_id not in graph.blocks:
        raise EditError(f"This project has no block called {block_id}.")
    return graph.blocks[block_id]


def _cards_of(graph: Graph, block_id: str) -> set[str]:
    return {card.id for card in graph.cards.values() if card.type == f"{PREFIX}{block_id}"}


def _with_port(graph: Graph, block_id: str, old: str, new: str, given: bool) -> Graph:
    """A graph with a port of a block's cards called otherwise: an output, where it is `given`."""
    cards = _cards_of(graph, block_id)
    if not cards:
        return graph

    def end(at: End) -> End:
        return End(at.card, new) if at.card in cards and at.port == old else at

    if given:
        return rewired(graph, lambda wire: Wire(end(wire.source), wire.target))
    written = {
        key: card.with_(values={new if at == old else at: it for at, it in card.values.items()})
        for key, card in graph.cards.items()
        if key in cards and old in card.values
    }
    graph = graph.with_(cards={**graph.cards, **written})
    return rewired(graph, lambda wire: Wire(wire.source, end(wire.target)))
