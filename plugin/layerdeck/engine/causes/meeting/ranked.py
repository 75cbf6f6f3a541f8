"""Merges of tensors with unlike numbers of axes."""

from layerdeck.graph.fixes import Change

from .course import Course
from .misfit import Misfit
from .put import is_first, put, where


def lay_out(course: Course, misfit: Misfit) -> tuple[Change, ...]:
    """Flatten what has more axes than a vector."""
    return _to_vectors(course, misfit, "keras.layers.Flatten")


def pool_whole(course: Course, misfit: Misfit) -> tuple[Change, ...]:
    """Average what has more axes than a vector, over all its places."""
    return _to_vectors(course, misfit, "keras.layers.GlobalAveragePooling{}D")


def title_of_laying(course: Course, changes: tuple[Change, ...]) -> str:
    """`Flatten enc3`."""
    return f"Flatten {where(course, changes)}"


def title_of_pooling(course: Course, changes: tuple[Change, ...]) -> str:
    """`Average enc3 over all its places`."""
    return f"Average {where(course, changes)} over all its places"


def _to_vectors(course: Course, misfit: Misfit, card_type: str) -> tuple[Change, ...]:
    ranks = [len(item.shape) for item in misfit.given]
    if misfit.axes or min(ranks) != 2 or is_first(misfit):
        return ()
    changes: tuple[Change, ...] = ()
    for wire, rank in enumerate(ranks):
        if rank > 2:
            changes += put(course, misfit, wire, card_type.format(rank - 2))
    return changes
