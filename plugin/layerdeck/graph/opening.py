"""Opening a block up: its cards in the place of the block's card."""

from collections.abc import Callable, Collection, Container, Mapping

from layerdeck.deck import Catalogue, Role, Value

from .blocks import block_of, block_type, cards_of, parameter_name, used_blocks
from .edits import EditError, remove
from .graph import Graph
from .naming import Ids
from .placed import Card, Position, middle, placed_anew
from .values import fitted
from .wires import End, Wire


def ungroup(graph: Graph, deck: Catalogue, card_id: str) -> Graph:
    """Put the cards of a block in the place of its card.

    What was wired to the card is wired to its parts; values that it gave to parameters are written
    where they went. A block of which no card is left is forgotten.

    Raises:
        EditError: the card is no block, or it is wired as a layer.
    """
    card = graph.cards.get(card_id)
    block = graph.blocks.get(block_of(card.type)) if card else None
    if card is None or block is None:
        raise EditError("Only the card of a block can be opened up.")
    if graph.out_of(card_id, "layer"):
        raise EditError(
            f"{card_id} is wired as a layer, whose parts share their weights. Take that wire away "
            "before opening it up."
        )
    border = {
        item.id: role
        for role in (Role.INPUT, Role.PARAMETER, Role.OUTPUT)
        for item in cards_of(block, deck, role)
    }
    left = remove(graph, [card_id])
    names = _names(left, block, border)
    shift = _shift(card, [item for item in block.cards.values() if item.id in names])
    cards = {**left.cards, **placed_anew(block.cards, names, shift)}
    wires: list[Wire] = []
    bends = dict(graph.bends)
    for wire in graph.wires:
        if wire.source.card == card_id:
            source = _source_of_result(graph, card, block, deck, wire.source.port, names)
            wires += [Wire(source, wire.target)] if source else []
        elif wire.target.card != card_id:
            wires.append(wire)
    for wire in block.wires:
        if wire.target.card not in names:
            continue
        target = End(names[wire.target.card], wire.target.port)
        source = _source(graph, card, block, wire.source, names)
        if source is not None:
            wires.append(Wire(source, target))
            bends[wires[-1]] = tuple(map(shift, block.bends.get(wire, ())))
        elif border.get(wire.source.card) is Role.PARAMETER:
            value = _parameter(card, block.cards[wire.source.card])
            cards[target.card] = _written(cards[target.card], deck, target.port, value)
    opened = left.with_(
        cards=cards,
        wires=wires,
        bends=bends,
        frames={**left.frames, **placed_anew(block.frames, names, shift)},
        notes={**left.notes, **placed_anew(block.notes, names, shift)},
    )
    return _without_unused(opened, graph, block_of(card.type))


def _without_unused(opened: Graph, before: Graph, block_id: str) -> Graph:
    """The graph without a block of which no card is left in the project."""
    # A block that is looked at from inside is among the blocks as it was: it is not asked.
    held = (block for block in opened.blocks.values() if block.cards is not before.cards)
    if any(block_id in used_blocks(graph) for graph in (opened, *held)):
        return opened
    return opened.with_(
        blocks={key: block for key, block in opened.blocks.items() if key != block_id}
    )


def _names(graph: Graph, block: Graph, border: Container[str]) -> dict[str, str]:
    """What everything inside but its border is called outside."""
    ids = Ids((*graph.cards, *graph.frames, *graph.notes))
    inside = (key for key in (*block.cards, *block.frames, *block.notes) if key not in border)
    return {key: ids.take(key) for key in inside}


def _source(
    graph: Graph, card: Card, block: Graph, inner: End, names: Mapping[str, str]
) -> End | None:
    """Where a wire inside starts once the block is open: a part of it, or what fed its card."""
    if inner.card in names:
        return End(names[inner.card], inner.port)
    border = block.cards[inner.card]
    port = border.id if inner.port == "output" else parameter_name(border)
    outer = graph.into(card.id, port)
    return outer[0].source if outer else None


def _source_of_result(
    graph: Graph, card: Card, block: Graph, deck: Catalogue, port: str, names: Mapping[str, str]
) -> End | None:
    """Where a wire that left the block's card starts once it is open."""
    results = cards_of(block, deck, Role.OUTPUT)
    declared = block_type("", block, deck).outputs[1:]
    for result, output in zip(results, declared, strict=True):
        inner = block.into(result.id, "input")
        if output.id == port and inner:
            return _source(graph, card, block, inner[0].source, names)
    return None


def _parameter(card: Card, parameter: Card) -> Value:
    """What a parameter is on this card of the block."""
    return card.values.get(parameter_name(parameter), parameter.values.get("default"))


def _written(card: Card, deck: Catalogue, port: str, value: Value) -> Card:
    if value is None:
        return card
    values = {**card.values, port: value}
    return card.with_(values=fitted(deck[card.type], values) if card.type in deck else values)


def _shift(card: Card, parts: Collection[Card]) -> Callable[[Position], Position]:
    """The way from a place inside to one outside.

    The parts lie to each other as they do inside, their middle at the block's card: so `group` puts
    it there, and they come back to where they were taken from.
    """
    (x, y), (left, top) = card.at or middle(parts), middle(parts)
    return lambda at: (x + at[0] - left, y + at[1] - top)
