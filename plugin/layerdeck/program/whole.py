"""What can be wrong with a graph as a whole: circles, no output, names used twice."""

from collections.abc import Collection, Generator, Iterable, Mapping

from layerdeck.deck import Catalogue, Role
from layerdeck.graph import Graph
from layerdeck.graph.fixes import Change, Fix
from layerdeck.graph.names import SPACES, name_of
from layerdeck.graph.naming import is_identifier
from layerdeck.graph.walk import upstream

from .problems import Problem, Severity

_GIVING = (Role.INPUT, Role.LAYER, Role.CALL, Role.BLOCK)
"""What may give a layer its tensor."""


def whole_problems(
    graph: Graph, deck: Catalogue, circle: set[str], troubled: Collection[str]
) -> Generator[None, None, list[Problem]]:
    """The problems that no single card has, in a few steps.

    `troubled` are the cards that have one of their own.
    """
    roles = {key: deck[card.type].role for key, card in graph.cards.items() if card.type in deck}
    found = [*_circles(graph, circle), *_no_output(graph, roles)]
    yield
    found += _names(graph, roles)
    yield
    found += _unused(graph, roles, troubled)
    yield
    return [*_unsettled(graph), *found]


def _unsettled(graph: Graph) -> Iterable[Problem]:
    """What a merge left: the note that lists it is where the problem is."""
    for note in graph.notes.values():
        if note.unsettled:
            yield Problem(
                note.id,
                "",
                "A merge left conflicts, and took ours; this note lists them. Settle them, then "
                "take the note away.",
                "Merge conflicts",
                Severity.WARNING,
            )


def _circles(graph: Graph, circle: set[str]) -> Iterable[Problem]:
    for card in graph.cards:
        if card in circle:
            yield Problem(
                card,
                "",
                f"{card} feeds itself, or hangs on cards that do: a model has no circles. Take a "
                "wire of the circle away.",
                "Part of a circle",
            )


def _no_output(graph: Graph, roles: Mapping[str, Role]) -> Iterable[Problem]:
    there = {*roles.values()}
    if graph.cards and Role.OUTPUT not in there:
        yield Problem(
            "", "", "The graph has no Output card, so no model can be built. Add one and wire it."
        )
    if graph.cards and Role.INPUT not in there:
        yield Problem(
            "", "", "The graph has no Input card, so no model can be built. Add one and wire it."
        )


def _unused(
    graph: Graph, roles: Mapping[str, Role], troubled: Collection[str]
) -> Iterable[Problem]:
    """Layers that are fed, and on which no output of the model depends."""
    outputs = [key for key, role in roles.items() if role is Role.OUTPUT and graph.wires_of(key)]
    if not outputs:
        return
    used = upstream(graph, outputs)
    for key, role in roles.items():
        if (
            key in used
            or key in troubled
            or role not in _GIVING
            or graph.wires.successors.get(key)
            or not _is_fed(graph, roles, key)
        ):
            continue
        behind = upstream(graph, [key])
        gone = [card for card in graph.cards if card in behind and card not in used]
        yield Problem(
            key,
            "",
            f"Nothing uses what {key} gives, so it is no part of the model. Wire it on to an "
            "Output, or take it away.",
            "Nothing uses this",
            Severity.WARNING,
            (Fix(_taking_away(gone), tuple(Change("remove", card) for card in gone)),),
        )


def _is_fed(graph: Graph, roles: Mapping[str, Role], card: str) -> bool:
    """Whether a card takes a tensor from another."""
    return any(
        wire.target.card == card and roles.get(wire.source.card) in _GIVING
        for wire in graph.wires_of(card)
    )


def _taking_away(cards: list[str]) -> str:
    shown = cards[-1] if len(cards) == 1 else f"{cards[-1]} and {len(cards) - 1} before it"
    return f"Take {shown} away"


def _names(graph: Graph, roles: Mapping[str, Role]) -> Iterable[Problem]:
    owners: dict[tuple[str, str], str] = {}
    for card in graph.cards.values():
        role = roles.get(card.id)
        space = SPACES.get(role) if role else None
        name = name_of(card, role)
        if not space or not name:
            continue
        owner = owners.setdefault((space, name), card.id)
        if owner != card.id:
            yield Problem(
                card.id,
                "name",
                f"The name {name} is taken by {owner} already: every {space} needs its own. "
                "Choose another.",
                f"The name {name} is taken",
            )
        elif role is Role.PARAMETER and not is_identifier(name):
            yield Problem(
                card.id,
                "name",
                f"“{name}” cannot name an argument of build_model: letters, digits and _ only, no "
                "digit first, and no word of Python.",
                "Not a Python name",
            )
