"""The names that cards give what they make, and which of these must differ."""

from collections.abc import Mapping

from layerdeck.deck import Catalogue, Role

from .graph import Graph
from .naming import Ids
from .placed import Card

SPACES = {
    Role.PARAMETER: "parameter",
    Role.OUTPUT: "output",
    Role.LAYER: "layer",
    Role.INPUT: "layer",
}
"""The roles whose names must differ; layers and inputs share one space of names in Keras."""


def name_of(card: Card, role: Role | None) -> str:
    """The name that a card gives; empty where Keras finds one."""
    name = card.values.get("name")
    if isinstance(name, str) and name:
        return name
    return card.id if role is Role.PARAMETER else ""


def with_own_names(graph: Graph, deck: Catalogue, cards: Mapping[str, Card]) -> dict[str, Card]:
    """Further cards for a graph, with other names where those that they were given are taken."""
    ids: dict[str, Ids] = {space: Ids(()) for space in SPACES.values()}
    for card in graph.cards.values():
        if role := _role(card, deck):
            ids[SPACES[role]].take(name_of(card, role))
    made = dict(cards)
    for key, card in cards.items():
        role, named = _role(card, deck), card.values.get("name")
        if role and isinstance(named, str) and named:
            name = ids[SPACES[role]].take(named)
            made[key] = card if name == named else card.with_(values={**card.values, "name": name})
    return made


def _role(card: Card, deck: Catalogue) -> Role | None:
    """The role of a card whose name must differ from others'."""
    role = deck[card.type].role if card.type in deck else None
    return role if role in SPACES else None
