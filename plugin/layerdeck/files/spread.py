"""Points on a line, pushed apart as little as possible."""

from collections.abc import Sequence
from itertools import accumulate


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
