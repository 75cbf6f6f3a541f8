"""Pooling and up-sampling: cards for what comes from another level of the network."""

from layerdeck.graph.fixes import Change

from .course import Course
from .misfit import Misfit
from .parting import is_of_another_level
from .put import bare, is_first, is_usual, put, where


def shrink(course: Course, misfit: Misfit) -> tuple[Change, ...]:
    """Pool what is many times larger to the size of the smallest."""
    return _scaled(course, misfit, "keras.layers.AveragePooling{}D", "pool_size", larger=True)


def enlarge(course: Course, misfit: Misfit) -> tuple[Change, ...]:
    """Repeat the places of what is many times smaller, to the size of the largest."""
    return _scaled(course, misfit, "keras.layers.UpSampling{}D", "size", larger=False)


def title_of_shrinking(course: Course, changes: tuple[Change, ...]) -> str:
    """`Pool enc1 by 2`."""
    return f"Pool {where(course, changes)} by {_factor(changes)}"


def title_of_enlarging(course: Course, changes: tuple[Change, ...]) -> str:
    """`Up-sample enc1 by 2`."""
    return f"Up-sample {where(course, changes)} by {_factor(changes)}"


def _scaled(
    course: Course, misfit: Misfit, card_type: str, port: str, larger: bool
) -> tuple[Change, ...]:
    if not misfit.is_spatial or not is_usual(misfit) or not is_of_another_level(course, misfit):
        return ()
    rank, pick = len(misfit.given[0].shape) - 2, min if larger else max
    changes: tuple[Change, ...] = ()
    for wire, item in enumerate(misfit.given):
        factors = [1] * rank
        for axis in misfit.axes:
            sizes = [one.shape[axis] or 1 for one in misfit.given]
            size, wanted = item.shape[axis] or 1, pick(sizes)
            factors[axis - 1 - is_first(misfit)] = max(size, wanted) // min(size, wanted)
        if max(factors) > 1:
            new = card_type.format(rank)
            changes += put(course, misfit, wire, new, **{port: bare(tuple(factors))})
    return changes


def _factor(changes: tuple[Change, ...]) -> str:
    values = changes[0].values
    factors = values.get("pool_size", values.get("size"))
    several = factors if isinstance(factors, tuple) else (factors,)
    return ", ".join(map(str, several if len(set(several)) > 1 else several[:1]))
