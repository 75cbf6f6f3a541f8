"""Making a block of cards. Opening one up again is `opening.ungroup`."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from layerdeck.deck import Catalogue, Kind, Role, Value

from .blocks import PREFIX
from .edits import EditError, fresh_id, is_identifier, output_type
from .graph import Card, End, Graph, Position, Wire
from .walk import in_order

INPUT, OUTPUT, PARAMETER = "keras.Input", "layerdeck.Output", "layerdeck.Parameter"

_COLUMN = 280.0
"""Pixels between a block's cards and the ones at its border."""


@dataclass(slots=True)
class _Inside:
    """The graph of a block in the making, and what its card is wired to outside."""

    cards: dict[str, Card]
    wires: list[Wire] = field(default_factory=list)
    taken: dict[End, str] = field(default_factory=dict)
    given: dict[End, str] = field(default_factory=dict)

    def fresh(self, wanted: str) -> str:
        """An id that no card inside has."""
        return fresh_id(Graph(cards=self.cards), wanted)


def group(
    graph: Graph,
    deck: Catalogue,
    chosen: Collection[str],
    name: str = "Block",
    shapes: Mapping[End, tuple[int | None, ...]] | None = None,
) -> tuple[Graph, str]:
    """Make a block of cards and put its card in their place; gives the card's id.

    The model's Input, Output and Parameter cards stay outside. An initializer, regularizer or
    constraint that only the chosen cards use goes along, of others the block gets its own.
    `shapes` are those of tensors outside,
    without the batch, as far as they are known: they go into the block's Input cards.

    Raises:
        EditError: nothing is left to group, a layer is wired across the border, or the cards lie on
            both sides of one that stays outside.
    """
    members = _members(graph, deck, chosen)
    inside = _Inside({card: graph.cards[card] for card in members})
    if not members:
        raise EditError(
            "Select the layers that are to be a block: inputs and outputs stay outside."
        )
    block_id = _block_id(graph, name)
    card_id = fresh_id(graph, block_id)
    kept: list[Wire] = []
    for wire in graph.wires:
        within = wire.source.card in members, wire.target.card in members
        if within == (True, True):
            inside.wires.append(wire)
        elif within == (False, True):
            kept += _inwards(graph, deck, wire, inside, card_id, shapes or {})
        elif within == (True, False):
            kept.append(_outwards(graph, deck, wire, inside, card_id))
        else:
            kept.append(wire)
    for source in _loose_ends(graph, deck, members):
        _result(graph, source, inside)
    block = Graph(name, inside.cards, tuple(inside.wires))
    at = _middle(graph, members)
    cards = {key: card for key, card in graph.cards.items() if key not in members}
    made = graph.with_(
        cards={**cards, card_id: Card(card_id, f"{PREFIX}{block_id}", at)},
        wires=tuple(kept),
        blocks={**graph.blocks, block_id: block},
    )
    between = in_order(made)[1] - in_order(graph)[1] - {card_id}
    if between:
        raise EditError(
            f"{sorted(between)[0]} lies between the selected cards: what they make goes through it "
            "and comes back. Select it too."
        )
    return made, card_id


def _members(graph: Graph, deck: Catalogue, chosen: Collection[str]) -> dict[str, None]:
    """The chosen cards that go inside, and the objects that only they use, in the graph's order."""
    border = {Role.INPUT, Role.OUTPUT, Role.PARAMETER}
    roles = {key: deck[card.type].role for key, card in graph.cards.items() if card.type in deck}
    members = {key for key in chosen if key in graph.cards and roles.get(key) not in border}
    for key, role in roles.items():
        users = {wire.target.card for wire in graph.wires_of(key) if wire.source.card == key}
        if role is Role.OBJECT and users:
            (members.add if users <= members else members.discard)(key)
    for key, role in roles.items():
        users = {wire.target.card for wire in graph.wires_of(key) if wire.source.card == key}
        if role is Role.VALUE and not users <= members:
            members.discard(key)
    return {key: None for key in graph.cards if key in members}


def _loose_ends(graph: Graph, deck: Catalogue, members: Collection[str]) -> list[End]:
    """The tensors of layers that nothing uses yet: the block gives them too."""
    unused = (key for key in members if not any(w.source.card == key for w in graph.wires_of(key)))
    return [
        End(key, port.id)
        for key in unused
        if graph.cards[key].type in deck
        for port in deck[graph.cards[key].type].outputs
        if port.kind is Kind.TENSOR and not port.when and not port.maybe
    ]


def _inwards(
    graph: Graph,
    deck: Catalogue,
    wire: Wire,
    inside: _Inside,
    card_id: str,
    shapes: Mapping[End, tuple[int | None, ...]],
) -> list[Wire]:
    """Let a wire end at the block's card, and go on inside from a card at the border."""
    kind = output_type(graph, deck, wire.source)
    if kind.kind is Kind.LAYER:
        raise EditError(
            f"{wire.target.card} takes {wire.source.card} as a layer, and a block takes tensors "
            f"and values. Select {wire.source.card} too."
        )
    if kind.kind.is_object:
        return _copied(graph, deck, wire, inside, card_id, shapes)
    border = inside.taken.get(wire.source)
    outer = []
    if border is None:
        border = inside.fresh(wire.source.card)
        inside.taken[wire.source] = border
        inside.cards[border] = _border_card(graph, wire, border, str(kind), shapes)
        outer = [Wire(wire.source, End(card_id, border))]
    port = "output" if kind.kind is Kind.TENSOR else "value"
    inside.wires.append(Wire(End(border, port), wire.target))
    return outer


def _copied(
    graph: Graph,
    deck: Catalogue,
    wire: Wire,
    inside: _Inside,
    card_id: str,
    shapes: Mapping[End, tuple[int | None, ...]],
) -> list[Wire]:
    """Give the block an object of its own, such as an initializer that others outside use too."""
    copy = inside.taken.get(wire.source)
    outer: list[Wire] = []
    if copy is None:
        copy = inside.fresh(wire.source.card)
        inside.taken[wire.source] = copy
        inside.cards[copy] = graph.cards[wire.source.card].with_(id=copy)
        for feeding in graph.wires_of(wire.source.card):
            if feeding.target.card == wire.source.card:
                fed = Wire(feeding.source, End(copy, feeding.target.port))
                outer += _inwards(graph, deck, fed, inside, card_id, shapes)
    inside.wires.append(Wire(End(copy, wire.source.port), wire.target))
    return outer


def _border_card(
    graph: Graph, wire: Wire, border: str, kind: str, shapes: Mapping[End, tuple[int | None, ...]]
) -> Card:
    target = graph.cards.get(wire.target.card)
    x, y = (target.at if target else None) or (0.0, 0.0)
    at = (x - _COLUMN, y)
    if kind == str(Kind.TENSOR):
        shape = shapes.get(wire.source)
        return Card(border, INPUT, at, {} if shape is None else {"shape": shape})
    source = graph.cards[wire.source.card].values
    default = source.get("value", source.get("default"))
    values: dict[str, Value] = {} if kind == str(Kind.INTEGER) else {"type": kind}
    return Card(border, PARAMETER, at, {**values, "default": default})


def _outwards(graph: Graph, deck: Catalogue, wire: Wire, inside: _Inside, card_id: str) -> Wire:
    """Let a wire start at the block's card, fed inside through an Output card."""
    if output_type(graph, deck, wire.source).kind is not Kind.TENSOR:
        raise EditError(
            f"{wire.source} is wired to {wire.target.card}, and a block gives tensors only. Select "
            f"{wire.target.card} too."
        )
    return Wire(End(card_id, _result(graph, wire.source, inside)), wire.target)


def _result(graph: Graph, source: End, inside: _Inside) -> str:
    """The Output card inside that a tensor leaves the block through."""
    border = inside.given.get(source)
    if border is None:
        border = inside.fresh("result")
        inside.given[source] = border
        x, y = graph.cards[source.card].at or (0.0, 0.0)
        inside.cards[border] = Card(border, OUTPUT, (x + _COLUMN, y))
        inside.wires.append(Wire(source, End(border, "input")))
    return border


def _block_id(graph: Graph, name: str) -> str:
    wanted = "_".join(name.lower().split())
    wanted = wanted if is_identifier(wanted) else "block"
    taken = Graph(cards={key: Card(key, "") for key in graph.blocks})
    return fresh_id(taken, wanted)


def _middle(graph: Graph, cards: Collection[str]) -> Position:
    places = [graph.cards[key].at or (0.0, 0.0) for key in cards]
    return (
        float(round(sum(x for x, _ in places) / len(places))),
        float(round(sum(y for _, y in places) / len(places))),
    )
