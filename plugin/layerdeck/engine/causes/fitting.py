"""Cards that are put before a layer to give a tensor as many axes as the layer takes."""

from collections.abc import Iterator
from math import prod

from layerdeck.engine.kinds import RECURRENT
from layerdeck.engine.windows import spatial_rank
from layerdeck.graph.fixes import Change, Fix

from .use import Use, is_time_distributed

_RESHAPE = "keras.layers.Reshape"
_AVERAGE = "keras.layers.GlobalAveragePooling{}D"


def with_fewer_axes(use: Use, wanted: int) -> Iterator[Fix]:
    """Cards after which a tensor has no more axes than a layer takes."""
    given = use.given[0]
    sizes, rank = given.shape[1:], len(given.shape) - 2
    if wanted == 2:
        yield from _put(use, f"Flatten what {given.card} gives", "keras.layers.Flatten")
        if given.axes[-1] == "C" and 1 <= rank <= 3:
            title = f"Average what {given.card} gives over all its places"
            yield from _put(use, title, _AVERAGE.format(rank))
    elif isinstance(use.layer, RECURRENT) and wanted == 3 and None not in sizes:
        steps = (sizes[0] or 0, prod(size or 0 for size in sizes[1:]))
        yield from _reshape(use, steps, "Lay each step out in a row")


def with_more_axes(use: Use, wanted: int) -> Iterator[Fix]:
    """Cards after which a tensor has as many axes as a layer takes."""
    given = use.given[0]
    sizes, have = given.shape[1:], len(given.shape)
    if None in sizes:
        return
    known = tuple(size or 0 for size in sizes)
    if is_time_distributed(use.layer):
        if have == wanted - 1:
            yield from _reshape(use, (1, *known), "Make it a single step")
    elif have == 2 and spatial_rank(use.layer) == wanted - 2 > 0:
        places = wanted - 2
        side, channels = _cube(known[0], places)
        yield from _reshape(use, (*(side,) * places, channels), "Lay the features out")
    elif have == wanted - 1:
        yield from _reshape(use, (*known, 1), "Give it a channel axis")


def _cube(features: int, rank: int) -> tuple[int, int]:
    """The longest side of a cube, square or row whose places the features fill, and the rest."""
    sides = range(1, int(features ** (1 / rank)) + 2)
    side = max((side for side in sides if features % side**rank == 0), default=1)
    return (side, features // side**rank) if rank > 1 else (features, 1)


def _reshape(use: Use, target: tuple[int, ...], words: str) -> Iterator[Fix]:
    title = f"{words}: reshape to {', '.join(map(str, target))}"
    yield from _put(use, title, _RESHAPE, target_shape=target)


def _put(use: Use, title: str, new: str, **values: tuple[int, ...]) -> Iterator[Fix]:
    if new in use.catalogue:
        given = tuple(values.items())
        yield Fix(title, (Change("insert", use.card, use.port, given, new),))
