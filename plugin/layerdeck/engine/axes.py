"""What the axes of a layer's output are."""

from dataclasses import replace
from typing import Any

from .backend import keras
from .einsum import origins
from .kinds import CONV_LSTMS, inside
from .shapes import Sized, axes_of_rank
from .windows import is_channels_first


def output_axes(layer: Any, given: list[Sized], rank: int) -> tuple[str, ...]:
    """Names for the axes of what `layer` makes of `given`, a tensor of `rank` axes.

    A layer with a data format says it itself; one that keeps the number of axes keeps their names.
    """
    first = max(given, key=lambda item: len(item.axes))
    if isinstance(layer, keras.layers.TimeDistributed):
        step = replace(first, axes=(first.axes[0], *first.axes[2:]))
        return ("B", "T", *output_axes(layer.layer, [step], rank - 1)[1:])
    inner = inside(layer)
    if inner is not None:
        return output_axes(inner, given, rank)
    if isinstance(layer, CONV_LSTMS) or getattr(layer, "data_format", None) is not None:
        return axes_of_rank(rank, is_channels_first(layer))
    if isinstance(layer, keras.layers.Permute):
        return tuple(first.axes[axis] for axis in (0, *layer.dims))
    if isinstance(layer, keras.layers.EinsumDense):
        axes = origins(layer.equation, len(first.axes))
        if len(axes) == rank:
            return tuple("C" if axis is None else first.axes[axis] for axis in axes)
    if isinstance(layer, keras.layers.Dot) and rank > 2:
        return _left_by_dot(layer.axes, *(item.axes for item in given))
    if len(first.axes) == rank:
        return first.axes
    return axes_of_rank(rank)


def _left_by_dot(
    axes: int | tuple[int, int], one: tuple[str, ...], other: tuple[str, ...]
) -> tuple[str, ...]:
    """The axes of two tensors without those that are added up, and with one batch."""
    mine, theirs = (axes, axes) if isinstance(axes, int) else axes
    mine, theirs = mine % len(one), theirs % len(other)
    return (*one[:mine], *one[mine + 1 :], *other[1:theirs], *other[theirs + 1 :])
