"""Windows and crops that are larger than what they are applied to."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from layerdeck.engine.kinds import CONV_LSTMS, CROPPINGS, LOCAL, POOLINGS, SLIDING
from layerdeck.engine.shapes import axis_word, joined
from layerdeck.engine.windows import sides, spatial, spatial_axes, window_of
from layerdeck.graph.fixes import Fix
from layerdeck.program import Problem

from .cause import about
from .use import Use

LARGER = "larger window"
"""The cause of a problem with a window for which an input may be made larger."""

_PLACES = {1: "steps", 2: "pixels", 3: "voxels"}
_SAMPLES = {1: "sequence", 2: "image", 3: "volume"}


@about(*POOLINGS, *LOCAL, *CONV_LSTMS, *SLIDING)
def too_large(use: Use) -> Iterator[Problem]:
    """A kernel or pool that does not fit into its input, without padding."""
    window = window_of(use.layer)
    if window is None or window.padded:
        return
    given = use.given[0]
    have = spatial(use.layer, given.shape)
    pairs = list(zip(have, window.extent, strict=True))
    axes = spatial_axes(use.layer, len(given.shape))
    bad = [axes[i] for i, (size, extent) in enumerate(pairs) if size is not None and size < extent]
    if not bad:
        return
    noun = use.port_title(window.port)
    shown = "×".join(map(str, window.size))
    dilated = any(rate > 1 for rate in window.dilation)
    covered = "×".join(map(str, window.extent))
    covers = f", which covers {covered} with its dilation," if dilated else ""
    words = joined([axis_word(given.axes, axis) for axis in bad])
    got = "×".join("any" if size is None else str(size) for size in have)
    fixes = use.set_value("padding", "same", "same")
    if all(size is None or size > 0 for size in have):
        fitting = tuple(
            size if room is None else min(size, (room - 1) // rate + 1)
            for size, room, rate in zip(window.size, have, window.dilation, strict=True)
        )
        text = ", ".join(map(str, fitting))
        fixes += use.set_value(window.port, _bare(fitting), text)
    problem = use.problem(
        window.port,
        f"{noun} {shown}{covers} is larger than the input along {words}: {given.card} gives {got}. "
        f"Make it smaller, pad with same, or feed a larger {_SAMPLES[len(have)]}.",
        f"{noun} {shown} is larger than {got}",
        fixes,
    )
    yield replace(problem, cause=LARGER)


@about(*CROPPINGS)
def cropped_away(use: Use) -> Iterator[Problem]:
    """A cropping that leaves nothing."""
    given = use.given[0]
    have = spatial(use.layer, given.shape)
    cut = sides(use.layer.cropping)
    axes = spatial_axes(use.layer, len(given.shape))
    bad = [i for i, size in enumerate(have) if size is not None and sum(cut[i]) >= size]
    if not bad:
        return
    words = joined([axis_word(given.axes, axes[i]) for i in bad])
    taken = ", ".join(dict.fromkeys(f"{sum(cut[i])} of {have[i]}" for i in bad))
    fixes: tuple[Fix, ...] = ()
    if all(size is None or size > 0 for size in have):
        mended = tuple(_fitted(pair, size) for pair, size in zip(cut, have, strict=True))
        value = _bare(mended)
        fixes = use.set_value("cropping", value, ", ".join(map(str, value)))
    yield use.problem(
        "cropping",
        f"Cropping takes {taken} {_PLACES[len(have)]} along {words}, so nothing is left of what "
        f"{given.card} gives. Cut off less.",
        f"Cropping takes {taken}",
        fixes,
    )


def _bare(values: tuple[Any, ...]) -> Any:
    """Along one axis there is one number, or one pair, and not a list of it."""
    return values if len(values) > 1 else values[0]


def _fitted(pair: tuple[int, int], size: int | None) -> tuple[int, int]:
    if size is None or sum(pair) < size:
        return pair
    before = min(pair[0], (size - 1) // 2)
    return before, min(pair[1], size - 1 - before)
