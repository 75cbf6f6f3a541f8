"""Counting weights that are not allocated."""

import math
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .memo import Done

NUMBER = 4
"""Bytes of a weight, in float32."""
MAKING = 3
"""While a layer's weights are made there are so many of each: drawn, scaled, and kept (measured: a
Dense of 256 MB takes 765 MB in the making)."""


def weights_of(layers: Iterable[Any]) -> tuple[int, int]:
    """The numbers in the layers' weights, all and trainable; shared ones count once.

    Seeds of random generators and metrics are not weights, as in Keras' own summary. Each variable
    says whether it is trained, as in a model; a wrapper that is not trainable may hold ones that
    are.
    """
    found = (item for layer in layers for item in getattr(layer, "weights", ()))
    once = {id(item): item for item in found}.values()
    counted = [(math.prod(item.shape), item.trainable) for item in once]
    return sum(count for count, _ in counted), sum(count for count, trained in counted if trained)


def weighed(dones: Collection["Done"]) -> tuple[int, int]:
    """The same of the layers of statements; those that other statements reach are asked."""
    alone = {id(done): done.weights for done in dones if done.weights}
    everything, trained = weights_of(done.made for done in dones if done.weights is None)
    return (
        everything + sum(count for count, _ in alone.values()),
        trained + sum(count for _, count in alone.values()),
    )
