"""What a peek has found: measured once, and shown slice by slice."""

import math
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from layerdeck.program import Look, Peeked, Slice
from layerdeck.program.peeks import INFINITE, LEVELS, NOT_A_NUMBER

_PIECE = 1 << 20
"""Numbers that are measured at once, so that no copy of the whole is made."""
_BINS = 64
_LONGEST = 1024
"""The most numbers that a slice shows along an axis."""

Array = np.ndarray[Any, Any]


@dataclass(slots=True)
class Held:
    """A tensor without its batch, and what is said of all of it.

    Attributes:
        axes: a name for each axis.
        told: what `measure` has found; None before.
    """

    peek: int
    value: Array
    axes: tuple[str, ...]
    told: Peeked | None = field(default=None)

    def measure(self) -> Generator[None, None, None]:
        """Count, in pieces: others may be served in between."""
        low, high, total = math.inf, -math.inf, 0.0
        count = nans = infinities = 0
        for piece in self._pieces():
            finite = piece[np.isfinite(piece)]
            nans += int(np.isnan(piece).sum())
            infinities += int(np.isinf(piece).sum())
            if finite.size:
                low, high = min(low, float(finite.min())), max(high, float(finite.max()))
                total += float(finite.sum())
                count += finite.size
            yield
        bins = np.zeros(_BINS, np.int64)
        if count and math.isfinite(high - low):
            for piece in self._pieces():
                bins += np.histogram(piece[np.isfinite(piece)], _BINS, (low, high))[0]
                yield
        self.told = Peeked(
            self.peek,
            self.value.shape,
            self.axes,
            str(self.value.dtype),
            low if count else None,
            high if count else None,
            total / count if count else None,
            nans,
            infinities,
            tuple(bins.tolist()),
        )

    def slice(self, look: Look) -> Slice | None:
        """What is asked for; None where the tensor has no such place."""
        at = look.at
        if self.told is None or look.peek != self.peek or len(at) != self.value.ndim:
            return None
        if at.count(None) > 2 or any(
            place is not None and not 0 <= place < size
            for place, size in zip(at, self.value.shape, strict=True)
        ):
            return None
        shown = self.value[tuple(slice(None) if place is None else place for place in at)]
        steps = tuple(-(-size // _LONGEST) for size in np.shape(shown))
        numbers = np.asarray(shown[tuple(slice(None, None, step) for step in steps)], np.float64)
        low, high = self.told.low, self.told.high
        if look.own_range:
            finite = numbers[np.isfinite(numbers)]
            low, high = (float(finite.min()), float(finite.max())) if finite.size else (None, None)
        return Slice(self.peek, at, numbers.shape, steps, _levels(numbers, low, high), low, high)

    def _pieces(self) -> Iterator[Array]:
        numbers = self.value.reshape(-1)
        for start in range(0, numbers.size, _PIECE):
            yield numbers[start : start + _PIECE].astype(np.float64)


def _levels(numbers: Array, low: float | None, high: float | None) -> bytes:
    """A byte for each number: from black, which is `low`, to white, which is `high`."""
    levels = np.full(numbers.shape, (LEVELS - 1) // 2, np.uint8)
    finite = np.isfinite(numbers)
    if low is not None and high is not None and high > low:
        # Halved first: the difference of two numbers may be larger than any number.
        parts = (numbers[finite] / 2 - low / 2) / (high / 2 - low / 2)
        levels[finite] = np.clip(np.rint(parts * (LEVELS - 1)), 0, LEVELS - 1)
    levels[np.isinf(numbers)] = INFINITE
    levels[np.isnan(numbers)] = NOT_A_NUMBER
    return levels.tobytes()
