"""Weights in Keras' legacy HDF5 format: a group for each layer, with a list of names in order.

Source: keras/src/legacy/saving/legacy_h5_format.py.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from .numbers import MisfitError, array, group

_GROUP = "model_weights"
_SAME = {"depthwise_kernel": "kernel"}
"""What a weight is called now, by what Keras 2 called it."""


class Legacy:
    """The weights of a model by layer; those of an inner model lie together in its group."""

    def __init__(self, root: Any, names: Mapping[str, list[str]], file: str) -> None:
        self._root, self._names, self._file = root, names, file

    def fill(self, layer: Any, way: tuple[str, ...]) -> None:
        """Give a layer all the weights of the layer at the end of a way.

        Raises:
            MisfitError: they do not fit, and the layer is as it was.
        """
        names = self._names.get(way[0])
        if names is None:
            raise MisfitError(f"{self._file} has no layer {'/'.join(way)} any more")
        names = [name for name in names if _is_of(name, way)]
        variables = _in_order(layer, names)
        if len(variables) != len(names):
            raise MisfitError(f"its weights in {self._file} are others in kind or number")
        try:
            place = group(self._root, f"{_GROUP}/{way[0]}")
            numbers = [self._array(place, *each) for each in zip(names, variables, strict=True)]
        except (OSError, RuntimeError, KeyError, TypeError):
            raise MisfitError(f"its weights in {self._file} are damaged") from None
        for variable, value in zip(variables, numbers, strict=True):
            variable.assign(value)
        if hasattr(layer, "finalize_state"):
            layer.finalize_state()

    def _array(self, place: Any, name: str, variable: Any) -> np.ndarray:
        return array(place, name, tuple(variable.shape), self._file)


def _is_of(name: str, way: tuple[str, ...]) -> bool:
    """Whether a weight in an inner model's group is that of the layer at the end of the way."""
    if len(way) == 1:
        return True
    around, parts = set(way[:-1]), name.split("/")
    while len(parts) > 1 and parts[0] in around:
        parts.pop(0)
    return parts[0] == way[-1]


def _in_order(layer: Any, names: Sequence[str]) -> list[Any]:
    """The weights of a layer in the order of some names.

    Files have those that were trained first. Which those are, may have changed since: then the
    names tell the order.
    """
    trained_first = [*layer.trainable_weights, *layer.non_trainable_weights]
    wanted = [_plain(name) for name in names]
    for order in (trained_first, list(layer.weights)):
        if [_plain(variable.name) for variable in order] == wanted:
            return order
    return trained_first


def _plain(name: str) -> str:
    last = name.rpartition("/")[2].partition(":")[0]
    return _SAME.get(last, last)
