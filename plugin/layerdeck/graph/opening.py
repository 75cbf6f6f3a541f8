"""Opening a block up: its cards in the place of the block's card."""

from collections.abc import Mapping

from layerdeck.deck import Catalogue, Role, Value

from .blocks import block_of, block_type, cards_of, parameter_name, reached_blocks
from .edits import EditError, fresh_id
from .graph import Card, End, Graph, Position, Wire


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
    cards = {key: item for key, item in graph.cards.items() if key != card_id}
    names: dict[str, str] = {}
    for key, item in block.cards.items():
        if key not in border:
            names[key] = fresh_id(Graph(cards=cards), key)
            cards[names[key]] = item.with_(id=names[key], at=_place(card, block, item))
    wires: list[Wire] = []
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
        elif border.get(wire.source.card) is Role.PARAMETER:
            value = _parameter(card, block.cards[wire.source.card])
            cards[target.card] = _written(cards[target.card], target.port, value)
    opened = graph.with_(cards=cards, wires=tuple(wires))
    used = reached_blocks(opened, opened.blocks)
    return opened.with_(blocks={key: kept for key, kept in opened.blocks.items() if key in used})


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


def _written(card: Card, port: str, value: Value) -> Card:
    return card.with_(values={**card.values, port: value}) if value is not None else card


def _place(card: Card, block: Graph, inner: Card) -> Position | None:
    """The parts lie to each other as they do inside, the leftmost and topmost at the card."""
    placed = [item.at for item in block.cards.values() if item.at]
    if card.at is None or inner.at is None:
        return None
    left, top = min(x for x, _ in placed), min(y for _, y in placed)
    return card.at[0] + inner.at[0] - left, card.at[1] + inner.at[1] - top
