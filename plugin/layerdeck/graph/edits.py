"""Edits: pure functions from a Graph to a Graph.

Each raises `EditError` with a sentence for a person where the edit cannot be made.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import isfinite
from typing import Any

from layerdeck.deck import (
    BadValueError,
    CardType,
    Catalogue,
    Port,
    PortType,
    followed,
    normalise,
    port_type,
    visible_outputs,
    why_not,
)

from .graph import Graph
from .naming import fresh_id, is_identifier, stem
from .placed import FARTHEST, Card, Item, Position, updated
from .values import fitted
from .walk import downstream
from .wires import End, Wire


class EditError(ValueError):
    """An edit that cannot be made; the message is a sentence for a person."""


def add(
    graph: Graph,
    deck: Catalogue,
    card_type: str,
    at: Position,
    values: Mapping[str, Any] | None = None,
    card_id: str = "",
) -> tuple[Graph, str]:
    """Place a new card; gives the graph and the new card's id.

    Without `values` the card starts with the initial values its type declares.
    """
    declared = declared_in(deck, card_type)
    card_id = card_id or fresh_id(graph, stem(declared))
    require_new(graph, card_id)
    card = Card(card_id, card_type, place(at))
    for port_id, value in (declared.initial_values if values is None else values).items():
        card = _with_value(card, declared, port_id, value)
    return graph.with_(cards=updated(graph.cards, {card_id: card})), card_id


def remove(graph: Graph, items: Iterable[str], wires: Iterable[Wire] = ()) -> Graph:
    """Take away cards with the wires that touch them, frames, notes and further wires."""
    gone, cut = set(items), set(wires)
    cut.update(wire for key in gone for wire in graph.wires_of(key))
    return graph.with_(
        cards=_without(graph.cards, gone),
        frames=_without(graph.frames, gone),
        notes=_without(graph.notes, gone),
        wires=[wire for wire in graph.wires if wire not in cut] if cut else graph.wires,
    )


def _without(items: Mapping[str, Item], gone: set[str]) -> Mapping[str, Item]:
    if gone.isdisjoint(items):
        return items
    return {key: item for key, item in items.items() if key not in gone}


def move(
    graph: Graph,
    places: Mapping[str, Position],
    bends: Mapping[Wire, Sequence[Position]] | None = None,
) -> Graph:
    """Lay cards, frames and notes at new places; `bends` are those of wires to lead otherwise."""
    at = {key: place(position) for key, position in places.items()}
    led = {wire: tuple(map(place, points)) for wire, points in (bends or {}).items()}
    return graph.with_(
        cards=_laid(graph.cards, at),
        frames=_laid(graph.frames, at),
        notes=_laid(graph.notes, at),
        bends=updated(graph.bends, led) if led else graph.bends,
    )


def _laid(items: Mapping[str, Item], at: Mapping[str, Position]) -> Mapping[str, Item]:
    moved = {key: items[key].with_(at=at[key]) for key in at if key in items}
    return updated(items, moved) if moved else items


def bend(graph: Graph, wire: Wire, points: Sequence[Position]) -> Graph:
    """Lead a wire through points, in order from its source to its target; straight with none."""
    if wire not in graph.wires:
        raise EditError(f"There is no wire from {wire.source} to {wire.target}.")
    return move(graph, {}, {wire: points})


def collapse(graph: Graph, cards: Iterable[str], on: bool = True) -> Graph:
    """Let cards show their heads alone, or open them again."""
    there = [graph.cards[key] for key in cards if key in graph.cards]
    folded = {card.id: card.with_(collapsed=on) for card in there}
    return graph.with_(cards=updated(graph.cards, folded))


def set_value(graph: Graph, deck: Catalogue, card_id: str, port_id: str, value: Any) -> Graph:
    """Give an input a value; the default takes the value away, as does `reset_value`."""
    return set_values(graph, deck, [card_id], port_id, value)


def set_values(
    graph: Graph, deck: Catalogue, cards: Iterable[str], port_id: str, value: Any
) -> Graph:
    """Give an input of several cards a value, of all of them or of none."""
    given: dict[str, Card] = {}
    for card_id in cards:
        card = _card(graph, card_id)
        given[card_id] = _with_value(card, declared_in(deck, card.type), port_id, value)
    return graph.with_(cards=updated(graph.cards, given))


def reset_value(graph: Graph, card_id: str, port_id: str) -> Graph:
    """Take the value of an input away, so that the default holds."""
    return reset_values(graph, [card_id], port_id)


def reset_values(graph: Graph, cards: Iterable[str], port_id: str) -> Graph:
    """Take the value of an input of several cards away."""
    reset: dict[str, Card] = {}
    for card in (_card(graph, card_id) for card_id in cards):
        values = {key: value for key, value in card.values.items() if key != port_id}
        reset[card.id] = card.with_(values=values)
    return graph.with_(cards=updated(graph.cards, reset))


def rename(graph: Graph, card_id: str, new_id: str) -> Graph:
    """Give a card another id, which is the variable's name in the exported code."""
    card = _card(graph, card_id)
    if new_id == card_id:
        return graph
    if not is_identifier(new_id):
        raise EditError(
            f"“{new_id}” cannot name a card: letters, digits and _ only, no digit first, "
            "and no word of Python."
        )
    require_new(graph, new_id)
    cards = {
        new_id if key == card_id else key: card.with_(id=new_id) if key == card_id else other
        for key, other in graph.cards.items()
    }

    def renamed(end: End) -> End:
        return End(new_id, end.port) if end.card == card_id else end

    return rewired(
        graph.with_(cards=cards),
        lambda wire: Wire(renamed(wire.source), renamed(wire.target)),
    )


def rewired(graph: Graph, other: Callable[[Wire], Wire]) -> Graph:
    """The graph with every wire as `other` makes it, led as it was before."""
    return graph.with_(
        wires=tuple(map(other, graph.wires)),
        bends={other(wire): points for wire, points in graph.bends.items()},
    )


def connect(graph: Graph, deck: Catalogue, source: End, target: End) -> Graph:
    """Wire an output to an input.

    An input that takes one wire lets go of the wire it had; a list of tensors takes it at its end.
    """
    reason = why_not_connect(graph, deck, source, target)
    if reason:
        raise EditError(reason)
    wire = Wire(source, target)
    port = _input(deck[graph.cards[target.card].type], target.port)
    replaced = () if port.takes_many_wires else graph.into(*target)
    return graph.with_(wires=(*(other for other in graph.wires if other not in replaced), wire))


def disconnect(graph: Graph, wire: Wire) -> Graph:
    """Take one wire away."""
    if wire not in graph.wires:
        return graph
    place = graph.wires.index(wire)
    return graph.with_(wires=graph.wires[:place] + graph.wires[place + 1 :])


def why_not_connect(graph: Graph, deck: Catalogue, source: End, target: End) -> str:
    """Say in a sentence why two ends may not be wired; empty where they may."""
    reason = why_not_match(graph, deck, source, target)
    if not reason and source.card in downstream(graph, [target.card]):
        return circle_words(source, target)
    return reason


def circle_words(source: End, target: End) -> str:
    """The sentence for a wire that would close a circle."""
    return f"That would close a circle: {source.card} is fed by {target.card} already."


def why_not_match(graph: Graph, deck: Catalogue, source: End, target: End) -> str:
    """The same as `why_not_connect`, but for circles: those are found by a walk of the graph."""
    try:
        given = output_type(graph, deck, source)
        port = input_port(graph, deck, target)
        taken = input_type(graph, deck, target)
    except EditError as error:
        return str(error)
    reason = why_not(given, taken)
    if reason:
        return f"{port.title}: {reason}"
    if Wire(source, target) in graph.into(*target):
        return f"{source} and {target} are wired already."
    return ""


def input_port(graph: Graph, deck: Catalogue, end: End) -> Port:
    """The declared input at an end of a wire."""
    return _input(declared_in(deck, _card(graph, end.card).type), end.port)


def input_type(graph: Graph, deck: Catalogue, end: End) -> PortType:
    """The type an input takes, on this card with its values."""
    card = _card(graph, end.card)
    return port_type(input_port(graph, deck, end), deck[card.type], card.values)


def output_type(graph: Graph, deck: Catalogue, end: End) -> PortType:
    """The type an output gives, on this card with its values."""
    card = _card(graph, end.card)
    declared = declared_in(deck, card.type)
    for port in visible_outputs(declared, card.values):
        if port.id == end.port:
            return port_type(port, declared, card.values)
    raise EditError(f"{declared.title} has no output called {end.port}.")


def _with_value(card: Card, declared: CardType, port_id: str, raw: Any) -> Card:
    port = _input(declared, port_id)
    try:
        value = normalise(followed(port, declared, card.values), raw)
    except BadValueError as error:
        raise EditError(str(error)) from error
    # All values, because what one says may be the type of another: a Parameter's.
    return card.with_(values=fitted(declared, {**card.values, port.id: value}))


def declared_in(deck: Catalogue, card_type: str) -> CardType:
    """What a card type is.

    Raises:
        EditError: the deck does not have it.
    """
    if card_type not in deck:
        raise EditError(f"The card {card_type} is not in the deck: is its package installed?")
    return deck[card_type]


def require_new(graph: Graph, item_id: str) -> None:
    """Refuse an id that a card, frame or note has."""
    if item_id in graph:
        kind = type(graph.item(item_id)).__name__.lower()
        raise EditError(f"There is a {kind} called {item_id} already.")


def place(at: Position) -> Position:
    """A place on the canvas as graphs hold it.

    Raises:
        EditError: it is none, and no file could hold it.
    """
    x, y = float(at[0]), float(at[1])
    if not (isfinite(x) and isfinite(y) and max(abs(x), abs(y)) <= FARTHEST):
        raise EditError(
            f"A place must be two finite numbers of pixels within ±{FARTHEST:.0f}, and got "
            f"{x:g}, {y:g}."
        )
    return x, y


def _card(graph: Graph, card_id: str) -> Card:
    if card_id not in graph.cards:
        raise EditError(f"There is no card called {card_id}.")
    return graph.cards[card_id]


def _input(declared: CardType, port_id: str) -> Port:
    port = declared.input(port_id)
    if port is None:
        raise EditError(f"{declared.title} has no input called {port_id}.")
    return port
