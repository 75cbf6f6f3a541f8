"""What each kind of layer keeps for its backward pass, and what it holds while it runs.

One table for all layers. It says what TensorFlow does, as its profiler shows: which tensors are
still allocated when the forward pass has ended, and which come and go. `docs/memory.md` says how it
was measured. Where TensorFlow may work in place it does: a bias, a ReLU and an Add write over what
nobody else needs.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil, prod
from typing import Any

from msgspec import structs

from layerdeck.layers import LayerScale, ThresholdedReLU
from layerdeck.program import OUTPUT, Kept, Shape, Training

from .backend import keras
from .kept_in_time import of_attention, of_recurrence, of_steps
from .kinds import (
    ADAPTIVE_MAXIMA,
    ATTENTIONS,
    CONVOLUTIONS,
    DEPTHWISE,
    GLOBAL_MAXIMA,
    LOCAL,
    MAX_POOLINGS,
    RECURRENT,
    ROOT_MEAN_SQUARES,
    SEPARABLE,
    TRANSPOSED,
    UP_SAMPLINGS,
)
from .shapes import count
from .windows import channel_axis, spatial, window_of

_layers = keras.layers


@dataclass(frozen=True, slots=True)
class _Row:
    """What layers of a kind take; sizes of their own in multiples of their output.

    Attributes:
        input: whether every input is kept.
        weighed: whether every input is kept for the gradient of weights that are trained.
        output: whether the output is kept.
        own: tensors besides, in the number type that the layer computes in.
        masks: tensors of one byte for each number.
        wide: whether what is kept and held is float32, whatever the layer computes in.
        forward, backward: what is held meanwhile.
    """

    kinds: tuple[Any, ...]
    input: bool = False
    weighed: bool = False
    output: bool = False
    own: int = 0
    masks: int = 0
    wide: bool = False
    forward: float = 0
    backward: float = 0
    in_place: bool = False
    moves_nothing: bool = False


_TABLE = (
    _Row((*CONVOLUTIONS, *TRANSPOSED, *DEPTHWISE, *LOCAL, *SEPARABLE, _layers.Dense,
          _layers.EinsumDense), weighed=True),
    # The squares of the differences come and go; backwards the shares of mean and variance do.
    _Row((_layers.BatchNormalization, _layers.GroupNormalization), input=True, wide=True,
         forward=1, backward=2),
    _Row((_layers.LayerNormalization, *ROOT_MEAN_SQUARES), input=True, own=1, wide=True,
         forward=1, backward=2),
    _Row((_layers.UnitNormalization,), input=True, forward=1, backward=2),
    # To find the place of the maximum again.
    _Row((*MAX_POOLINGS, *ADAPTIVE_MAXIMA, *GLOBAL_MAXIMA), input=True, output=True),
    _Row((_layers.Multiply, _layers.Dot), input=True),
    _Row((_layers.Maximum, _layers.Minimum), masks=1, backward=1),
    _Row((_layers.Add, _layers.Subtract, _layers.Average), in_place=True),
    _Row((_layers.ReLU, _layers.ELU, _layers.Softmax), output=True, in_place=True),
    _Row((_layers.LeakyReLU, ThresholdedReLU), input=True),
    _Row((_layers.PReLU,), own=2, backward=1),
    _Row((LayerScale,), input=True, backward=1),
    _Row((_layers.Dropout,), masks=1, forward=1, in_place=True),
    _Row((_layers.SpatialDropout1D, _layers.SpatialDropout2D, _layers.SpatialDropout3D),
         in_place=True),
    _Row((_layers.GaussianNoise,), forward=1, in_place=True),
    _Row((_layers.GaussianDropout,), own=1, in_place=True),
    _Row((_layers.AlphaDropout,), own=2, in_place=True),
    _Row((_layers.Reshape, _layers.Flatten, _layers.Identity, _layers.ActivityRegularization,
          _layers.Masking), moves_nothing=True),
    # Axis after axis is repeated, each time into new memory.
    _Row(UP_SAMPLINGS, forward=0.5, backward=0.5),
    _Row((_layers.Embedding,), weighed=True),
    _Row((_layers.Concatenate, _layers.Permute, _layers.RepeatVector, _layers.ZeroPadding1D,
          _layers.ZeroPadding2D, _layers.ZeroPadding3D, _layers.Cropping1D, _layers.Cropping2D,
          _layers.Cropping3D, _layers.AveragePooling1D, _layers.AveragePooling2D,
          _layers.AveragePooling3D, _layers.GlobalAveragePooling1D, _layers.GlobalAveragePooling2D,
          _layers.GlobalAveragePooling3D)),
)  # fmt: skip
_UNKNOWN = _Row((), input=True, output=True)
"""For a layer that the table does not name."""

_ACTIVATIONS = {
    "linear": _Row((), moves_nothing=True),
    **dict.fromkeys(
        ("relu", "relu6", "sigmoid", "tanh", "elu", "selu", "softmax", "log_softmax",
         "exponential"), _Row((), output=True, in_place=True),
    ),
    "gelu": _Row((), own=3, backward=1),
    "mish": _Row((), input=True, own=2, backward=1),
    "softplus": _Row((), own=1),
}  # fmt: skip
"""By the function's name. All others keep what they are given, as swish does."""
_OTHER = _Row((), input=True, backward=1)


def training_of(layer: Any, given: Sequence[Shape], made: Shape) -> Training:
    """What training takes of memory when `layer` makes a tensor of shape `made`."""
    if isinstance(layer, _layers.TimeDistributed):
        inner = training_of(layer.layer, [(each[0], *each[2:]) for each in given],
                            (made[0], *made[2:]))  # fmt: skip
        return of_steps(inner, given, made)
    if isinstance(layer, _layers.SpectralNormalization):
        return training_of(layer.layer, given, made)
    if isinstance(layer, (_layers.Bidirectional, *RECURRENT)):
        return of_recurrence(layer, given, made)
    if isinstance(layer, ATTENTIONS):
        return of_attention(layer, given, made)
    if isinstance(layer, keras.Model):
        inside = [count(tuple(each.shape)) for held in layer.layers
                  for each in keras.tree.flatten(held.output)]  # fmt: skip
        return Training(tuple(map(Kept, inside)))
    if isinstance(layer, _layers.Activation):
        return _as_row(_activation(layer), True, given, made)
    if isinstance(layer, (*CONVOLUTIONS, *DEPTHWISE)) and max(layer.dilation_rate) > 1:
        return _dilated(layer, given[0], made)
    row = _row_of(layer.__class__)
    trained = bool(layer.trainable_weights)
    found = _as_row(row, trained, given, made)
    extra = (*_between(layer, given, made), *_fused(layer, made))
    return structs.replace(found, kept=(*found.kept, *extra)) if extra else found


@cache
def _row_of(kind: type) -> _Row:
    return next((row for row in _TABLE if issubclass(kind, row.kinds)), _UNKNOWN)


def _as_row(row: _Row, trained: bool, given: Sequence[Shape], made: Shape) -> Training:
    numbers = count(made)
    kept: list[Kept] = []
    dtype = "float32" if row.wide else ""
    if row.input or (row.weighed and trained):
        kept += [Kept(count(shape), index, dtype) for index, shape in enumerate(given)]
    if row.output:
        kept.append(Kept(numbers, OUTPUT))
    kept += [Kept(numbers, dtype=dtype)] * row.own + [Kept(numbers, dtype="bool")] * row.masks
    held = numbers or 0
    return Training(
        tuple(kept),
        ceil(row.forward * held),
        ceil(row.backward * held),
        row.in_place,
        row.moves_nothing,
        row.wide,
    )


def _between(layer: Any, given: Sequence[Shape], made: Shape) -> tuple[Kept, ...]:
    """Between the two halves of a separable convolution lies what the second one keeps."""
    if not isinstance(layer, SEPARABLE):
        return ()
    channels = given[0][channel_axis(layer, len(given[0]))]
    places, filters = count(made), layer.filters
    if channels is None or places is None:
        return (Kept(None),)
    return (Kept(places // filters * channels * layer.depth_multiplier),)


def _dilated(layer: Any, given: Shape, made: Shape) -> Training:
    """TensorFlow cuts the input into every n-th voxel and convolves these pieces as they are.

    The pieces, a copy of the input with its border, are what is kept; each axis has
    ceil((size + border) / rate) × rate voxels of them.
    """
    window = window_of(layer)
    channels = given[channel_axis(layer, len(given))]
    sizes = spatial(layer, given)
    if window is None or channels is None or None in sizes:
        return Training((Kept(None),))
    pieces = [
        ceil(((size or 0) + (extent - 1 if window.padded else 0)) / rate) * rate
        for size, extent, rate in zip(sizes, window.extent, window.dilation, strict=True)
    ]
    copied, numbers = prod(pieces) * channels, count(made) or 0
    kept = (Kept(copied),) if layer.trainable_weights else ()
    return Training((*kept, *_fused(layer, made)), numbers, copied)


def _fused(layer: Any, made: Shape) -> tuple[Kept, ...]:
    """What the activation keeps that a layer of another kind carries with it."""
    if not callable(getattr(layer, "activation", None)):
        return ()
    row = _activation(layer)
    numbers = count(made)
    before = (Kept(numbers),) if row.input else ()
    after = (Kept(numbers, OUTPUT),) if row.output else ()
    return (*before, *after, *(Kept(numbers),) * row.own)


def _activation(layer: Any) -> _Row:
    function: Callable[..., Any] = layer.activation
    return _ACTIVATIONS.get(getattr(function, "__name__", ""), _OTHER)
