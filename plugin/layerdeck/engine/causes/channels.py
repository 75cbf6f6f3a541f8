"""Channels: unknown, not divisible by the groups, or not those the weights were made for."""

from collections.abc import Iterator
from math import gcd
from typing import Any

from layerdeck.engine.backend import keras
from layerdeck.engine.kinds import CONV_LSTMS, CONVOLUTIONS, RECURRENT, SLIDING, TRANSPOSED
from layerdeck.engine.shapes import axis_word
from layerdeck.engine.windows import channel_axis
from layerdeck.program import Problem

from .cause import about
from .use import Use

_WEIGHTED = (
    *SLIDING, *TRANSPOSED, *CONV_LSTMS, *RECURRENT, keras.layers.Dense,
    keras.layers.BatchNormalization, keras.layers.GroupNormalization,
)  # fmt: skip
"""Layers with weights for each channel."""


@about(*CONVOLUTIONS)
def groups_that_do_not_divide(use: Use) -> Iterator[Problem]:
    """Groups must divide the channels of the input as well as the filters."""
    given, groups = use.given[0], int(use.layer.groups)
    channels = given.shape[channel_axis(use.layer, len(given.shape))]
    if channels is None or groups < 1 or channels % groups == 0:
        return
    common = gcd(channels, int(use.layer.filters))
    best = max(number for number in range(1, groups + 1) if common % number == 0)
    fixes = tuple(
        fix
        for number in sorted({best, 1}, reverse=True)
        for fix in use.set_value("groups", number, str(number))
    )
    yield use.problem(
        "groups",
        f"Groups {groups} does not divide the {channels} channels that {given.card} gives: every "
        f"group takes the same number of them. Choose a divisor of {channels}.",
        f"Groups {groups} does not divide {channels} channels",
        fixes,
    )


@about(*_WEIGHTED)
def unknown_channels(use: Use) -> Iterator[Problem]:
    """Layers with weights need to know how many channels they get."""
    axis = _weighted_axis(use.layer, len(use.given[0].shape))
    given = use.given[0]
    if axis is None or not 0 <= axis < len(given.shape) or given.shape[axis] is not None:
        return
    noun = _noun(use, axis)
    counted = noun in ("channels", "features")
    what = f"how many {noun} it gets" if counted else f"the size of {noun}"
    yield use.tensor_problem(
        f"{use.title} needs to know {what}, as its weights depend on "
        f"it, and {given.card} gives {given}. Set that size in the shape of the Input.",
        f"The {'number' if counted else 'size'} of {noun} is not known",
    )


@about(keras.layers.Layer)
def other_channels(use: Use) -> Iterator[Problem]:
    """A layer applied again has its weights already."""
    given = use.given[0]
    for axis, size in _made_for(use.layer, len(given.shape)).items():
        index = axis % len(given.shape)
        have = given.shape[index]
        if size is None or have is None or have == size:
            continue
        word = _noun(use, index)
        yield use.tensor_problem(
            f"The weights of {use.owner} are made for {size} {word}, as it is applied elsewhere "
            f"already, and {given.card} gives {have}: {given}. Feed it {size} {word}.",
            f"Made for {size} {word}, and got {have}",
        )


def _made_for(layer: Any, rank: int) -> dict[int, int | None]:
    """The sizes, by axis, that the weights of a built layer are made for.

    Recurrent layers do not say it in their input spec, so it is read off their kernel.
    """
    if not layer.built:
        return {}
    if isinstance(layer, CONV_LSTMS):
        return {channel_axis(layer, rank): layer.cell.kernel.shape[-2]}
    if isinstance(layer, RECURRENT):
        kernel = getattr(layer.cell, "kernel", None)
        return {} if kernel is None else {rank - 1: kernel.shape[0]}
    spec = getattr(layer, "input_spec", None)
    return {} if spec is None or isinstance(spec, (list, tuple)) else dict(spec.axes or {})


@about(*CONV_LSTMS)
def no_filters(use: Use) -> Iterator[Problem]:
    """A ConvLSTM without filters is built, and fails on its first batch."""
    if use.layer.cell.filters < 1:
        yield use.problem(
            "filters",
            "Filters must be at least 1: without any the model would be built, and fail on its "
            "first batch.",
            "Filters must be at least 1",
            use.set_value("filters", 1, "1"),
        )


@about(keras.layers.BatchNormalization)
def axis_out_of_range(use: Use) -> Iterator[Problem]:
    """The axis of a Batch normalization must be one that the tensor has."""
    given, axis = use.given[0], use.layer.axis
    rank = len(given.shape)
    if not isinstance(axis, int) or -rank <= axis < rank:
        return
    yield use.problem(
        "axis",
        f"Axis {axis} does not exist: {given.card} gives {rank} axes, 0 for the batch to "
        f"{rank - 1}. Choose -1 for the last, the channels.",
        f"Axis {axis} of {rank} does not exist",
        use.set_value("axis", -1, "-1"),
    )


def _weighted_axis(layer: Any, rank: int) -> int | None:
    if isinstance(layer, (*SLIDING, *TRANSPOSED, *CONV_LSTMS)):
        return channel_axis(layer, rank)
    if isinstance(layer, (keras.layers.Dense, *RECURRENT)):
        return rank - 1
    grouped = keras.layers.GroupNormalization
    if isinstance(layer, (keras.layers.BatchNormalization, grouped)) and isinstance(
        layer.axis, int
    ):
        return layer.axis % rank if -rank <= layer.axis < rank else None
    return None


def _noun(use: Use, axis: int) -> str:
    given = use.given[0]
    word = axis_word(given.axes, axis)
    features = word == "channels" and len(given.shape) <= 3
    return "features" if features else word
