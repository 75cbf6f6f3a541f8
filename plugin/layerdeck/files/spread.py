"""Points on a line, pushed apart as little as possible; and columns of such points, wired."""

from bisect import bisect, bisect_left
from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import inf

from .ordering import Ordered

Reach = tuple[float, float]
"""How much room a node needs above its line and below it."""

_TURNS = 6
_STRAIGHT = 0.5
_HEAVIER = 1e6
"""A wire's weight, for each end of it that is a bend: straight where it is long before all else."""


def spread(
    wanted: Sequence[float], steps: Sequence[float], weights: Sequence[float]
) -> list[float]:
    """The places nearest to `wanted` whose distances are at least `steps`, in the same order.

    Nearest by weighted squares. With the steps taken off, places must not fall: an isotonic
    regression, solved by pooling the neighbours that violate it (Barlow et al., 1972).
    """
    offsets = [0.0, *accumulate(steps)]
    pools: list[tuple[float, float, int]] = []
    """Of each pool its mean, its weight and how many points it holds."""
    for place, offset, weight in zip(wanted, offsets, weights, strict=True):
        mean, total, count = place - offset, weight, 1
        while pools and pools[-1][0] > mean:
            earlier, other, size = pools.pop()
            mean = (earlier * other + mean * total) / (other + total)
            total, count = total + other, count + size
        pools.append((mean, total, count))
    flat = (mean for mean, _, count in pools for _ in range(count))
    return [mean + offset for mean, offset in zip(flat, offsets, strict=True)]


def straighten(drawn: Ordered, reach: Sequence[Reach], bends: int) -> list[float]:
    """The line of each node, such that wires run straight, the long ones before all others.

    Every column in turn goes where its neighbours pull it: to their median, which leaves as many
    wires straight as it can, and which heavy wires decide (Gansner et al., 1993, section 4). Where
    the median is anywhere between two neighbours, a node stays on a line with one of them, or tries
    the upper one on the way right and the lower one on the way back.

    Args:
        drawn: nodes in columns, from top to bottom.
        reach: of each node.
        bends: the number from which on nodes are bends of wires.
    """
    lines = [0.0] * len(reach)
    both = [[*before, *behind] for before, behind in zip(drawn.left, drawn.right, strict=True)]
    filled = [nodes for nodes in drawn.columns if nodes]
    for turn in range(_TURNS):
        joined = both if turn else drawn.left
        for nodes in reversed(filled) if turn % 2 else filled:
            steps = [reach[upper][1] + reach[lower][0] for upper, lower in pairwise(nodes)]
            wanted, weights = [], []
            for node in nodes:
                ends, weight = _pull(node, joined[node], lines, bends)
                aligned = (end for end in ends if abs(end - lines[node]) < _STRAIGHT)
                wanted.append(next(aligned, ends[turn % 2]))
                weights.append(weight)
            for node, line in zip(nodes, spread(wanted, steps, weights), strict=True):
                lines[node] = line
    return lines


def _pull(
    node: int, others: list[int], lines: list[float], bends: int
) -> tuple[tuple[float, float], float]:
    """The two neighbours between which the median lies, often the same one; and how they pull."""
    if not others:
        return (lines[node], lines[node]), 1.0
    ends = sorted(
        (lines[other], _HEAVIER ** ((node >= bends) + (other >= bends))) for other in others
    )
    sums = list(accumulate(weight for _, weight in ends))
    upper, lower = bisect_left(sums, sums[-1] / 2), bisect(sums, sums[-1] / 2)
    return (ends[upper][0], ends[lower][0]), max(weight for _, weight in ends)


def nearest_gap(taken: Sequence[tuple[float, float]], top: float, height: float) -> float:
    """The place nearest to `top` where `height` fits between intervals, which are in order."""
    starts = [*(start for start, _ in taken), inf]
    ends = [-inf, *(end for _, end in taken)]
    fits = [
        min(max(top, end), start - height)
        for end, start in zip(ends, starts, strict=True)
        if start - end >= height
    ]
    return min(fits, key=lambda place: abs(place - top))
