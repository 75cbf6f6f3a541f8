"""A model of somebody's own class as a graph: its `call` is followed with tensors without values.

A `call` that only joins layers gives, on a symbolic input, the same graph that would have been
made of inputs and outputs (https://keras.io/guides/functional_api/). One that looks at numbers, or
computes with weights of its own, cannot be followed.
"""

import contextlib
from collections.abc import Iterator
from typing import Any

from layerdeck.engine.backend import keras


class UntraceableError(ValueError):
    """A model whose `call` cannot be followed; the message is half a sentence that says why."""


def traced(model: Any) -> Any:
    """The model as one that is made of inputs and outputs, of the same layers.

    Raises:
        UntraceableError: nothing tells its inputs, or its code does more than join layers.
    """
    if not isinstance(model, keras.Model):
        raise UntraceableError("it is of Keras 2")
    if _has_own_weights(model):
        raise UntraceableError("it has weights of its own")
    args, named = _inputs(model)
    inputs = keras.tree.flatten((args, named))
    try:
        with _opened(model):
            outputs = model.call(*args, **named)
        return keras.Model(inputs[0] if len(inputs) == 1 else inputs, outputs, name=model.name)
    except Exception:
        raise UntraceableError("its code does more than join layers") from None


def _inputs(model: Any) -> tuple[Any, Any]:
    """Fresh inputs, as the model was called with: its arguments without and with names."""
    for node in model._inbound_nodes:
        tensors = node.arguments.args, node.arguments.kwargs
        args, named = keras.tree.map_structure(_like, tensors)
        return args, {key: value for key, value in named.items() if value is not None}
    shapes = getattr(model, "_build_shapes_dict", None) or {}
    if not shapes:
        raise UntraceableError(
            "nothing tells its inputs: call it once on them, as in model(keras.Input((32, 32, 3)))"
        )
    made = [keras.Input(batch_shape=(None, *shape[1:])) for shape in shapes.values()]
    return tuple(made), {}


def _like(tensor: Any) -> Any:
    if not isinstance(tensor, keras.KerasTensor):
        return tensor
    source = tensor._keras_history.operation
    name = source.name if isinstance(source, keras.layers.InputLayer) else None
    return keras.Input(batch_shape=tensor.shape, dtype=tensor.dtype, name=name)


@contextlib.contextmanager
def _opened(model: Any) -> Iterator[None]:
    """Have layers that only hold others show these, rather than themselves, when they are called.

    Keras' own layers stay whole, and so do layers that have weights of their own.
    """
    holders = {
        type(layer)
        for layer in model._flatten_layers(include_self=False)
        if not type(layer).__module__.startswith("keras.")
        and layer._layers
        and not _has_own_weights(layer)
        and "__call__" not in vars(type(layer))
    }

    def open_up(self: Any, *args: Any, **named: Any) -> Any:
        # A subclass of a holder need not be one.
        whole = keras.layers.Layer.__call__
        return self.call(*args, **named) if type(self) in holders else whole(self, *args, **named)

    for holder in holders:
        holder.__call__ = open_up
    try:
        yield
    finally:
        for holder in holders:
            del holder.__call__


def _has_own_weights(layer: Any) -> bool:
    """Whether a layer has weights that none of the layers in it has."""
    return bool(layer._trainable_variables or layer._non_trainable_variables)
