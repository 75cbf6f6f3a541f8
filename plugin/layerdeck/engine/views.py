"""The receptive field through each kind of layer, axis by axis, of each input of the model."""

from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any

from layerdeck.program import Field, Shape

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

Sight = Mapping[str, Reaches | None]
"""What a tensor sees of each input of the model that it hangs on, by the Input card."""

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


def fields_of(axes: tuple[str, ...], sight: Sight) -> tuple[Field, ...]:
    """The receptive field and its stride of each input, per axis that is a place."""
    return tuple(_field(card, axes, reaches) for card, reaches in sight.items())


def _field(card: str, axes: tuple[str, ...], reaches: Reaches | None) -> Field:
    named = places(axes)
    found = [
        reach for axis, reach in zip(axes, reaches or (None,) * len(axes), strict=True)
        if axis in named
    ]  # fmt: skip
    known = [reach for reach in found if reach]
    if not known or len(known) < len(found):
        return Field(card)
    return Field(
        card, tuple(reach.width for reach in known), tuple(reach.stride for reach in known)
    )


def see(layer: Any, given: list[tuple[Shape, Sight]], made: Shape) -> Sight:
    """What the output of `layer` sees of each input of the model.

    Only merging layers are known well enough to say what comes in by which of several tensors.
    """
    found: dict[str, Reaches | None] = {}
    for card in dict.fromkeys(card for _, sight in given for card in sight):
        fed = [(shape, sight[card]) for shape, sight in given if card in sight]
        alone = len(fed) == 1 and card in given[0][1]
        found[card] = view(layer, fed, made) if alone or isinstance(layer, MERGES) else None
    return found


def view(layer: Any, given: list[tuple[Shape, Reaches | None]], made: Shape) -> Reaches | None:
    """What the output of `layer` sees of one input of the model.

    Args:
        layer: the Keras layer, built.
        given: shape and reaches of each tensor that comes in and hangs on that input.
        made: the shape of the output.

    Returns:
        None where places have lost their meaning: after Flatten, global pooling, layers not known.
    """
    shape, reaches = given[0]
    if isinstance(layer, MERGES):
        return _merged(layer, given, made)
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


def _merged(layer: Any, given: list[tuple[Shape, Reaches | None]], made: Shape) -> Reaches | None:
    """Branches laid on each other; one that is stretched along an axis sees the same all along."""
    known = [_stretched(shape, each, made) for shape, each in given if each is not None]
    if len(known) < len(given) or {len(each) for each in known} != {len(made)}:
        return None
    if isinstance(layer, keras.layers.Concatenate) and known[0][layer.axis % len(made)]:
        return None  # one lies behind the other along an axis of places
    joined = tuple(reduce(_both, axis) for axis in zip(*known, strict=True))
    lost = any(known[0][axis] and reach is None for axis, reach in enumerate(joined))
    return None if lost else joined


def _stretched(shape: Shape, reaches: Reaches, made: Shape) -> Reaches:
    if len(shape) != len(made):
        return reaches
    return tuple(
        everywhere(reach, 1) if reach and size == 1 and wanted != 1 else reach
        for reach, size, wanted in zip(reaches, shape, made, strict=True)
    )


def _both(one: Reach | None, other: Reach | None) -> Reach | None:
    return union(one, other) if one and other else None
