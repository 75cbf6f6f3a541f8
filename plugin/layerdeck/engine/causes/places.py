"""Weights and masks with a number for each place, and what they are laid over."""

from collections.abc import Iterator
from typing import Any

from layerdeck.engine.backend import keras
from layerdeck.engine.shapes import Sized, axis_word, joined, sizes
from layerdeck.graph.fixes import Fix
from layerdeck.program import Problem

from .cause import about
from .use import Use

_layers = keras.layers
_NORMS = tuple(
    getattr(_layers, name)
    for name in ("LayerNormalization", "RMSNormalization")
    if hasattr(_layers, name)
)
"""RMS normalization is there since Keras 3.9."""


@about(_layers.PReLU)
def shared_axes_that_do_not_exist(use: Use) -> Iterator[Problem]:
    """PReLU counts its shared axes from 1, after the batch."""
    rank = len(use.given[0].shape)
    beyond = [axis for axis in use.layer.shared_axes or () if axis >= rank]
    if beyond:
        yield use.problem(
            "shared_axes",
            f"Axis {beyond[0]} cannot be shared: after the batch, {use.given[0].card} gives axes 1 "
            f"to {rank - 1}.",
            f"Shared axis {beyond[0]} does not exist",
        )


@about(_layers.PReLU, *_NORMS)
def places_not_counted(use: Use) -> Iterator[Problem]:
    """A weight for each place along an axis cannot be made where its length is any."""
    given = use.given[0]
    open_axes = [axis for axis in _weighted(use.layer, len(given.shape)) if _any(given, axis)]
    if not open_axes:
        return
    words = joined([axis_word(given.axes, axis) for axis in open_axes])
    port = "shared_axes" if isinstance(use.layer, _layers.PReLU) else "axis"
    fixes: tuple[Fix, ...] = ()
    alone = len(open_axes) == 1
    known, it = ("this size", "it") if alone else ("these sizes", "them")
    other = "or choose another axis"
    if port == "shared_axes":
        shared = tuple(sorted({*(use.layer.shared_axes or ()), *open_axes}))
        fixes = use.set_value(port, shared, ", ".join(map(str, shared)))
        other = f"or share one slope along {it}"
    yield use.problem(
        port,
        f"{use.title} learns a number for each place along {words}, so {known} must be known, and "
        f"{given.card} gives {given}. Set {it} in the shape of the Input, {other}.",
        f"The size of {words} is not known" if alone else "Sizes are not known",
        fixes,
    )


def _any(given: Sized, axis: int) -> bool:
    return 0 < axis < len(given.shape) and given.shape[axis] is None


def _weighted(layer: Any, rank: int) -> list[int]:
    """The axes along which a layer has a weight for each place."""
    if isinstance(layer, _layers.PReLU):
        return [axis for axis in range(1, rank) if axis not in (layer.shared_axes or ())]
    if isinstance(layer, _NORMS) and (getattr(layer, "center", True) or layer.scale):
        named = layer.axis if isinstance(layer.axis, (list, tuple)) else (layer.axis,)
        return sorted({axis % rank for axis in named})
    return []


@about(_layers.Softmax)
def mask_of_other_shape(use: Use) -> Iterator[Problem]:
    """The mask of a Softmax has a place for each number, or 1 along an axis."""
    mask = use.told.get("mask")
    if use.wrapped or not isinstance(mask, Sized):
        return
    given = use.given[0]
    fits = len(mask.shape) == len(given.shape) and all(
        one == 1 or None in (one, size) or one == size
        for one, size in zip(mask.shape, given.shape, strict=True)
    )
    if not fits:
        wanted = sizes(given.shape[1:])
        yield use.tensor_problem(
            f"The mask has a place for each number, or 1 along an axis, so Softmax takes {wanted} "
            f"here, and {mask.card} gives {sizes(mask.shape[1:])}: the model would be built, and "
            "fail on its first batch.",
            "Mask of another shape",
            port="mask",
        )


@about(_layers.Embedding)
def vectors_not_of_the_table(use: Use) -> Iterator[Problem]:
    """On its way back, a Reversible embedding takes vectors as long as those of its table."""
    given = use.given[0] if use.given else None
    if given is None or type(use.layer).__name__ != "ReversibleEmbedding":
        return
    length, wanted = given.shape[-1], use.layer.output_dim
    if use.told.get("reverse") is not True or length in (None, wanted):
        return
    yield use.tensor_problem(
        f"With Reverse on, {use.title} takes vectors of {wanted} channels, its Output dim, and "
        f"{given.card} gives {given}: the model would be built, and fail on its first batch.",
        f"Takes {wanted} channels, and got {length}",
        use.set_value("output_dim", length, str(length)),
    )
