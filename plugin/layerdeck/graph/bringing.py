"""Bringing blocks into a project from another: what is equal is shared, what differs renamed."""

from collections.abc import Mapping

from .blocks import PREFIX, block_of, id_of_name, in_block_order
from .graph import Graph
from .naming import Ids, fresh_id
from .origins import of_same_file, without_weights
from .placed import Card


def bring_blocks(graph: Graph, other: Graph) -> tuple[Graph, Mapping[str, str]]:
    """Take in the blocks that another graph needs, of those it has; tells what each is called here.

    A block that the project has already, under the same id or, as after an earlier call, under
    another, is that one, wherever its weights come from. A block whose id is that of another here
    gets a new one.
    """
    other = of_same_file(other, graph)
    ids = Ids(graph.blocks)
    # Those within others come first, so that they have their names when the others are compared.
    ordered, circular = in_block_order(other.blocks, other)
    called = {block_id: ids.take(block_id) for block_id in sorted(circular)}
    made = dict(graph.blocks)
    for block_id in ordered:
        block = with_types(other.blocks[block_id], called)
        bare = without_weights(block)
        same = block_id if block_id in made and without_weights(made[block_id]) == bare else ""
        equal = same or next((key for key in made if without_weights(made[key]) == bare), "")
        called[block_id] = equal or ids.take(block_id)
        made[called[block_id]] = block
    made |= {called[key]: with_types(other.blocks[key], called) for key in sorted(circular)}
    return (graph.with_(blocks=made) if made.keys() != graph.blocks.keys() else graph), called


def take_block(graph: Graph, library: Graph) -> tuple[Graph, str]:
    """Make another project a block of this one, with the blocks it needs; gives the block's id."""
    block_id = fresh_id(library.blocks, id_of_name(library.name))
    holder = Graph(
        cards={block_id: Card(block_id, f"{PREFIX}{block_id}")},
        blocks={**library.blocks, block_id: library.with_(blocks={})},
    )
    made, called = bring_blocks(graph, holder)
    return made, called[block_id]


def with_types(graph: Graph, called: Mapping[str, str]) -> Graph:
    """The graph with the cards of blocks being those of the blocks as they are called."""
    renamed = {
        card.id: card.with_(type=f"{PREFIX}{called[block]}")
        for card in graph.cards.values()
        if (block := block_of(card.type)) in called and called[block] != block
    }
    return graph.with_(cards={**graph.cards, **renamed}) if renamed else graph
