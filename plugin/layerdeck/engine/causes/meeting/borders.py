"""Cropping and zero padding: cards in the wires of what is too large or too small."""

from collections.abc import Callable

from layerdeck.graph.fixes import Change

from .course import Course
from .misfit import Misfit
from .parting import is_of_another_level
from .put import PLACES, bare, is_first, is_usual, put, where

Pick = Callable[[list[int]], int]


def crop(course: Course, misfit: Misfit) -> tuple[Change, ...]:
    """Cut what is larger to the size of the smallest, by half at either side, or at the end."""
    return _bordered(course, misfit, min, "keras.layers.Cropping{}D", "cropping")


def pad(course: Course, misfit: Misfit) -> tuple[Change, ...]:
    """Put zeros round what is smaller, to the size of the largest."""
    return _bordered(course, misfit, max, "keras.layers.ZeroPadding{}D", "padding")


def title_of_cropping(course: Course, changes: tuple[Change, ...]) -> str:
    """`Crop enc1 by one voxel at the end`."""
    return f"Crop {where(course, changes)}{_amount(changes)}"


def title_of_padding(course: Course, changes: tuple[Change, ...]) -> str:
    """`Pad up1 with zeros by one voxel at the end`."""
    return f"Pad {where(course, changes)} with zeros{_amount(changes)}"


def _bordered(
    course: Course, misfit: Misfit, pick: Pick, card_type: str, port: str
) -> tuple[Change, ...]:
    if not misfit.is_spatial or not is_usual(misfit) or is_of_another_level(course, misfit):
        return ()
    rank = len(misfit.given[0].shape) - 2
    changes: tuple[Change, ...] = ()
    for wire, item in enumerate(misfit.given):
        sides = [(0, 0)] * rank
        for axis in misfit.axes:
            size = item.shape[axis]
            known = [one.shape[axis] for one in misfit.given]
            if size is not None:
                gap = abs(size - pick([each for each in known if each is not None]))
                sides[axis - 1 - is_first(misfit)] = gap // 2, gap - gap // 2
        if any(map(any, sides)):
            new = card_type.format(rank)
            changes += put(course, misfit, wire, new, **{port: bare(tuple(sides))})
    return changes


def _amount(changes: tuple[Change, ...]) -> str:
    """` by one voxel at the end`, ` by 2 voxels on each side`; ` to meet` where it differs."""
    values = changes[0].values
    sides = values.get("cropping", values.get("padding"))
    assert isinstance(sides, tuple)
    nested = sides if isinstance(sides[0], tuple) else (sides,)
    amounts = {side for side in nested if side != (0, 0)}
    if len(changes) > 1 or len(amounts) > 1:
        return " to meet"
    before, after = next(iter(amounts))
    place = PLACES[len(nested)]
    if before == 0:
        return f" by one {place} at the end"
    if before == after:
        return f" by {_counted(before, place)} on each side"
    return f" by {before} and {after} {place}s"


def _counted(count: object, place: str) -> str:
    return f"one {place}" if count == 1 else f"{count} {place}s"
