"""How many multiply-adds a layer takes for one sample, without biases."""

import math
from typing import Any

from layerdeck.program import Shape

from .backend import keras
from .kinds import CONV_LSTMS, CONVOLUTIONS, TRANSPOSED
from .windows import channel_axis, slid, spatial, window_of


def multiply_adds(layer: Any, given: Shape, made: Shape) -> int | None:
    """The multiply-adds of applying `layer` to a tensor of shape `given`, which makes `made`.

    None where an axis that matters has any size; 0 for layers that only pick, add or scale. Each
    function below states its formula.
    """
    if isinstance(layer, keras.layers.TimeDistributed):
        inner = multiply_adds(layer.layer, (given[0], *given[2:]), (made[0], *made[2:]))
        return _product(given[1], inner)
    if isinstance(layer, keras.layers.Bidirectional):
        ways = (layer.forward_layer, layer.backward_layer)
        counts = [multiply_adds(way, given, made) for way in ways]
        return None if None in counts else sum(count or 0 for count in counts)
    if isinstance(layer, CONVOLUTIONS):
        return _convolution(layer, given, made)
    if isinstance(layer, TRANSPOSED):
        return _transposed(layer, given)
    if isinstance(layer, CONV_LSTMS):
        return _conv_lstm(layer, given)
    if isinstance(layer, keras.layers.Dense):
        return _product(*given[1:], layer.units)
    if isinstance(layer, (keras.layers.LSTM, keras.layers.GRU, keras.layers.SimpleRNN)):
        return _recurrent(layer, given)
    return 0


def _product(*factors: int | None) -> int | None:
    return None if None in factors else math.prod(factor or 0 for factor in factors)


def _convolution(layer: Any, given: Shape, made: Shape) -> int | None:
    """Output positions × kernel volume × input channels / groups × filters."""
    channels = given[channel_axis(layer, len(given))]
    whole = _product(*spatial(layer, made), *layer.kernel_size, channels, layer.filters)
    return None if whole is None else whole // int(layer.groups)


def _transposed(layer: Any, given: Shape) -> int | None:
    """Input positions × kernel volume × input channels × filters."""
    channels = given[channel_axis(layer, len(given))]
    return _product(*spatial(layer, given), *layer.kernel_size, channels, layer.filters)


def _recurrent(layer: Any, given: Shape) -> int | None:
    """Steps × gates × units × (features + units); LSTM has 4 gates, GRU 3, SimpleRNN 1."""
    gates = {keras.layers.LSTM: 4, keras.layers.GRU: 3}.get(type(layer), 1)
    steps, features = given[1], given[-1]
    if features is None:
        return None
    return _product(steps, gates, layer.units, features + layer.units)


def _conv_lstm(layer: Any, given: Shape) -> int | None:
    """Steps × output positions × kernel volume × (input channels + filters) × 4 filters.

    The recurrent convolution works on the state, which has the size of the output.
    """
    cell, window = layer.cell, window_of(layer)
    channels = given[channel_axis(layer, len(given))]
    if channels is None or window is None:
        return None
    state = slid(window, spatial(layer, given))
    return _product(given[1], *state, *cell.kernel_size, channels + cell.filters, 4, cell.filters)
