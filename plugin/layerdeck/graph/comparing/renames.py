"""Recognising cards that got another id, where it is plain."""

from collections.abc import Hashable, Mapping, Sequence
from typing import NamedTuple

from layerdeck.graph.graph import Graph
from layerdeck.graph.placed import Card
from layerdeck.graph.wires import Wire

from .colours import coloured

Types = Mapping[str, str]
"""By the type of a block's card in the old graph, that in the new one, where it is another."""

_FARTHEST = 30
"""Wires away from a card at which nobody looks for what tells it from another."""
_ROUNDS = 100
"""Each finds at least one more card; what needs more is not plain."""


class _Seen(NamedTuple):
    """What a card is recognised by, cards around it by their new ids."""

    type: str
    values: str
    fed: tuple[Hashable, ...]
    feeds: tuple[Hashable, ...]


def renames(old: Graph, new: Graph, types: Types) -> dict[str, str]:
    """By the old id, the new one of cards that plainly are the same card.

    First those with one type, the same values and one place in the network: several that nothing
    tells apart are taken in order. Of what is left, those of one type with the same inputs, or with
    the same followers, where no other comes into question; the values help to find the right one.
    """
    gone = [key for key in old.cards if key not in new.cards]
    come = [key for key in new.cards if key not in old.cards]
    if not (gone and come):
        return {}
    seen = _looks(old, gone, {}, types), _looks(new, come, {}, {})
    first = [{key: look[:2] for key, look in side.items()} for side in seen]
    rounds = min(len(gone), len(come), _FARTHEST)
    olds, news = coloured(old, first[0], rounds), coloured(new, first[1], rounds)
    found: dict[str, str] = {}
    for colour, keys in olds.items():
        others = news.get(colour, [])
        if len(keys) == len(others):
            found |= zip(keys, others, strict=True)
    for _ in range(_ROUNDS):
        taken = set(found.values())
        gone = [key for key in gone if key not in found]
        come = [key for key in come if key not in taken]
        more = _more(_looks(old, gone, found, types), _looks(new, come, {}, {}))
        if not more:
            break
        found |= more
    return {key: found[key] for key in old.cards if key in found}


def _more(gone: Mapping[str, _Seen], come: Mapping[str, _Seen]) -> dict[str, str]:
    """Pairs of cards that are alike in something that no other card has."""
    for parts in ("values fed feeds", "fed feeds", "values fed", "values feeds", "fed", "feeds"):
        names = parts.split()
        olds, news = _only(gone, names), _only(come, names)
        if both := [look for look in olds if look in news]:
            return {olds[look]: news[look] for look in both}
    return {}


def _only(seen: Mapping[str, _Seen], parts: Sequence[str]) -> dict[Hashable, str]:
    """By what is seen of them, the cards of which no other shows the same."""
    found: dict[Hashable, list[str]] = {}
    for key, look in seen.items():
        shown = [getattr(look, part) for part in parts]
        if all(shown):
            found.setdefault((look.type, *shown), []).append(key)
    return {look: keys[0] for look, keys in found.items() if len(keys) == 1}


def _looks(
    graph: Graph, cards: Sequence[str], called: Mapping[str, str], types: Types
) -> dict[str, _Seen]:
    def look(card: Card) -> _Seen:
        wires = graph.wires_of(card.id)
        return _Seen(
            types.get(card.type, card.type),
            repr((sorted(card.values.items()), sorted(card.rest.items()), card.bypassed)),
            tuple(into(wire) for wire in wires if wire.target.card == card.id),
            tuple(sorted(out_of(wire) for wire in wires if wire.source.card == card.id)),
        )

    def into(wire: Wire) -> tuple[str, ...]:
        source = wire.source
        return wire.target.port, called.get(source.card, source.card), source.port

    def out_of(wire: Wire) -> tuple[str, ...]:
        target = wire.target
        return wire.source.port, called.get(target.card, target.card), target.port

    return {key: look(graph.cards[key]) for key in cards}
