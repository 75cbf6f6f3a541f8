"""The order of cards within columns in which few wires cross.

A wire over several columns has a bend in each of them, so that wires only ever join neighbouring
columns (Sugiyama, Tagawa & Toda, 1981). Starting from a walk along the wires, each column in turn
is sorted by the median of its neighbours, rightwards and leftwards, and the best order is kept
(Gansner, Koutsofios, North & Vo, 1993). Equal graphs come out equal, whatever places their cards
had before.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_PATIENCE = 12
"""So many sweeps without fewer crossings end the search."""
_MOST_STEPS = 1_000_000
"""Of all sweeps together, counted in nodes and in wires between neighbouring columns."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """Nodes in columns, from top to bottom: first numbered are those given, then bends of wires.

    Attributes:
        left: of each node those it is joined to in the column before.
        right: the same in the column behind.
    """

    columns: list[list[int]]
    left: list[list[int]]
    right: list[list[int]]


def order(column: Sequence[int], wires: Iterable[tuple[int, int]]) -> Ordered:
    """Bring nodes in an order with few crossings.

    Args:
        column: of each node, counted from 0.
        wires: from nodes to nodes further right.
    """
    drawn = best = _with_bends(column, wires)
    fewest = crossings(drawn)
    size = len(drawn.left) + sum(map(len, drawn.left))
    turn, patience = 0, _PATIENCE
    while fewest and patience and turn * size < _MOST_STEPS:
        drawn = _swept(drawn, rightwards=turn % 2 == 0, flipped=turn % 4 > 1)
        count = crossings(drawn)
        turn, patience = turn + 1, patience - 1
        if count < fewest:
            best, fewest, patience = drawn, count, _PATIENCE
    return best


def crossings(drawn: Ordered) -> int:
    """How often wires cross: inversions, counted in a tree (Barth, Jünger & Mutzel, 2002)."""
    total = 0
    for nodes, following in pairwise(drawn.columns):
        place = {node: index for index, node in enumerate(following, 1)}
        tree = [0] * (len(following) + 1)
        """How many ends lie where, of the nodes so far (Fenwick, 1994)."""
        passed = 0
        for node in nodes:
            ends = [place[end] for end in drawn.right[node]]
            total += sum(passed - _up_to(tree, end) for end in ends)
            passed += len(ends)
            for end in ends:
                _count(tree, end)
    return total


def _up_to(tree: list[int], end: int) -> int:
    total = 0
    while end:
        total += tree[end]
        end &= end - 1
    return total


def _count(tree: list[int], end: int) -> None:
    while end < len(tree):
        tree[end] += 1
        end += end & -end


def _with_bends(column: Sequence[int], wires: Iterable[tuple[int, int]]) -> Ordered:
    """All nodes, in the order of a walk from each source that takes long wires first.

    They come to lie above what they pass, as one draws a network with skips.
    """
    columns = list(column)
    left: list[list[int]] = [[] for _ in column]
    right: list[list[int]] = [[] for _ in column]
    for source, target in sorted(wires, key=lambda wire: column[wire[0]] - column[wire[1]]):
        last = source
        for between in range(column[source] + 1, column[target]):
            bend = len(columns)
            columns.append(between)
            left.append([last])
            right.append([])
            right[last].append(bend)
            last = bend
        right[last].append(target)
        left[target].append(last)
    ordered: list[list[int]] = [[] for _ in range(max(columns, default=-1) + 1)]
    seen: set[int] = set()
    waiting = [node for node in reversed(range(len(column))) if not left[node]]
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            ordered[columns[node]].append(node)
            waiting.extend(reversed(right[node]))
    return Ordered(ordered, left, right)


def _swept(drawn: Ordered, *, rightwards: bool, flipped: bool) -> Ordered:
    """Each column sorted by the median of its neighbours in the one just sorted.

    Nodes without such neighbours keep their places. Equal ones keep their order, or change it where
    it is flipped, which leads out of orders that no sorting would better.
    """
    columns = list(drawn.columns)
    joined = drawn.left if rightwards else drawn.right
    place: dict[int, int] = {}
    for index in range(len(columns)) if rightwards else reversed(range(len(columns))):
        nodes = columns[index]
        medians = {
            node: median(place[other] for other in joined[node])
            for node in (reversed(nodes) if flipped else nodes)
            if joined[node]
        }
        by_median = iter(sorted(medians, key=medians.__getitem__))
        columns[index] = [next(by_median) if node in medians else node for node in nodes]
        place.update((node, position) for position, node in enumerate(columns[index]))
    return Ordered(columns, drawn.left, drawn.right)
