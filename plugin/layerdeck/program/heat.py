"""What cards can be coloured by, and which colour each gets: classes on a scale of ratios."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from .facts import Facts

CLASSES = 7
"""So many colours are told apart at a glance, and read off a legend."""


class Measure(StrEnum):
    """What a card costs, for one sample."""

    MEMORY = "memory"
    PARAMETERS = "parameters"
    MULTIPLY_ADDS = "multiply-adds"

    def of(self, facts: Facts) -> int:
        """What a card costs; 0 also where that is not known."""
        return getattr(facts, _FACTS[self]) or 0


_FACTS = {
    Measure.MEMORY: "activation_bytes",
    Measure.PARAMETERS: "parameters",
    Measure.MULTIPLY_ADDS: "multiply_adds",
}


@dataclass(frozen=True)
class Scale:
    """From the least to the most that any card costs, both above 0.

    Each class is the same number of times the one before it, so that a giant takes the last one and
    leaves the others apart.
    """

    least: int
    most: int

    def level(self, cost: int) -> int:
        """The class of a cost, from 0 to `CLASSES` - 1; the middle one where all cost the same."""
        return bisect_right(self._ends, cost) if self.least < self.most else CLASSES // 2

    @cached_property
    def _ends(self) -> tuple[float, ...]:
        """Where each class ends and the next begins."""
        step = (self.most / self.least) ** (1 / CLASSES)
        return tuple(self.least * step**number for number in range(1, CLASSES))


def scale_of(costs: Iterable[int]) -> Scale | None:
    """The scale of what cards cost, those that cost nothing left out; None without any other."""
    some = [cost for cost in costs if cost > 0]
    return Scale(min(some), max(some)) if some else None
