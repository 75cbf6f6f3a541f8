"""The number type that really arrives after a layer, where Keras shows another."""

from typing import Any

from .backend import keras
from .kinds import (
    ADAPTIVE_MAXIMA,
    CROPPINGS,
    GLOBAL_MAXIMA,
    MAX_POOLINGS,
    MERGES,
    PADDINGS,
    UP_SAMPLINGS,
)

_layers = keras.layers

PASSING_ON = (
    *UP_SAMPLINGS, *PADDINGS, *CROPPINGS, *MERGES, *MAX_POOLINGS, *ADAPTIVE_MAXIMA,
    *GLOBAL_MAXIMA, _layers.RepeatVector, _layers.Reshape, _layers.Permute, _layers.Flatten,
    _layers.Activation, _layers.Dropout, _layers.SpatialDropout1D, _layers.SpatialDropout2D,
    _layers.SpatialDropout3D,
)  # fmt: skip
"""Layers that give integers for integers, though Keras shows float32 (measured, 3.15)."""

FLOATS = ("float32", "float16", "bfloat16", "float64")

_LOOKUPS = (_layers.StringLookup, _layers.IntegerLookup, _layers.TextVectorization)
_COUNTED = ("one_hot", "multi_hot", "count")
"""The output modes whose zeros, ones and counts are int64, though Keras shows a float."""


def real_dtype(layer: Any, given: str, shown: str) -> str:
    """The number type of what a layer gives."""
    if isinstance(layer, keras.layers.TimeDistributed):
        return real_dtype(layer.layer, given, shown)
    if isinstance(layer, _layers.StringLookup) and layer.invert:
        return "string"
    if isinstance(layer, _LOOKUPS) and layer.get_config()["output_mode"] in _COUNTED:
        return "int64"
    return given if isinstance(layer, PASSING_ON) and given not in FLOATS else shown
