"""Reshape, Permute and adaptive pooling: axes that do not fit what comes in."""

import math
from collections.abc import Iterator

from layerdeck.engine.backend import keras
from layerdeck.engine.kinds import ADAPTIVE_POOLINGS
from layerdeck.engine.run import Making
from layerdeck.engine.shapes import axis_word, count, joined
from layerdeck.engine.windows import spatial_axes
from layerdeck.program import Problem, Severity

from .cause import about
from .use import Use, set_value


def not_a_permutation(making: Making) -> Iterator[Problem]:
    """Dims must name every axis from 1 up once."""
    dims = making.arguments.get("dims")
    if making.call.path != "keras.layers.Permute" or not isinstance(dims, tuple):
        return
    if sorted(dims) == list(range(1, len(dims) + 1)):
        return
    order = sorted(range(len(dims)), key=lambda place: dims[place])
    mended = tuple(order.index(place) + 1 for place in range(len(dims)))
    text = ", ".join(map(str, mended))
    yield Problem(
        making.card,
        "dims",
        f"Dims {', '.join(map(str, dims))} is no order of axes: it names each of them once, "
        "counted from 1 after the batch.",
        "Dims must name each axis once",
        fixes=set_value(making, "dims", "Dims", mended, text) if mended else (),
    )


@about(keras.layers.Permute)
def dims_for_other_axes(use: Use) -> Iterator[Problem]:
    """Dims must name as many axes as come in after the batch."""
    given, dims = use.given[0], use.layer.dims
    have = len(given.shape) - 1
    if have == len(dims):
        return
    more = tuple(range(len(dims) + 1, have + 1))
    mended = (*(axis for axis in dims if axis <= have), *more)
    yield use.problem(
        "dims",
        f"Dims {', '.join(map(str, dims))} names {len(dims)} axes, and {given.card} gives {have} "
        f"after the batch: {given}. Name each of them once.",
        f"Dims names {len(dims)} axes of {have}",
        use.set_value("dims", mended, ", ".join(map(str, mended))),
    )


def two_unknown(making: Making) -> Iterator[Problem]:
    """Only one size of a target shape can be worked out."""
    sizes = making.arguments.get("target_shape")
    if making.call.path != "keras.layers.Reshape" or not isinstance(sizes, tuple):
        return
    if sizes.count(-1) < 2:
        return
    yield Problem(
        making.card,
        "target_shape",
        f"Target shape {', '.join(map(str, sizes))} leaves {sizes.count(-1)} sizes open, and only "
        "one can be worked out from the others. Give the rest.",
        "Only one size may be -1",
    )


@about(keras.layers.Reshape)
def other_count(use: Use) -> Iterator[Problem]:
    """A target shape holds as many numbers as come in."""
    given, target = use.given[0], use.layer.target_shape
    have, known = count(given.shape), [size for size in target if size != -1]
    if have is None or any(size is None for size in target):
        return
    holds = math.prod(known)
    open_ = len(known) < len(target)
    if (open_ and holds and have % holds == 0) or (not open_ and holds == have):
        return
    shown = "×".join(map(str, target))
    wanted = f"a multiple of {holds}" if open_ else str(holds)
    yield use.problem(
        "target_shape",
        f"Target shape {shown} takes {wanted} numbers, and {given.card} gives {have}: {given}. "
        "Reshape keeps them all.",
        f"{shown} takes {wanted}, not {have}"[:45],
        tuple(
            fix
            for mended in _fitting(target, have)
            for fix in use.set_value("target_shape", mended, ", ".join(map(str, mended)))
        ),
    )


def _fitting(target: tuple[int, ...], have: int) -> list[tuple[int, ...]]:
    """The target shape with one of its sizes changed so that all numbers fit, the first such."""
    for place in reversed(range(len(target))):
        others = [size for at, size in enumerate(target) if at != place]
        holds = math.prod(others)
        if -1 not in others and holds and have % holds == 0 and have:
            return [(*target[:place], have // holds, *target[place + 1 :])]
    return [(-1,)]


@about(*ADAPTIVE_POOLINGS)
def sizes_to_share_out_unknown(use: Use) -> Iterator[Problem]:
    """TensorFlow lays an adaptive pooling's windows out before it sees any data."""
    given = use.given[0]
    axes = spatial_axes(use.layer, len(given.shape))
    words = joined([axis_word(given.axes, axis) for axis in axes if given.shape[axis] is None])
    if words:
        yield use.tensor_problem(
            f"{use.title} lays out its windows by the size of what it gets, and {given.card} gives "
            f"any {words}: the model would be built, and fail on batches of different sizes. Set "
            "the sizes in the shape of the Input, or use a global pooling.",
            "The sizes to pool are not known",
            severity=Severity.WARNING,
        )
