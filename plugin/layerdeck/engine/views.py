"""The receptive field through each kind of layer, axis by axis."""

from collections.abc import Callable
from functools import reduce
from typing import Any

from layerdeck.program import Shape

from .backend import keras
from .einsum import origins
from .kinds import (
    ADAPTIVE_POOLINGS,
    ALONG_AXES,
    CONV_LSTMS,
    CROPPINGS,
    LOCAL,
    MERGES,
    PADDINGS,
    POINTWISE,
    POOLINGS,
    SLIDING,
    TRANSPOSED,
    UP_SAMPLINGS,
    inside,
)
from .receptive import Reach, blend, everywhere, shared_out, slide, spread, union
from .windows import Window, sides, spatial_axes, window_of

Reaches = tuple[Reach | None, ...]
"""One per axis of a tensor; None for axes that are not places: batch, time, channels."""

SPATIAL = ("D", "H", "W", "?")
_RADII = {"bilinear": 1, "bicubic": 2, "lanczos3": 3, "lanczos5": 5}
"""How many neighbours on either side an enlargement blends."""


def places(axes: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the axes that are places: those of space, or a sequence's own steps."""
    return SPATIAL if any(axis in SPATIAL for axis in axes) else ("T",)


def at_input(axes: tuple[str, ...]) -> Reaches:
    """What a model's input sees of itself: every voxel itself."""
    named = places(axes)
    return tuple(Reach() if axis in named else None for axis in axes)


def field_of(axes: tuple[str, ...], reaches: Reaches | None) -> tuple[int, ...] | None:
    """Voxels of the model's input that one voxel sees, per spatial axis; None where unknown."""
    if reaches is None:
        return None
    named = places(axes)
    found = [reach for axis, reach in zip(axes, reaches, strict=True) if axis in named]
    widths = tuple(reach.width for reach in found if reach)
    return widths if widths and len(widths) == len(found) else None


def view(layer: Any, given: list[tuple[Shape, Reaches | None]], made: Shape) -> Reaches | None:
    """What the output of `layer` sees of the model's input.

    Args:
        layer: the Keras layer, built.
        given: shape and reaches of each input.
        made: the shape of the output.

    Returns:
        None where places have lost their meaning: after Flatten, global pooling, layers not known.
    """
    shape, reaches = given[0]
    if isinstance(layer, MERGES):
        return _merged([each for _, each in given])
    if reaches is None:
        return None
    if isinstance(layer, keras.layers.TimeDistributed):
        step = (shape[0], *shape[2:])
        inner = view(layer.layer, [(step, (None, *reaches[2:]))], (made[0], *made[2:]))
        return None if inner is None else (None, reaches[1], *inner[1:])
    inside_it = inside(layer)
    if inside_it is not None:
        return view(inside_it, given, made)
    if isinstance(layer, POINTWISE):
        return reaches
    if isinstance(layer, (keras.layers.Permute, keras.layers.EinsumDense)):
        moved = _moved(layer, len(shape))
        found = tuple(None if axis is None else reaches[axis] for axis in moved)
        return found if len(found) == len(made) else None
    if isinstance(layer, (*ALONG_AXES, keras.layers.GroupNormalization)):
        return _mixed(reaches, shape, _axes_mixed(layer, len(shape)))
    return _through(layer, shape, reaches, made)


def _moved(layer: Any, rank: int) -> tuple[int | None, ...]:
    """By axis of the output, the axis of the input that it is; None for one that is new."""
    if isinstance(layer, keras.layers.Permute):
        return (0, *layer.dims)
    return origins(layer.equation, rank)


def _axes_mixed(layer: Any, rank: int) -> set[int]:
    """The axes that a normalization takes together; a group's are all but batch and channels."""
    named = layer.axis if isinstance(layer.axis, (list, tuple)) else (layer.axis,)
    axes = {axis % rank for axis in named}
    grouped = isinstance(layer, keras.layers.GroupNormalization)
    return set(range(1, rank)) - axes if grouped else axes


def _mixed(reaches: Reaches, shape: Shape, axes: set[int]) -> Reaches | None:
    """After everything along these axes is mixed; None where one of them has any size."""
    found = list(reaches)
    for axis in axes:
        reach = reaches[axis]
        found[axis] = everywhere(reach, shape[axis]) if reach else None
        if reach and found[axis] is None:
            return None
    return tuple(found)


def _through(layer: Any, shape: Shape, reaches: Reaches, made: Shape) -> Reaches | None:
    """Layers with a window or a border, which change the axes they work along."""
    axes = spatial_axes(layer, len(shape))
    step = _step(layer, shape, made, axes)
    if step is None:
        return None
    found = list(reaches)
    for number, axis in enumerate(axes):
        reach = reaches[axis]
        found[axis] = step(number, reach) if reach else None
        if found[axis] is None:
            return None
    if isinstance(layer, CONV_LSTMS) and not layer.return_sequences:
        del found[1]
    return tuple(found)


def _step(
    layer: Any, shape: Shape, made: Shape, axes: range
) -> Callable[[int, Reach], Reach | None] | None:
    """What one axis goes through, given its number among the layer's axes."""
    if isinstance(layer, UP_SAMPLINGS):
        return lambda number, reach: _enlarged(layer, number, reach)
    if isinstance(layer, PADDINGS):
        padded = [before for before, _ in sides(layer.padding)]
        return lambda number, reach: slide(reach, -padded[number], -padded[number])
    if isinstance(layer, CROPPINGS):
        cut = [before for before, _ in sides(layer.cropping)]
        return lambda number, reach: slide(reach, cut[number], cut[number])
    if isinstance(layer, ADAPTIVE_POOLINGS):
        return lambda number, reach: _shared_out(
            reach, shape[axes[number]], layer.output_size[number]
        )
    return _window_step(layer, shape, made, axes)


def _window_step(
    layer: Any, shape: Shape, made: Shape, axes: range
) -> Callable[[int, Reach], Reach | None] | None:
    """The same, where a window slides along the axes."""
    window = window_of(layer)
    if window is None or len(shape) <= axes[-1]:
        return None
    if isinstance(layer, TRANSPOSED):
        return lambda number, reach: _transposed(
            window, number, reach, shape[axes[number]], made[axes[number]]
        )
    if isinstance(layer, CONV_LSTMS):
        return lambda number, reach: _in_time(
            window, number, _slid(window, number, reach, shape[axes[number]]), shape[1]
        )
    if isinstance(layer, (*SLIDING, *POOLINGS, *LOCAL)):
        return lambda number, reach: _slid(window, number, reach, shape[axes[number]])
    return None


def _enlarged(layer: Any, number: int, reach: Reach) -> Reach | None:
    factor = layer.size[number] if isinstance(layer.size, tuple) else layer.size
    radius = _RADII.get(getattr(layer, "interpolation", "nearest"))
    return blend(reach, factor, radius) if radius else spread(reach, factor, factor)


def _shared_out(reach: Reach, size: int | None, made: int) -> Reach | None:
    return None if size is None else shared_out(reach, size, made)


def _slid(window: Window, number: int, reach: Reach, size: int | None) -> Reach:
    """Padding "same" puts half of what is missing before, rounded down (TensorFlow's rule)."""
    extent, stride = window.extent[number], window.strides[number]
    missing = 0
    if window.same and size is None:
        missing = max(extent - stride, 0)
    elif window.same and size is not None:
        missing = max((-(-size // stride) - 1) * stride + extent - size, 0)
    before = extent - 1 if window.causal else missing // 2
    return slide(reach, -before, extent - 1 - before, stride)


def _transposed(
    window: Window, number: int, reach: Reach, size: int | None, made: int | None
) -> Reach | None:
    """With padding "same" it is cut to its size, half before, rounded down (TensorFlow's rule)."""
    extent, stride = window.extent[number], window.strides[number]
    cut = max(extent - stride, 0)
    if size is not None and made is not None:
        cut = max((size - 1) * stride + extent - made, 0)
    return spread(reach, extent, stride, cut // 2 if window.same else 0)


def _in_time(window: Window, number: int, reach: Reach, steps: int | None) -> Reach | None:
    """Each earlier step is seen through one more recurrent convolution, of stride 1."""
    if steps is None:
        return None
    size = window.size[number]
    before = (size - 1) // 2 * (steps - 1)
    return slide(reach, -before, (size - 1) * (steps - 1) - before)


def _merged(reaches: list[Reaches | None]) -> Reaches | None:
    known = [each for each in reaches if each is not None]
    if len(known) < len(reaches) or len({len(each) for each in known}) > 1:
        return None
    return tuple(reduce(_both, axis) for axis in zip(*known, strict=True))


def _both(one: Reach | None, other: Reach | None) -> Reach | None:
    return union(one, other) if one and other else None
