"""Activations whose result Keras takes for something else than it is."""

from collections.abc import Iterator
from typing import Any

from layerdeck.engine.backend import keras
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
        if activation_of(use, port) is not getattr(keras.activations, "glu", _NONE):
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


def activation_of(use: Use, port: str) -> Any:
    """The activation of a layer, or of the cell that it walks with."""
    holder = getattr(use.layer, "cell", use.layer)
    return getattr(holder, port, None)
