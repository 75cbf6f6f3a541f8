"""Counting weights that are not allocated."""

import math
from collections.abc import Iterable
from typing import Any


def count(variables: Iterable[Any]) -> int:
    """How many numbers the variables hold, each variable counted once."""
    return sum(math.prod(item.shape) for item in {id(item): item for item in variables}.values())


def weights_of(layers: Iterable[Any]) -> tuple[int, int]:
    """The numbers in the layers' weights, all and trainable; shared ones count once.

    Seeds of random generators and metrics are not weights, as in Keras' own summary.
    """
    layers = list(layers)
    everything = [item for layer in layers for item in getattr(layer, "weights", ())]
    trained = [item for layer in layers for item in getattr(layer, "trainable_weights", ())]
    return count(everything), count(trained)
