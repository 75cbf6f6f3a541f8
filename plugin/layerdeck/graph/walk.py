"""Walks along the wires: what lies downstream, and an order in which every source comes first."""

from collections.abc import Generator, Iterable, Mapping, Sequence

from .graph import Graph
from .steps import finish


def downstream(graph: Graph, cards: Iterable[str]) -> set[str]:
    """The given cards and all that they feed, however far.

    Every card is visited once, so that residual networks, whose paths are exponentially many, cost
    no more than chains.
    """
    return _reach(graph.wires.successors, cards)


def upstream(graph: Graph, cards: Iterable[str]) -> set[str]:
    """The given cards and all that feed them, however far."""
    return _reach(graph.wires.predecessors, cards)


def _reach(following: Mapping[str, Sequence[str]], cards: Iterable[str]) -> set[str]:
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
    return finish(in_order_steps(graph))


def in_order_steps(graph: Graph) -> Generator[None, None, tuple[list[str], set[str]]]:
    """`in_order` in steps, for those who must not be kept waiting."""
    following = graph.wires.successors
    feeding = graph.wires.predecessors
    rank = {card: index for index, card in enumerate(graph.cards)}
    missing = dict.fromkeys(rank, 0)
    for card, sources in feeding.items():
        if card in rank:
            missing[card] = sum(source in rank for source in sources)
    yield
    ready = [card for card, count in missing.items() if count == 0]
    ordered: list[str] = []
    while ready:
        newly: list[str] = []
        for card in ready:
            ordered.append(card)
            for target in following.get(card, ()):
                missing[target] -= 1
                if missing[target] == 0:
                    newly.append(target)
        ready = sorted(newly, key=rank.__getitem__)
        yield
    return ordered, rank.keys() - set(ordered)


def sources_first(graph: Graph) -> list[str]:
    """All cards, in the graph's own order where every source comes first there, else `in_order`.

    What is left over because of a cycle comes last.
    """
    rank = {card: index for index, card in enumerate(graph.cards)}
    ends = ((rank.get(wire.source.card), rank.get(wire.target.card)) for wire in graph.wires)
    if all(a is None or b is None or a < b for a, b in ends):
        return [*graph.cards]
    ordered, rest = in_order(graph)
    return [*ordered, *(card for card in graph.cards if card in rest)]
