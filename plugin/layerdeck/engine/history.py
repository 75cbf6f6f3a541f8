"""How Keras remembers where a tensor came from, and how it forgets."""

from collections.abc import Iterable
from typing import Any

from .backend import keras


def operation_of(made: Any) -> Any:
    """The layer itself, or that of an Input while its tensor knows; None for other objects."""
    if isinstance(made, keras.KerasTensor):
        return made._keras_history.operation
    return made if is_layer(made) else None


def is_layer(made: Any) -> bool:
    """Whether an object is a layer."""
    return isinstance(made, keras.layers.Layer)


def cut_history(values: Iterable[Any], layer: Any) -> None:
    """Let tensors forget what they were made of, and a layer what it was applied to.

    Only a model that is put together from tensors needs it, and it would keep alive all that has
    been upstream of them.
    """
    for tensor in keras.tree.flatten(list(values)):
        history = getattr(tensor, "_keras_history", None)
        if history is not None:
            tensor._keras_history = type(history)(None, 0, 0)
    if is_layer(layer):
        layer._inbound_nodes.clear()
        layer._outbound_nodes.clear()
