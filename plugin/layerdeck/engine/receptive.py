"""The receptive field: which voxels of the model's input one voxel of a tensor sees.

Followed exactly, by intervals: along each axis the voxels of a tensor repeat with a period (1 until
something is enlarged), and for every voxel of one period the first and last input voxel it sees is
known. The usual recurrence r += (k - 1) × j (Araujo, Norris and Sim, Distill 2019) is the special
case of period 1; it is wrong by a voxel or two after a transposed convolution.
"""

from dataclasses import dataclass
from math import gcd, lcm

LONGEST_PERIOD = 4096
"""Beyond it nothing is said; 4,096 is an enlargement by that factor over the input."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What the voxels of one axis see of the model's input.

    Voxel `len(spans) × m + p` sees the input voxels `shift × m + spans[p]`, both ends included.
    """

    shift: int = 1
    spans: tuple[tuple[int, int], ...] = ((0, 0),)

    def at(self, voxel: int) -> tuple[int, int]:
        """The first and the last input voxel that a voxel sees."""
        turns, phase = divmod(voxel, len(self.spans))
        first, last = self.spans[phase]
        return first + self.shift * turns, last + self.shift * turns

    @property
    def width(self) -> int:
        """The receptive field: the most input voxels that any voxel sees."""
        return max(last - first + 1 for first, last in self.spans)

    @property
    def stride(self) -> float:
        """How many input voxels further the next voxel sees, on the average over a period."""
        return self.shift / len(self.spans)


def slide(reach: Reach, first: int, last: int, stride: int = 1) -> Reach:
    """After a window: voxel o sees the earlier voxels o × stride + first … o × stride + last."""
    period = len(reach.spans)
    new_period = period // gcd(period, stride)
    return Reach(
        reach.shift * (new_period * stride // period),
        tuple(
            (reach.at(voxel * stride + first)[0], reach.at(voxel * stride + last)[1])
            for voxel in range(new_period)
        ),
    )


def everywhere(reach: Reach, size: int | None) -> Reach | None:
    """After all of an axis is mixed: every voxel sees what the first to the last one saw."""
    if size is None:
        return None
    seen = [reach.at(voxel) for voxel in range(size)]
    return Reach(0, ((min(first for first, _ in seen), max(last for _, last in seen)),))


def spread(reach: Reach, extent: int, stride: int, before: int = 0) -> Reach | None:
    """After a transposed window: an earlier voxel i reaches i × stride - before, and on.

    Voxel o sees the earlier voxels from ceil((o + before - extent + 1) / stride) to
    floor((o + before) / stride). A repeat of every voxel is one with `extent` = `stride`. Voxels
    that nothing reaches, where the stride exceeds the kernel, count as seeing the one before.
    """
    period = len(reach.spans) * stride
    if period > LONGEST_PERIOD:
        return None
    spans = []
    for voxel in range(period):
        last = (voxel + before) // stride
        first = min(last, -((extent - 1 - voxel - before) // stride))
        spans.append((reach.at(first)[0], reach.at(last)[1]))
    return Reach(reach.shift, tuple(spans))


def shared_out(reach: Reach, size: int, made: int) -> Reach | None:
    """After an adaptive window: `size` earlier voxels are shared out among `made`.

    Voxel o sees the earlier voxels floor(o × size / made) … ceil((o + 1) × size / made) - 1.
    """
    period = len(reach.spans)
    turns = period // gcd(period, size)
    if made * turns > LONGEST_PERIOD:
        return None
    spans = []
    for voxel in range(made * turns):
        last = -(-(voxel + 1) * size // made) - 1
        spans.append((reach.at(voxel * size // made)[0], reach.at(last)[1]))
    return Reach(reach.shift * (size * turns // period), tuple(spans))


def blend(reach: Reach, factor: int, radius: int) -> Reach | None:
    """After an enlargement that blends `radius` earlier voxels on either side.

    The centre of voxel o lies at (o + 1/2) / factor - 1/2; where that is an earlier voxel's own
    centre, it is taken alone.
    """
    period = len(reach.spans) * factor
    if period > LONGEST_PERIOD:
        return None
    spans = []
    for voxel in range(period):
        before, rest = divmod(2 * voxel + 1 - factor, 2 * factor)
        first, last = (before - radius + 1, before + radius) if rest else (before, before)
        spans.append((reach.at(first)[0], reach.at(last)[1]))
    return Reach(reach.shift, tuple(spans))


def union(one: Reach, other: Reach) -> Reach | None:
    """What voxels see that are made of the voxels of two branches at the same place.

    Of branches of which one sees all of an axis from everywhere, the wider stands for both. None
    for other branches of different strides, which do not lie on each other.
    """
    if one.shift * len(other.spans) != other.shift * len(one.spans):
        if one.shift and other.shift:
            return None
        return max(one, other, key=lambda reach: reach.width)
    period = lcm(len(one.spans), len(other.spans))
    if period > LONGEST_PERIOD:
        return None
    pairs = [(one.at(voxel), other.at(voxel)) for voxel in range(period)]
    return Reach(
        one.shift * (period // len(one.spans)),
        tuple((min(a[0], b[0]), max(a[1], b[1])) for a, b in pairs),
    )
