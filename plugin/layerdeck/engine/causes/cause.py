"""A cause, and the families of layers that it is about."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from layerdeck.program import Problem

from .use import Use

Asked = Callable[[Use], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Cause:
    """What may be wrong with a layer that is about to be applied.

    Attributes:
        families: only their layers can have it, so no others are asked.
        find: from such a layer to the problems that it has.
    """

    families: tuple[type, ...]
    find: Asked


def about(*families: type) -> Callable[[Asked], Cause]:
    """Make a function a cause, which only layers of these classes can have."""
    return lambda find: Cause(families, find)
