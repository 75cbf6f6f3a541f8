"""Edits: pure functions from a Graph to a Graph.

Each raises `EditError` with a sentence for a person where the edit cannot be made.
"""

import keyword
import re
import unicodedata
from collections.abc import Iterable, Mapping
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

from .graph import Card, End, Graph, Position, Wire
from .values import fitted
from .walk import downstream


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
    declared = _declared(deck, card_type)
    card_id = card_id or fresh_id(graph, stem(declared))
    if card_id in graph.cards:
        raise EditError(f"There is a card called {card_id} already.")
    if values is None:
        values = {port.id: port.initial for port in declared.inputs if port.initial is not None}
    card = Card(card_id, card_type, (float(at[0]), float(at[1])))
    for port_id, value in values.items():
        card = _with_value(card, declared, port_id, value)
    return graph.with_(cards={**graph.cards, card_id: card}), card_id


def remove(graph: Graph, cards: Iterable[str], wires: Iterable[Wire] = ()) -> Graph:
    """Take away cards with the wires that touch them, and further wires."""
    gone, cut = set(cards), set(wires)
    return graph.with_(
        cards={card_id: card for card_id, card in graph.cards.items() if card_id not in gone},
        wires=tuple(
            wire
            for wire in graph.wires
            if wire not in cut and not {wire.source.card, wire.target.card} & gone
        ),
    )


def move(graph: Graph, places: Mapping[str, Position]) -> Graph:
    """Lay cards at new places."""
    moved = {
        card_id: graph.cards[card_id].with_(at=(float(x), float(y)))
        for card_id, (x, y) in places.items()
        if card_id in graph.cards
    }
    return graph.with_(cards={**graph.cards, **moved})


def set_value(graph: Graph, deck: Catalogue, card_id: str, port_id: str, value: Any) -> Graph:
    """Give an input a value; the default takes the value away, as does `reset_value`."""
    card = _card(graph, card_id)
    return _put(graph, _with_value(card, _declared(deck, card.type), port_id, value))


def reset_value(graph: Graph, card_id: str, port_id: str) -> Graph:
    """Take the value of an input away, so that the default holds."""
    card = _card(graph, card_id)
    values = {key: value for key, value in card.values.items() if key != port_id}
    return _put(graph, card.with_(values=values))


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
    if new_id in graph.cards:
        raise EditError(f"There is a card called {new_id} already.")
    cards = {
        new_id if key == card_id else key: card.with_(id=new_id) if key == card_id else other
        for key, other in graph.cards.items()
    }

    def renamed(end: End) -> End:
        return End(new_id, end.port) if end.card == card_id else end

    wires = tuple(Wire(renamed(wire.source), renamed(wire.target)) for wire in graph.wires)
    return graph.with_(cards=cards, wires=wires)


def connect(graph: Graph, deck: Catalogue, source: End, target: End) -> Graph:
    """Wire an output to an input.

    An input that takes one wire lets go of the wire it had; a list of tensors takes it at its end.
    """
    reason = why_not_connect(graph, deck, source, target)
    if reason:
        raise EditError(reason)
    wire = Wire(source, target)
    port = _input(deck[graph.cards[target.card].type], target.port)
    kept = graph.wires
    if not port.takes_many_wires:
        kept = tuple(other for other in kept if other.target != target)
    return graph.with_(wires=(*kept, wire))


def disconnect(graph: Graph, wire: Wire) -> Graph:
    """Take one wire away."""
    kept = list(graph.wires)
    if wire in kept:
        kept.remove(wire)
    return graph.with_(wires=tuple(kept))


def why_not_connect(graph: Graph, deck: Catalogue, source: End, target: End) -> str:
    """Say in a sentence why two ends may not be wired; empty where they may."""
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
    if source.card in downstream(graph, [target.card]):
        return f"That would close a circle: {source.card} is fed by {target.card} already."
    return ""


def input_port(graph: Graph, deck: Catalogue, end: End) -> Port:
    """The declared input at an end of a wire."""
    return _input(_declared(deck, _card(graph, end.card).type), end.port)


def input_type(graph: Graph, deck: Catalogue, end: End) -> PortType:
    """The type an input takes, on this card with its values."""
    card = _card(graph, end.card)
    return port_type(input_port(graph, deck, end), deck[card.type], card.values)


def output_type(graph: Graph, deck: Catalogue, end: End) -> PortType:
    """The type an output gives, on this card with its values."""
    card = _card(graph, end.card)
    declared = _declared(deck, card.type)
    for port in visible_outputs(declared, card.values):
        if port.id == end.port:
            return port_type(port, declared, card.values)
    raise EditError(f"{declared.title} has no output called {end.port}.")


def fresh_id(graph: Graph, wanted: str) -> str:
    """`wanted`, or with the first number from 2 on that makes it new in the graph."""
    if wanted not in graph.cards:
        return wanted
    number = 2
    while f"{wanted}_{number}" in graph.cards:
        number += 1
    return f"{wanted}_{number}"


def is_identifier(text: str) -> bool:
    """Whether `text` can be a variable of the exported code.

    Python reads ﬁ as fi and 𝐱 as x, so that two such cards would be one variable: only the plain
    form of a name will do.
    """
    plain = text.isascii() or unicodedata.normalize("NFKC", text) == text
    return plain and text.isidentifier() and not keyword.iskeyword(text)


def stem(card_type: CardType) -> str:
    """The name new cards of a type start from, as Keras makes it: `conv3d_transpose`."""
    name = card_type.id.rsplit(".", 1)[-1]
    snake = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=.)(?=[A-Z][a-z])", "_", name).lower()
    return card_type.variable or (f"{snake}_" if keyword.iskeyword(snake) else snake)


def _with_value(card: Card, declared: CardType, port_id: str, raw: Any) -> Card:
    port = _input(declared, port_id)
    try:
        value = normalise(followed(port, declared, card.values), raw)
    except BadValueError as error:
        raise EditError(str(error)) from error
    # All values, because what one says may be the type of another: a Parameter's.
    return card.with_(values=fitted(declared, {**card.values, port.id: value}))


def _put(graph: Graph, card: Card) -> Graph:
    return graph.with_(cards={**graph.cards, card.id: card})


def _card(graph: Graph, card_id: str) -> Card:
    if card_id not in graph.cards:
        raise EditError(f"There is no card called {card_id}.")
    return graph.cards[card_id]


def _declared(deck: Catalogue, card_type: str) -> CardType:
    if card_type not in deck:
        raise EditError(f"The card {card_type} is not in the deck: is its package installed?")
    return deck[card_type]


def _input(declared: CardType, port_id: str) -> Port:
    port = declared.input(port_id)
    if port is None:
        raise EditError(f"{declared.title} has no input called {port_id}.")
    return port
