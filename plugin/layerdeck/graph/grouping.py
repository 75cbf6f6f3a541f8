"""Making a block of cards. Opening one up again is `opening.ungroup`."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from layerdeck.deck import Catalogue, Kind, Role, Value

from .blocks import INPUT, OUTPUT, PARAMETER, PREFIX, first_card_of, id_of_name
from .edits import EditError, output_type, remove
from .graph import Graph
from .naming import fresh_id
from .placed import Card, middle
from .walk import in_order
from .wires import End, Wire, Wires

_COLUMN = 280.0
"""Pixels between a block's cards and the ones at its border."""


@dataclass(slots=True)
class _Inside:
    """The graph of a block in the making, and what its card is wired to outside.

    Attributes:
        graph: what the block is cut out of.
        card_id: of the card that will stand for it there.
        shapes: of tensors outside, as far as they are known.
        taken: by what is wired from outside, the card inside that stands for it.
        given: by what is wired to the outside, the Output card it leaves through.
        areas: ids of the frames and notes that go along.
    """

    graph: Graph
    deck: Catalogue
    card_id: str
    shapes: Mapping[End, tuple[int | None, ...]]
    cards: dict[str, Card]
    wires: list[Wire] = field(default_factory=list)
    taken: dict[End, str] = field(default_factory=dict)
    given: dict[End, str] = field(default_factory=dict)
    areas: frozenset[str] = frozenset()

    def fresh(self, wanted: str) -> str:
        """An id that no card inside has."""
        return fresh_id({*self.cards, *self.areas}, wanted)


def group(
    graph: Graph,
    deck: Catalogue,
    chosen: Collection[str],
    name: str = "Block",
    shapes: Mapping[End, tuple[int | None, ...]] | None = None,
) -> tuple[Graph, str]:
    """Make a block of cards and put its card in their place; gives the card's id.

    Chosen frames and notes go inside too.

    The model's Input, Output and Parameter cards stay outside. An initializer, regularizer or
    constraint that only the chosen cards use goes along, of others the block gets its
    own. `shapes` are those of tensors outside, without the batch, as far as they are known: they go
    into the block's Input cards.

    Raises:
        EditError: nothing is left to group or nothing of it makes a tensor, a layer is wired across
            the border, or the cards lie on both sides of one that stays outside.
    """
    members = _members(graph, deck, chosen)
    if not members:
        raise EditError(
            "Select the layers that are to be a block: inputs and outputs stay outside."
        )
    block_id = fresh_id(graph.blocks, id_of_name(name))
    card_id = fresh_id(graph, first_card_of(block_id))
    own = {card: graph.cards[card] for card in members}
    areas = frozenset(chosen).intersection((*graph.frames, *graph.notes))
    inside = _Inside(graph, deck, card_id, shapes or {}, own, areas=areas)
    kept: list[Wire] = []
    for wire in graph.wires:
        within = wire.source.card in members, wire.target.card in members
        if within == (True, True):
            inside.wires.append(wire)
        elif within == (False, True):
            kept += _inwards(wire, inside)
        elif within == (True, False):
            kept.append(_outwards(wire, inside))
        else:
            kept.append(wire)
    for source in _loose_ends(graph, deck, members):
        _result(source, inside)
    if not inside.given:
        raise EditError("Select layers too: a block gives tensors, and nothing selected makes one.")
    block = Graph(
        name,
        inside.cards,
        Wires(inside.wires),
        frames={key: frame for key, frame in graph.frames.items() if key in areas},
        notes={key: note for key, note in graph.notes.items() if key in areas},
        bends=graph.bends,
    )
    at = middle(graph.cards[key] for key in members)
    left = remove(graph, (*members, *areas))
    made = left.with_(
        cards={**left.cards, card_id: Card(card_id, f"{PREFIX}{block_id}", at)},
        wires=kept,
        bends=graph.bends,
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
        users = _users(graph, key)
        if role is Role.OBJECT and users:
            (members.add if users <= members else members.discard)(key)
    for key, role in roles.items():
        if role is Role.VALUE and not _users(graph, key) <= members:
            members.discard(key)
    return {key: None for key in graph.cards if key in members}


def _users(graph: Graph, card: str) -> set[str]:
    """The cards that a card feeds."""
    return {wire.target.card for wire in graph.wires_of(card) if wire.source.card == card}


def _loose_ends(graph: Graph, deck: Catalogue, members: Collection[str]) -> list[End]:
    """The tensors of layers that nothing uses yet: the block gives them too."""
    unused = (key for key in members if not _users(graph, key))
    return [
        End(key, port.id)
        for key in unused
        if graph.cards[key].type in deck
        for port in deck[graph.cards[key].type].outputs
        if port.kind is Kind.TENSOR and not port.when and not port.maybe
    ]


def _inwards(wire: Wire, inside: _Inside) -> list[Wire]:
    """Let a wire come in from outside; gives the wires to the block's card that this takes.

    A tensor or value comes in at a card of the block's border, an initializer or the like that
    others use too as a copy.
    """
    kind = output_type(inside.graph, inside.deck, wire.source)
    if kind.kind is Kind.LAYER:
        raise EditError(
            f"{wire.target.card} takes {wire.source.card} as a layer, and a block takes tensors "
            f"and values. Select {wire.source.card} too."
        )
    stand_in = inside.taken.get(wire.source)
    outer: list[Wire] = []
    if stand_in is None:
        stand_in = inside.fresh(wire.source.card)
        inside.taken[wire.source] = stand_in
        if kind.kind.is_object:
            outer = _copy(wire.source.card, stand_in, inside)
        else:
            inside.cards[stand_in] = _border_card(wire, stand_in, str(kind), inside)
            outer = [Wire(wire.source, End(inside.card_id, stand_in))]
    port = "output" if kind.kind is Kind.TENSOR else wire.source.port
    inside.wires.append(Wire(End(stand_in, port), wire.target))
    return outer


def _copy(card: str, copy: str, inside: _Inside) -> list[Wire]:
    """Give the block an object of its own, with all that feeds it."""
    inside.cards[copy] = inside.graph.cards[card].with_(id=copy)
    feeding = [wire for wire in inside.graph.wires_of(card) if wire.target.card == card]
    fed = (Wire(wire.source, End(copy, wire.target.port)) for wire in feeding)
    return [outer for wire in fed for outer in _inwards(wire, inside)]


def _border_card(wire: Wire, border: str, kind: str, inside: _Inside) -> Card:
    target = inside.graph.cards.get(wire.target.card)
    x, y = (target.at if target else None) or (0.0, 0.0)
    at = (x - _COLUMN, y)
    if kind == str(Kind.TENSOR):
        shape = inside.shapes.get(wire.source)
        return Card(border, INPUT, at, {} if shape is None else {"shape": shape})
    source = inside.graph.cards[wire.source.card].values
    default = source.get("value", source.get("default"))
    values: dict[str, Value] = {} if kind == str(Kind.INTEGER) else {"type": kind}
    return Card(border, PARAMETER, at, {**values, "default": default})


def _outwards(wire: Wire, inside: _Inside) -> Wire:
    """Let a wire start at the block's card, fed inside through an Output card."""
    if output_type(inside.graph, inside.deck, wire.source).kind is not Kind.TENSOR:
        raise EditError(
            f"{wire.source} is wired to {wire.target.card}, and a block gives tensors only. Select "
            f"{wire.target.card} too."
        )
    return Wire(End(inside.card_id, _result(wire.source, inside)), wire.target)


def _result(source: End, inside: _Inside) -> str:
    """The Output card inside that a tensor leaves the block through."""
    border = inside.given.get(source)
    if border is None:
        border = inside.fresh(f"{source.card}_{source.port}")
        inside.given[source] = border
        x, y = inside.graph.cards[source.card].at or (0.0, 0.0)
        inside.cards[border] = Card(border, OUTPUT, (x + _COLUMN, y))
        inside.wires.append(Wire(source, End(border, "input")))
    return border
