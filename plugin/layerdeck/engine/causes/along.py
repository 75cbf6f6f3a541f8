"""Axes that do not exist, pairs of tensors, groups of channels, and equations."""

from collections.abc import Iterator

from layerdeck.engine.backend import keras
from layerdeck.engine.einsum import letters
from layerdeck.engine.kinds import ALONG_AXES
from layerdeck.program import Problem, Severity

from .use import Use

_layers = keras.layers


def axes_that_do_not_exist(use: Use) -> Iterator[Problem]:
    """Normalizations, Softmax and Dot are told axes by number, the batch being 0."""
    port = "axes" if isinstance(use.layer, _layers.Dot) else "axis"
    if not isinstance(use.layer, (*ALONG_AXES, _layers.GroupNormalization, _layers.Dot)):
        return
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


def not_two_tensors(use: Use) -> Iterator[Problem]:
    """Subtract and Dot work on a pair."""
    count = len(use.given)
    if isinstance(use.layer, (_layers.Subtract, _layers.Dot)) and count != 2:
        yield use.tensor_problem(
            f"{use.title} takes exactly two tensors, and {count} "
            f"{'is' if count == 1 else 'are'} wired to it.",
            f"Two tensors, not {count}",
        )


def channels_not_in_groups(use: Use) -> Iterator[Problem]:
    """The groups of a normalization must divide the channels."""
    if not isinstance(use.layer, _layers.GroupNormalization):
        return
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


def equation_of_other_axes(use: Use) -> Iterator[Problem]:
    """The equation of an EinsumDense must name as many axes as its tensor has."""
    if not isinstance(use.layer, _layers.EinsumDense):
        return
    rank = len(use.given[0].shape)
    if len(letters(use.layer.equation, rank)[0]) != rank:
        yield use.problem(
            "equation",
            f"The equation {use.layer.equation} begins with the axes of its tensor, the batch "
            f"counted, and {use.given[0].card} gives {rank} axes. Name {rank}, or write ... for "
            "those that stay.",
            f"{rank} axes are to be named",
        )


def shape_of_other_axes(use: Use) -> Iterator[Problem]:
    """The output shape of an EinsumDense must have as many axes as its equation gives."""
    layer = use.layer
    if not isinstance(layer, _layers.EinsumDense):
        return
    given = use.given[0]
    gives = len(letters(layer.equation, len(given.shape))[1])
    try:
        shown = layer.compute_output_shape(given.shape)
    except Exception:  # Keras tells it better when the layer is applied.
        return
    if len(shown) != gives:
        yield use.problem(
            "output_shape",
            f"The equation {layer.equation} gives {gives} axes here, the batch counted, and Output "
            f"shape makes Keras announce {len(shown)}: layers after this one would be made for a "
            "shape that never comes. Write a size for each axis that the weights give.",
            f"{len(shown)} axes are announced, {gives} come",
            severity=Severity.WARNING,
        )


def vectors_of_other_length(use: Use) -> Iterator[Problem]:
    """Dot adds up axes of one length."""
    if not isinstance(use.layer, _layers.Dot) or len(use.given) != 2:
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
