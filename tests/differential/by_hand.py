"""The model of a graph, made by hand: classes of Keras called with what stands on the cards.

This knows nothing of Programs: neither how they are made, nor printed, nor run. Every argument that
a card has is handed over, defaults too, so that a default that is not Keras' own shows.
"""

from typing import Any

from truth.faults import class_of, exists

from layerdeck.deck import CardType, Catalogue, Kind, Port, Role, Value, visible_outputs
from layerdeck.engine.backend import keras
from layerdeck.graph import Card, End, Graph


def by_hand(graph: Graph, deck: Catalogue, name: str = "by_hand") -> Any:
    """The model of this name, its layers named as in a fresh process."""
    keras.utils.clear_session(free_memory=False)
    hand = Hand(graph, deck)
    # In the order of their cards, which is the order of the automatic names.
    inputs = [
        hand.result(id_) for id_, card in graph.cards.items() if hand.role(card) is Role.INPUT
    ]
    results = [
        hand.end(graph.into(card.id, "input")[0].source)
        for card in graph.cards.values()
        if hand.role(card) is Role.OUTPUT
    ]
    return keras.Model(inputs[0] if len(inputs) == 1 else inputs, results[0], name=name)


class Hand:
    """Makes what stands on cards, each once."""

    def __init__(self, graph: Graph, deck: Catalogue) -> None:
        self.graph = graph
        self.deck = deck
        self.made: dict[str, Any] = {}
        self.results: dict[str, Any] = {}

    def role(self, card: Card) -> Role:
        return self.deck[card.type].role

    def end(self, end: End) -> Any:
        """What an output gives: a layer or an object itself, or one of the tensors."""
        declared = self.deck[self.graph.cards[end.card].type]
        port = declared.output(end.port)
        assert port is not None
        if port.kind is not Kind.TENSOR or declared.role is Role.INPUT:
            return self.thing(end.card)
        given = self.result(end.card)
        if not isinstance(given, (list, tuple)):
            return given
        tensors = visible_outputs(declared, self.graph.cards[end.card].values)
        names = [each.id for each in tensors if each.kind is Kind.TENSOR]
        return given[names.index(end.port)]

    def thing(self, card_id: str) -> Any:
        """The layer, object, input or value of a card."""
        if card_id not in self.made:
            card = self.graph.cards[card_id]
            declared = self.deck[card.type]
            if declared.role in (Role.VALUE, Role.PARAMETER):
                name = "value" if declared.role is Role.VALUE else "default"
                self.made[card_id] = card.values.get(name, declared.input(name).default)  # type: ignore[union-attr]
            else:
                self.made[card_id] = class_of(declared)(**self.arguments(card, declared))
        return self.made[card_id]

    def result(self, card_id: str) -> Any:
        """What the layer of a card gives for its tensors."""
        card = self.graph.cards[card_id]
        declared = self.deck[card.type]
        if declared.role is Role.INPUT:
            return self.thing(card_id)
        if card_id not in self.results:
            if declared.role is Role.CALL:
                layer = self.wired(card_id, declared.inputs[0])
                tensors = self.wired(card_id, declared.inputs[1])
                self.results[card_id] = layer(tensors[0] if len(tensors) == 1 else tensors)
            else:
                in_order, named = self.call(card, declared)
                self.results[card_id] = self.thing(card_id)(*in_order, **named)
        return self.results[card_id]

    def arguments(self, card: Card, declared: CardType) -> dict[str, Any]:
        """All arguments of the class."""
        found = {}
        for port in declared.arguments:
            if self.graph.into(card.id, port.id):
                found[port.id] = self.wired(card.id, port)
            elif exists(port):
                found[port.id] = as_typed(port, card.values.get(port.id, port.default))
        return found

    def call(self, card: Card, declared: CardType) -> tuple[list[Any], dict[str, Any]]:
        """The first argument of the call and those that it requires; the others by name."""
        found: dict[str, Any] = {}
        required: list[str] = []
        for port in declared.call_arguments:
            name = port.part_of or port.id
            if not found or (port.required and name == port.id):
                required.append(name)
            given = bool(self.graph.into(card.id, port.id))
            if port.part_of:
                found.setdefault(name, []).append(self.wired(card.id, port) if given else None)
            elif given:
                found[name] = self.wired(card.id, port)
            elif port.id in card.values:
                found[name] = as_typed(port, card.values[port.id])
        for items in found.values():
            while isinstance(items, list) and items and items[-1] is None:
                items.pop()
        in_order = [found.pop(name) for name in required]
        return in_order, {name: value for name, value in found.items() if value != []}

    def wired(self, card_id: str, port: Port) -> Any:
        things = [self.end(wire.source) for wire in self.graph.into(card_id, port.id)]
        if port.list and port.kind.wire_only:
            return things
        return things[0]


def as_typed(port: Port, value: Value) -> Any:
    """A value as a person types it: an axis alone without its list."""
    return value[0] if port.bare and isinstance(value, tuple) and len(value) == 1 else value
