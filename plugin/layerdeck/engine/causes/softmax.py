"""Softmax over what it should not share among: a single channel, or places for the channels."""

from collections.abc import Iterator
from typing import Any

from layerdeck.engine.backend import keras
from layerdeck.engine.kinds import CONV_LSTMS
from layerdeck.engine.shapes import axes_of_rank, axis_word
from layerdeck.engine.windows import is_channels_first
from layerdeck.graph.fixes import Change, Fix, setting
from layerdeck.program import Problem, Severity

from .activations import activation_of
from .cause import about
from .use import Use, is_wired

_PORT = "activation"
_SOFTMAX, _ACTIVATION = "keras.layers.Softmax", "keras.layers.Activation"
_SHORT = "Softmax of one channel is always 1"


@about(keras.layers.Layer)
def softmax_of_one(use: Use) -> Iterator[Problem]:
    """Softmax shares 1 among the channels: with one channel it gives 1 everywhere."""
    first = _gives_channels_first(use)
    if activation_of(use, _PORT) is not keras.activations.softmax or first:
        return
    if _channels(use) != 1:
        return
    title = use.port_title(_PORT)
    yield use.problem(
        _PORT,
        f"{title}: softmax shares 1 among the channels, so with one channel it gives 1 everywhere "
        "and nothing is learnt. Use sigmoid.",
        _SHORT,
        use.set_value(_PORT, "sigmoid", "sigmoid"),
        Severity.WARNING,
    )


@about(keras.layers.Layer)
def softmax_of_places(use: Use) -> Iterator[Problem]:
    """As an activation it runs along the last axis, which is none of channels that come first."""
    first = _gives_channels_first(use) and not isinstance(use.layer, CONV_LSTMS)
    if activation_of(use, _PORT) is not keras.activations.softmax or not first:
        return
    given, title = use.given[0], use.port_title(_PORT)
    word = axis_word(axes_of_rank(len(given.shape), True), len(given.shape) - 1)
    channels = _channels(use)
    yield use.problem(
        _PORT,
        f"{title}: softmax shares 1 along the last axis, the {word}, and the channels come first "
        "here. " + ("Use sigmoid." if channels == 1 else "A Softmax card takes axis 1."),
        f"Softmax runs along the {word}",
        use.set_value(_PORT, "sigmoid", "sigmoid") if channels == 1 else _by_a_card(use),
        Severity.WARNING,
    )


@about(keras.layers.Softmax)
def softmax_along_one(use: Use) -> Iterator[Problem]:
    """The same of a Softmax card: along an axis of one place it gives 1."""
    given, axis = use.given[0], use.layer.axis
    if not isinstance(axis, int) or not -len(given.shape) <= axis < len(given.shape):
        return
    if given.shape[axis] != 1:
        return
    word = axis_word(given.axes, axis % len(given.shape))
    own = use.making is not None and not use.shared and not use.wrapped
    sigmoid = (
        Change("retype", use.owner, new=_ACTIVATION),
        Change("set_value", use.owner, _PORT, "sigmoid"),
    )
    yield use.problem(
        "axis",
        f"Softmax shares 1 along {word}, and {given.card} gives one place along it: it gives 1 "
        "everywhere and nothing is learnt. Use sigmoid.",
        _SHORT if word == "channels" else f"Softmax along {word} is always 1",
        (Fix("Make it a sigmoid", sigmoid),) if own and _ACTIVATION in use.catalogue else (),
        Severity.WARNING,
    )


def _gives_channels_first(use: Use) -> bool:
    """Whether the channels of what a layer gives come first, with places behind them."""
    given = use.given[0]
    if isinstance(use.layer, keras.layers.Activation):
        rank = len(given.shape)
        return rank > 2 and given.axes == axes_of_rank(rank, True) != axes_of_rank(rank)
    return is_channels_first(use.layer)


def _channels(use: Use) -> Any:
    given = use.given[0]
    place = 1 if _gives_channels_first(use) else -1
    last = given.shape[place] if isinstance(use.layer, keras.layers.Activation) else None
    return getattr(use.layer, "filters", getattr(use.layer, "units", last))


def _by_a_card(use: Use) -> tuple[Fix, ...]:
    """A Softmax card along the channels, behind the layer or in its place."""
    wired = use.making is None or is_wired(use.making.call, _PORT)
    if wired or use.wrapped or use.shared or _SOFTMAX not in use.catalogue:
        return ()
    if isinstance(use.layer, keras.layers.Activation):
        changes = (
            Change("retype", use.owner, new=_SOFTMAX),
            Change("set_value", use.owner, "axis", 1),
        )
        return (Fix("Make it a Softmax card of axis 1", changes),)
    plain = setting("", use.owner, _PORT, None).changes
    behind = Change("append", use.owner, "output", (("axis", 1),), _SOFTMAX)
    return (Fix("Put a Softmax card of axis 1 behind it", (*plain, behind)),)
