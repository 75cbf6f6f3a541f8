"""Axes that do not exist, pairs of tensors, groups of channels, and equations."""

from collections.abc import Iterator

from layerdeck.engine.backend import keras
from layerdeck.engine.einsum import letters
from layerdeck.engine.kinds import ALONG_AXES, ROOT_MEAN_SQUARES
from layerdeck.program import Problem, Severity

from .cause import about
from .use import Use

_layers = keras.layers


@about(*ALONG_AXES, _layers.GroupNormalization, _layers.Dot)
def axes_that_do_not_exist(use: Use) -> Iterator[Problem]:
    """Normalizations, Softmax and Dot are told axes by number, the batch being 0."""
    port = "axes" if isinstance(use.layer, _layers.Dot) else "axis"
    named = getattr(use.layer, port)
    rank = min(len(item.shape) for item in use.given)
    for axis in named if isinstance(named, (list, tuple)) else (named,):
        if axis not in range(-rank, rank):
            yield use.problem(
                port,
                f"Axis {axis} does not exist: {use.given[0].card} gives {rank} axes, 0 for the "
                f"batch to {rank - 1}. Choose -1 for the last, the channels.",
                f"Axis {axis} of {rank} does not exist",
            )
            return
    if isinstance(use.layer, ALONG_AXES) and isinstance(named, (list, tuple)):
        same = {axis % rank: axis for axis in reversed(named)}
        if len(same) < len(named):
            yield _named_twice(use, tuple(named), tuple(reversed(same.values())), rank)
            return
    if isinstance(use.layer, ROOT_MEAN_SQUARES):
        yield from _scaled_elsewhere(use, rank)


def _named_twice(use: Use, named: tuple[int, ...], once: tuple[int, ...], rank: int) -> Problem:
    """Keras builds the layer, and TensorFlow does not reduce an axis twice (measured, 2.21)."""
    shown = ", ".join(map(str, named))
    return use.problem(
        "axis",
        f"Axis {shown} names one axis twice: {use.given[0].card} gives {rank} axes, of which -1 is "
        f"{rank - 1}. The model would be built, and fail on its first batch. Name each once.",
        f"Axis {shown} names one axis twice",
        use.set_value("axis", once, ", ".join(map(str, once))),
    )


def _scaled_elsewhere(use: Use, rank: int) -> Iterator[Problem]:
    """RMS normalization has a factor for each place of its axis, and lays them along the last."""
    axis = use.layer.axis
    axes = tuple(axis) if isinstance(axis, (list, tuple)) else (axis,)
    if sorted(item % rank for item in axes) == list(range(rank - len(axes), rank)):
        return
    yield use.problem(
        "axis",
        "Keras lays the learnt factors of this axis along the last ones all the same: the model "
        "fails on its first batch, or scales the wrong axis. Choose -1, the channels, or Layer "
        "normalization.",
        "Its factors fall on the last axis",
        use.set_value("axis", (-1,), "-1"),
        Severity.WARNING,
    )


@about(_layers.Subtract, _layers.Dot)
def not_two_tensors(use: Use) -> Iterator[Problem]:
    """Subtract and Dot work on a pair."""
    count = len(use.given)
    if count != 2:
        yield use.tensor_problem(
            f"{use.title} takes exactly two tensors, and {count} "
            f"{'is' if count == 1 else 'are'} wired to it.",
            f"Two tensors, not {count}",
        )


@about(_layers.GroupNormalization)
def channels_not_in_groups(use: Use) -> Iterator[Problem]:
    """The groups of a normalization must divide the channels."""
    channels, groups = use.given[0].shape[use.layer.axis], use.layer.groups
    if channels is None or groups < 1 or channels % groups == 0:
        return
    best = max(number for number in range(1, groups + 1) if channels % number == 0)
    yield use.problem(
        "groups",
        f"{use.given[0].card} gives {channels} channels, which {groups} groups cannot share "
        f"equally. Choose a divisor of {channels}, such as {best}.",
        f"{channels} channels in {groups} groups",
        use.set_value("groups", best, str(best)),
    )


@about(_layers.EinsumDense)
def equation_of_other_axes(use: Use) -> Iterator[Problem]:
    """The equation of an EinsumDense must name as many axes as its tensor has."""
    rank = len(use.given[0].shape)
    if len(letters(use.layer.equation, rank)[0]) != rank:
        yield use.problem(
            "equation",
            f"The equation {use.layer.equation} begins with the axes of its tensor, the batch "
            f"counted, and {use.given[0].card} gives {rank} axes. Name {rank}, or write ... for "
            "those that stay.",
            f"{rank} axes are to be named",
        )


@about(_layers.EinsumDense)
def shape_of_other_axes(use: Use) -> Iterator[Problem]:
    """The output shape of an EinsumDense has a size for each axis that the equation names anew.

    Of a size too many Keras announces a tensor with an axis that never comes.
    """
    layer = use.layer
    made = layer.equation.replace(" ", "").partition("->")[2]
    named = made.replace("...", "")[0 if made.startswith("...") else 1 :]
    count = len(layer.partial_output_shape)
    if count == len(named):
        return
    wanted = f"{len(named)} {'size' if len(named) == 1 else 'sizes'} ({', '.join(named)})"
    many = count > len(named)
    yield use.problem(
        "output_shape",
        f"After the batch and what ... stands for, the equation {layer.equation} gives {wanted}, "
        f"and Output shape has {count}. Write {wanted}"
        + (": layers after this one would be made for a shape that never comes." if many else "."),
        f"Takes {len(named)}, and got {count}",
        severity=Severity.WARNING if many else Severity.ERROR,
    )


@about(_layers.Dot)
def vectors_of_other_length(use: Use) -> Iterator[Problem]:
    """Dot adds up axes of one length."""
    if len(use.given) != 2:
        return
    axes = use.layer.axes
    mine, theirs = (axes, axes) if isinstance(axes, int) else axes
    one, other = use.given
    if 0 in (mine % len(one.shape), theirs % len(other.shape)):
        yield use.problem(
            "axes",
            "Axis 0 is the batch, which cannot be added up. Choose -1 for the last, the channels.",
            "Axis 0 is the batch",
        )
        return
    lengths = one.shape[mine], other.shape[theirs]
    if None not in lengths and lengths[0] != lengths[1]:
        yield use.problem(
            "axes",
            f"{one.card} gives {one} and {other.card} gives {other}: {lengths[0]} numbers along "
            f"axis {mine} cannot be multiplied by {lengths[1]} along axis {theirs}.",
            f"{lengths[0]} ≠ {lengths[1]}",
        )
