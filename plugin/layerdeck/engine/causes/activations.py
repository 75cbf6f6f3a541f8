"""Activations whose result Keras takes for something else than it is."""

from collections.abc import Iterator
from typing import Any

from layerdeck.engine.backend import keras
from layerdeck.engine.windows import is_channels_first
from layerdeck.program import Problem, Severity

from .cause import about
from .use import Use

_PORTS = ("activation", "recurrent_activation")
_NONE = object()


@about(keras.layers.Layer)
def halved_by_glu(use: Use) -> Iterator[Problem]:
    """GLU halves the last axis, and Keras' layers go on as if it did not (measured, 3.15).

    With an odd size it cannot be computed at all.
    """
    for port in _PORTS:
        if _activation(use, port) is not getattr(keras.activations, "glu", _NONE):
            continue
        title = use.port_title(port)
        yield use.problem(
            port,
            f"{title}: GLU halves the channels, and Keras shows the shape as if it did not. Layers "
            "after it would be made for twice what they get. Choose another.",
            "GLU halves the channels unseen",
            use.set_value(port, "silu", "silu"),
            Severity.WARNING,
        )


@about(keras.layers.Layer)
def softmax_of_one(use: Use) -> Iterator[Problem]:
    """Softmax shares 1 among the channels: with one channel it gives 1 everywhere."""
    if _activation(use, "activation") is not keras.activations.softmax:
        return
    last = use.given[0].shape[-1] if isinstance(use.layer, keras.layers.Activation) else None
    made = getattr(use.layer, "filters", getattr(use.layer, "units", last))
    if made != 1 or is_channels_first(use.layer):
        return
    title = use.port_title("activation")
    yield use.problem(
        "activation",
        f"{title}: softmax shares 1 among the channels, so with one channel it gives 1 everywhere "
        "and nothing is learnt. Use sigmoid.",
        "Softmax of one channel is always 1",
        use.set_value("activation", "sigmoid", "sigmoid"),
        Severity.WARNING,
    )


def _activation(use: Use, port: str) -> Any:
    holder = getattr(use.layer, "cell", use.layer)
    return getattr(holder, port, None)
