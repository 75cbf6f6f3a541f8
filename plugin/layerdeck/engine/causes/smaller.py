"""The largest window that leaves nothing too small behind it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import cast

from layerdeck.graph.fixes import Fix

_MOST_TRIES = 32
"""So many sizes are tried, and as many again along each axis."""

Sizes = tuple[int, ...]


def with_smaller_window(fix: Fix, port: str, goes: Callable[[Fix], bool]) -> Fix:
    """A fix that sets a window, with the largest that goes; as it was where none does.

    All axes become smaller together, the largest first, until it goes. Then each becomes as large
    again as it may be.

    Args:
        fix: one that sets the largest window that its own input has room for, or another.
        port: the input of the card that gives the window's size.
        goes: whether a fix leaves all that lies behind as good as it was.
    """
    if [item.port for item in fix.changes] != [port] or goes(fix):
        return fix
    value = fix.changes[0].value
    first = cast("Sizes", value if isinstance(value, tuple) else (value,))
    found = next((sizes for sizes in _smaller(first) if goes(_with(fix, sizes))), None)
    if found is None:
        return fix
    for axis, most in enumerate(first):
        for size in range(min(most, found[axis] + _MOST_TRIES), found[axis], -1):
            wider = (*found[:axis], size, *found[axis + 1 :])
            if goes(_with(fix, wider)):
                found = wider
                break
    return _with(fix, found)


def _smaller(sizes: Sizes) -> Iterator[Sizes]:
    for _ in range(_MOST_TRIES):
        largest = max(sizes)
        if largest == 1:
            return
        sizes = tuple(size - (size == largest) for size in sizes)
        yield sizes


def _with(fix: Fix, sizes: Sizes) -> Fix:
    """The fix with another window, which its title tells last."""
    change = fix.changes[0]
    value = sizes if isinstance(change.value, tuple) else sizes[0]
    title = fix.title.rpartition(" to ")[0]
    shown = ", ".join(map(str, sizes))
    return Fix(f"{title} to {shown}", (replace(change, value=value),))
