"""Data formats: channels first and channels last in one graph."""

from collections.abc import Iterator

from layerdeck.engine.backend import keras
from layerdeck.engine.shapes import axes_of_rank
from layerdeck.engine.windows import is_channels_first, spatial_rank
from layerdeck.graph.fixes import Change, Fix
from layerdeck.program import Problem, Severity

from .cause import about
from .use import Use

_ORDER = {True: "first", False: "last"}


@about(keras.layers.Layer)
def other_data_format(use: Use) -> Iterator[Problem]:
    """A layer that would take an axis of places for the channels. Keras builds it all the same."""
    given = use.given[0]
    rank = len(given.shape)
    if not spatial_rank(use.layer) or getattr(use.layer, "data_format", None) is None:
        return
    wants = is_channels_first(use.layer)
    if given.axes != axes_of_rank(rank, not wants) or given.axes == axes_of_rank(rank, wants):
        return
    yield use.problem(
        "data_format",
        f"{use.title} takes the channels {_ORDER[wants]}, and {given.card} gives them "
        f"{_ORDER[not wants]}: {given}. An axis of places would be taken for the channels. Use one "
        "data format in the whole graph.",
        f"Takes channels {_ORDER[wants]}, got {_ORDER[not wants]}",
        (
            *use.set_value("data_format", f"channels_{_ORDER[not wants]}", _words(not wants)),
            *_permuted(use, rank, wants),
        ),
        Severity.WARNING,
    )


@about(keras.layers.BatchNormalization)
def normalized_elsewhere(use: Use) -> Iterator[Problem]:
    """A Batch normalization along the last axis, behind layers with channels first."""
    given = use.given[0]
    rank = len(given.shape)
    first = rank > 3 and given.axes == axes_of_rank(rank, channels_first=True)
    if not first or use.layer.axis in (1, 1 - rank):
        return
    yield use.problem(
        "axis",
        f"{given.card} gives the channels first: {given}. Along axis {use.layer.axis}, places are "
        "normalized and not channels. Choose 1.",
        "The channels are axis 1 here",
        use.set_value("axis", 1, "1"),
        Severity.WARNING,
    )


def _words(first: bool) -> str:
    return f"channels {_ORDER[first]}"


def _permuted(use: Use, rank: int, first: bool) -> tuple[Fix, ...]:
    """A Permute card that brings the channels to where the layer takes them."""
    permute = "keras.layers.Permute"
    dims = (rank - 1, *range(1, rank - 1)) if first else (*range(2, rank), 1)
    if permute not in use.catalogue or use.wrapped:
        return ()
    change = Change("insert", use.card, use.port, (("dims", dims),), permute)
    return (Fix(f"Permute to channels {_ORDER[first]} before it", (change,)),)
