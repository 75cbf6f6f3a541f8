"""Merging orders: of cards, of what feeds an input."""

from collections.abc import Collection, Hashable, Sequence
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)


def merged_order(
    base: Sequence[Item], ours: Sequence[Item], theirs: Sequence[Item], kept: Collection[Item]
) -> tuple[list[Item], bool]:
    """Some items in the order of both sides; each item is there once on a side.

    What one side brought comes after what it comes after there; where both brought something to
    one place, ours comes first.

    Returns:
        The items, and whether both sides changed the order of the same ones, each in its own way:
        then they are in the order of ours.
    """
    one, other = _moved(base, ours), _moved(base, theirs)
    first, second = (theirs, ours) if other and not one else (ours, theirs)
    both = one and other
    return _woven(first, second, kept), both and _differ(ours, theirs)


def _moved(base: Sequence[Item], side: Sequence[Item]) -> bool:
    """Whether what a side kept comes in another order there."""
    return _differ(base, side)


def _differ(one: Sequence[Item], other: Sequence[Item]) -> bool:
    """Whether what two sequences both hold comes in another order."""
    here, there = set(one), set(other)
    return [item for item in one if item in there] != [item for item in other if item in here]


def _woven(first: Sequence[Item], second: Sequence[Item], kept: Collection[Item]) -> list[Item]:
    """The items of the first in order, those that only the second has put between them."""
    here, there = set(first), set(second)
    after: dict[Item | None, list[Item]] = {None: []}
    last: Item | None = None
    for item in second:
        if item in here:
            last = item
        elif item in kept:
            after.setdefault(last, []).append(item)
    made: list[Item] = []
    waiting = after[None]
    for item in first:
        if item in there:
            made += waiting
            waiting = after.get(item, [])
        if item in kept:
            made.append(item)
    return [*made, *waiting]
