"""Walks along the wires: what lies downstream, and an order in which every source comes first."""

from collections.abc import Iterable

from .graph import Graph


def successors(graph: Graph) -> dict[str, list[str]]:
    """The cards each card feeds, each named once, in the order of the wires."""
    following: dict[str, dict[str, None]] = {card: {} for card in graph.cards}
    for wire in graph.wires:
        if wire.source.card in following and wire.target.card in following:
            following[wire.source.card][wire.target.card] = None
    return {card: list(targets) for card, targets in following.items()}


def downstream(graph: Graph, cards: Iterable[str]) -> set[str]:
    """The given cards and all that they feed, however far.

    Every card is visited once, so that residual networks, whose paths are exponentially many, cost
    no more than chains.
    """
    return _reach(successors(graph), cards)


def upstream(graph: Graph, cards: Iterable[str]) -> set[str]:
    """The given cards and all that feed them, however far."""
    feeding: dict[str, list[str]] = {}
    for wire in graph.wires:
        feeding.setdefault(wire.target.card, []).append(wire.source.card)
    return _reach(feeding, cards)


def _reach(following: dict[str, list[str]], cards: Iterable[str]) -> set[str]:
    seen: set[str] = set()
    waiting = list(cards)
    while waiting:
        card = waiting.pop()
        if card not in seen:
            seen.add(card)
            waiting.extend(following.get(card, ()))
    return seen


def in_order(graph: Graph) -> tuple[list[str], set[str]]:
    """The cards, every source before what it feeds; and those left over because of a cycle.

    Ties are settled by the order of the cards, so that the same graph always gives the same order
    (Kahn, 1962).
    """
    following = successors(graph)
    missing = dict.fromkeys(graph.cards, 0)
    for targets in following.values():
        for target in targets:
            missing[target] += 1
    rank = {card: index for index, card in enumerate(graph.cards)}
    ready = [card for card, count in missing.items() if count == 0]
    ordered: list[str] = []
    while ready:
        newly: list[str] = []
        for card in ready:
            ordered.append(card)
            for target in following[card]:
                missing[target] -= 1
                if missing[target] == 0:
                    newly.append(target)
        ready = sorted(newly, key=rank.__getitem__)
    return ordered, set(graph.cards) - set(ordered)
