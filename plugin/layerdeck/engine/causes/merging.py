"""Merges of tensors whose shapes do not meet."""

from collections.abc import Iterator

from layerdeck.engine.backend import keras
from layerdeck.engine.kinds import MERGES
from layerdeck.engine.shapes import Sized, axis_word, joined
from layerdeck.graph.fixes import Fix
from layerdeck.program import Problem, Severity

from .grow import grown_to
from .use import Use


def shapes_that_do_not_meet(use: Use) -> Iterator[Problem]:
    """Concatenate wants all axes equal but one; Add and Multiply stretch axes of length 1."""
    if not isinstance(use.layer, MERGES) or len(use.given) < 2:
        return
    joins = isinstance(use.layer, keras.layers.Concatenate)
    if joins and len({len(item.shape) for item in use.given}) == 1:
        problem = _axis_out_of_range(use)
        if problem:
            yield problem
            if problem.severity is Severity.ERROR:
                return
    first = use.given[0]
    for index, other in enumerate(use.given[1:], 1):
        if len(first.shape) != len(other.shape):
            if joins or not _broadcasts(first, other):
                yield _other_rank(use, first, other)
                return
            continue
        differing = _differing(use, first, other, joins)
        if differing:
            yield _differ(use, index, differing, joins)
            return


def _differing(use: Use, one: Sized, other: Sized, joins: bool) -> list[int]:
    """The axes along which two tensors of as many axes cannot be merged."""
    skipped = use.layer.axis % len(one.shape) if joins else -1
    bad = []
    for axis, (a, b) in enumerate(zip(one.shape, other.shape, strict=True)):
        if axis == skipped or None in (a, b) or a == b or (not joins and 1 in (a, b)):
            continue
        bad.append(axis)
    return bad


def _broadcasts(one: Sized, other: Sized) -> bool:
    """Whether Add and the like take tensors of different ranks: batch apart, from the last axis."""
    pairs = zip(reversed(one.shape[1:]), reversed(other.shape[1:]), strict=False)
    return all(None in (a, b) or 1 in (a, b) or a == b for a, b in pairs)


def _axis_out_of_range(use: Use) -> Problem | None:
    rank, axis = len(use.given[0].shape), use.layer.axis
    if axis in range(-rank, rank) and axis % rank != 0:
        return None
    if axis in range(-rank, rank):
        return use.problem(
            "axis",
            f"Axis {axis} is the batch: samples would be joined to others, and no label fits them. "
            "Choose -1 for the last, the channels.",
            f"Axis {axis} is the batch",
            use.set_value("axis", -1, "-1"),
            Severity.WARNING,
        )
    return use.problem(
        "axis",
        f"Axis {axis} does not exist: {use.given[0].card} gives {rank} axes, 0 for the batch to "
        f"{rank - 1}. Choose -1 for the last, the channels.",
        f"Axis {axis} of {rank} does not exist",
        use.set_value("axis", -1, "-1"),
    )


def _other_rank(use: Use, one: Sized, other: Sized) -> Problem:
    return use.tensor_problem(
        f"{one.card} gives {one}, and {other.card} gives {other}: {len(one.shape)} axes and "
        f"{len(other.shape)}, the batch counted. Bring them to the same number of axes.",
        f"{len(one.shape)} axes and {len(other.shape)}",
    )


def _differ(use: Use, index: int, axes: list[int], joins: bool) -> Problem:
    one, other = use.given[0], use.given[index]
    words = joined([axis_word(one.axes, axis) for axis in axes])
    letters = ", ".join(one.axes[axis] for axis in axes)
    left = "×".join(dict.fromkeys(str(one.shape[axis]) for axis in axes))
    right = "×".join(dict.fromkeys(str(other.shape[axis]) for axis in axes))
    rule = ""
    if joins:
        along = axis_word(one.axes, use.layer.axis % len(one.shape))
        rule = f", and may differ along {along} alone"
    spatial = all(one.axes[axis] in "DHW" for axis in axes)
    advice = (
        "Crop or pad one of them, set the output padding, or choose an input size that the strides "
        "divide."
        if spatial
        else "Make them equal."
    )
    return use.tensor_problem(
        f"{one.card} gives {one} and {other.card} gives {other}: they differ along {words}{rule}. "
        f"{advice}",
        f"{letters}: {left} ≠ {right}",
        _fixes(use, index, axes),
    )


def _fixes(use: Use, index: int, axes: list[int]) -> tuple[Fix, ...]:
    """Let a transposed convolution that gives one of two tensors grow to the size of the other."""
    if len(use.given) != 2:
        return ()
    found: tuple[Fix, ...] = ()
    for mine, other in ((index, 0), (0, index)):
        source = use.sources[mine]
        if source is not None:
            found += grown_to(source, use.given[mine], use.given[other], axes, use.catalogue)
    return found
