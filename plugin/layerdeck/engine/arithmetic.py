"""How many multiply-adds a layer takes for one sample, without biases."""

import math
from collections.abc import Callable
from functools import cache
from typing import Any

from layerdeck.program import Shape

from . import einsum
from .backend import keras
from .kinds import ATTENTIONS, CONV_LSTMS, CONVOLUTIONS, DEPTHWISE, LOCAL, SEPARABLE, TRANSPOSED
from .windows import channel_axis, slid, spatial, window_of

Formula = Callable[[Any, Shape, Shape], int | None]


def multiply_adds(layer: Any, given: Shape, made: Shape) -> int | None:
    """The multiply-adds of applying `layer` to a tensor of shape `given`, which makes `made`.

    None where an axis that matters has any size, for an interpolation, which each device does its
    own way, for attention and for a cell of any kind; 0 for layers that only pick, add or
    scale. Each
    function below states its formula.
    """
    if isinstance(layer, keras.layers.TimeDistributed):
        inner = multiply_adds(layer.layer, (given[0], *given[2:]), (made[0], *made[2:]))
        return _product(given[1], inner)
    if isinstance(layer, keras.layers.Bidirectional):
        ways = (layer.forward_layer, layer.backward_layer)
        counts = [multiply_adds(way, given, made) for way in ways]
        return None if None in counts else sum(count or 0 for count in counts)
    if isinstance(layer, keras.layers.SpectralNormalization):
        return multiply_adds(layer.layer, given, made)
    if isinstance(layer, ATTENTIONS) or type(layer) is keras.layers.RNN:
        return None
    if getattr(layer, "interpolation", "nearest") != "nearest":
        return None
    formula = _formula_of(layer.__class__)
    return formula(layer, given, made) if formula else 0


@cache
def _formula_of(kind: type) -> Formula | None:
    return next((formula for family, formula in _FORMULAS if issubclass(kind, family)), None)


def _product(*factors: int | None) -> int | None:
    return None if None in factors else math.prod(factor or 0 for factor in factors)


def _convolution(layer: Any, given: Shape, made: Shape) -> int | None:
    """Output positions × kernel volume × input channels / groups × filters."""
    channels = given[channel_axis(layer, len(given))]
    whole = _product(*spatial(layer, made), *layer.kernel_size, channels, layer.filters)
    return None if whole is None else whole // int(layer.groups)


def _local(layer: Any, given: Shape, made: Shape) -> int | None:
    """Output positions × kernel volume × input channels × filters."""
    channels = given[channel_axis(layer, len(given))]
    return _product(*spatial(layer, made), *layer.kernel_size, channels, layer.filters)


def _depthwise(layer: Any, given: Shape, made: Shape) -> int | None:
    """Output positions × kernel volume × input channels × depth multiplier."""
    channels = given[channel_axis(layer, len(given))]
    return _product(*spatial(layer, made), *layer.kernel_size, channels, layer.depth_multiplier)


def _separable(layer: Any, given: Shape, made: Shape) -> int | None:
    """The depthwise part, and output positions × input channels × depth multiplier × filters."""
    channels = given[channel_axis(layer, len(given))]
    apart = _depthwise(layer, given, made)
    mixed = _product(*spatial(layer, made), channels, layer.depth_multiplier, layer.filters)
    return None if apart is None or mixed is None else apart + mixed


def _dense(layer: Any, given: Shape, _made: Shape) -> int | None:
    """Positions × features × units."""
    return _product(*given[1:], layer.units)


def _transposed(layer: Any, given: Shape, _made: Shape) -> int | None:
    """Input positions × kernel volume × input channels × filters."""
    channels = given[channel_axis(layer, len(given))]
    return _product(*spatial(layer, given), *layer.kernel_size, channels, layer.filters)


def _recurrent(layer: Any, given: Shape, _made: Shape) -> int | None:
    """Steps × gates × units × (features + units); LSTM has 4 gates, GRU 3, SimpleRNN 1."""
    gates = {keras.layers.LSTM: 4, keras.layers.GRU: 3}.get(type(layer), 1)
    steps, features = given[1], given[-1]
    if features is None:
        return None
    return _product(steps, gates, layer.units, features + layer.units)


def _conv_lstm(layer: Any, given: Shape, _made: Shape) -> int | None:
    """Steps × output positions × kernel volume × (input channels + filters) × 4 filters.

    The recurrent convolution works on the state, which has the size of the output.
    """
    cell, window = layer.cell, window_of(layer)
    channels = given[channel_axis(layer, len(given))]
    if channels is None or window is None:
        return None
    state = slid(window, spatial(layer, given))
    return _product(given[1], *state, *cell.kernel_size, channels + cell.filters, 4, cell.filters)


def _dot(layer: Any, given: Shape, made: Shape) -> int | None:
    """Every number of the output × the length of the axis that is added up."""
    axis = layer.axes if isinstance(layer.axes, int) else layer.axes[0]
    return _product(*made[1:], given[axis % len(given)])


def _looked_up(layer: Any, given: Shape, made: Shape) -> int | None:
    """Nothing, to look vectors up; backwards, positions × channels × numbers to tell apart."""
    return _product(*given[1:], layer.input_dim) if len(made) == len(given) else 0


_FORMULAS: tuple[tuple[tuple[type, ...], Formula], ...] = (
    (CONVOLUTIONS, _convolution),
    (LOCAL, _local),
    (DEPTHWISE, _depthwise),
    (SEPARABLE, _separable),
    (TRANSPOSED, _transposed),
    (CONV_LSTMS, _conv_lstm),
    ((keras.layers.Dense,), _dense),
    ((keras.layers.EinsumDense,), einsum.multiply_adds),
    ((keras.layers.Dot,), _dot),
    ((keras.layers.Embedding,), _looked_up),
    ((keras.layers.LSTM, keras.layers.GRU, keras.layers.SimpleRNN), _recurrent),
)
