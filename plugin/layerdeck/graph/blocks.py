"""Blocks: graphs used as cards, any number of times.

A block is a Graph like any other. What a person puts into it is what its card shows: its Input
cards are the tensors that it takes, its Parameter cards the values, its Output cards what it gives.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from layerdeck.deck import CardType, Catalogue, Kind, Port, Role, followed

from .graph import Graph
from .naming import is_identifier
from .placed import Card

INPUT, OUTPUT, PARAMETER = "keras.Input", "layerdeck.Output", "layerdeck.Parameter"
"""The cards that stand at the border of a graph."""

PREFIX = "block:"
"""A card of type `block:encoder` is the project's block `encoder`."""

WITHIN = "/"
"""Parts a block's card from one inside it, where that is named by its way: `encoder/conv`."""


def block_of(card_type: str) -> str:
    """The id of the block that a card type names; empty for any other type."""
    return card_type.removeprefix(PREFIX) if card_type.startswith(PREFIX) else ""


def first_card_of(block_id: str) -> str:
    """The id of a block's first card; in the code the block's function has the name by itself."""
    return f"{block_id}_1"


def id_of_name(name: str, otherwise: str = "block") -> str:
    """The id that a block of this name would have: `double_convolution`."""
    wanted = "_".join(name.lower().split())
    return wanted if is_identifier(wanted) else otherwise


def with_blocks(deck: Catalogue, graph: Graph) -> Catalogue:
    """The deck with a card type for every block of the graph; the deck itself if it has none."""
    if not graph.blocks:
        return deck
    return deck.with_cards(block_type(key, block, deck) for key, block in graph.blocks.items())


def block_type(block_id: str, block: Graph, deck: Catalogue) -> CardType:
    """What the card of a block is, read off its Input, Parameter and Output cards."""
    ports = border(block, deck)
    return CardType(
        id=f"{PREFIX}{block_id}",
        title=block.name or block_id,
        category="Blocks",
        role=Role.BLOCK,
        inputs=tuple(ports.inputs.values()),
        outputs=(
            Port(
                id="layer",
                title="Layer instance",
                kind=Kind.LAYER,
                help="The block as one layer, for a wrapper, or to apply again with the same "
                "weights. Its Input cards must then say their shapes.",
            ),
            *ports.outputs.values(),
        ),
        help=f"A block of this project, made of {len(block.cards)} cards.",
        variable=first_card_of(block_id),
    )


class Border(NamedTuple):
    """The ports of a block's cards, by the card inside that each is read off."""

    inputs: Mapping[str, Port]
    outputs: Mapping[str, Port]


def border(block: Graph, deck: Catalogue) -> Border:
    """The ports that the cards of a block have, in order: its parameters before its tensors."""
    return Border(
        {card.id: _value(card, deck[card.type]) for card in parameters_of(block, deck)}
        | {card.id: _tensor(card) for card in cards_of(block, deck, Role.INPUT)},
        {card.id: _result(card) for card in cards_of(block, deck, Role.OUTPUT)},
    )


def cards_of(block: Graph, deck: Catalogue, role: Role) -> list[Card]:
    """The cards of a graph that have a role, in order."""
    return [
        card for card in block.cards.values() if card.type in deck and deck[card.type].role is role
    ]


def parameters_of(block: Graph, deck: Catalogue) -> list[Card]:
    """The Parameter cards of a graph that nothing feeds, in order."""
    return [
        card
        for card in cards_of(block, deck, Role.PARAMETER)
        if not any(wire.target.card == card.id for wire in block.wires_of(card.id))
    ]


def used_blocks(graph: Graph) -> Iterator[str]:
    """The blocks of which a graph itself, its blocks apart, holds a card; each once."""
    yield from dict.fromkeys(filter(None, (block_of(card.type) for card in graph.cards.values())))


def reached_blocks(graph: Graph, blocks: Mapping[str, Graph]) -> set[str]:
    """The blocks that a graph needs: those it holds a card of, and those within them."""
    waiting = list(used_blocks(graph))
    reached: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in blocks and name not in reached:
            reached.add(name)
            waiting += used_blocks(blocks[name])
    return reached


def in_block_order(blocks: Mapping[str, Graph], graph: Graph) -> tuple[list[str], set[str]]:
    """The blocks that a graph needs, those within others first; and those left over in a circle."""
    needed = reached_blocks(graph, blocks)
    rest = [name for name in blocks if name in needed]
    inside = {name: needed.intersection(used_blocks(blocks[name])) for name in rest}
    ordered: list[str] = []
    while ready := [name for name in rest if all(inner in ordered for inner in inside[name])]:
        ordered += ready
        rest = [name for name in rest if name not in ready]
    return ordered, set(rest)


def parameter_name(card: Card) -> str:
    """The name of a Parameter card's argument."""
    return str(card.values.get("name") or card.id)


def _value(card: Card, declared: CardType) -> Port:
    source = declared.input("default")
    assert source is not None, f"{declared.id} has the role of a parameter and no default"
    port = followed(source, declared, card.values)
    default = card.values.get("default")
    return replace(
        port,
        id=parameter_name(card),
        title=_title(parameter_name(card)),
        initial=None,
        main=True,
        help="A parameter of the block; what is left alone is as it says inside.",
        default=port.default if default is None else default,
    )


def _tensor(card: Card) -> Port:
    shape = card.values.get("shape")
    return Port(
        id=card.id,
        title=_name(card),
        kind=Kind.TENSOR,
        main=True,
        example=shape,
        dtype=str(card.values.get("dtype") or ""),
        help="What the Input card of this name takes, inside the block.",
    )


def _result(card: Card) -> Port:
    return Port(
        # The Layer instance has the name of an output already.
        id=card.id if card.id != "layer" else "layer_",
        title=_name(card),
        kind=Kind.TENSOR,
        help="What the Output card of this name gives, inside the block.",
    )


def _name(card: Card) -> str:
    return str(card.values.get("name") or "") or _title(card.id)


def _title(identifier: str) -> str:
    return identifier.replace("_", " ").strip().capitalize() or identifier


def inside_of(whole: Graph, block_id: str) -> Graph:
    """A block as a graph to look at and edit, which knows what its project does besides."""
    return whole.blocks[block_id].with_(blocks=whole.blocks, weights=whole.weights)


def put_back(whole: Graph, block_id: str, inside: Graph) -> Graph:
    """The project with a block as it is after an edit inside it."""
    return whole.with_(blocks={**inside.blocks, block_id: inside.with_(blocks={}, weights="")})


def changed_place(old: Graph, new: Graph) -> tuple[str, ...] | None:
    """Where two versions of a project differ: in a block, named, or with an empty way outside.

    None where they differ in neither.
    """
    if old.with_(name=new.name, blocks=new.blocks, rest=new.rest) != new:
        return ()
    other = (key for key in new.blocks if old.blocks.get(key) != new.blocks[key])
    found = next(other, None)
    return (found,) if found else None
