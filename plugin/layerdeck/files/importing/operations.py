"""Bare operations, as `a + b` or `x * 2` leaves them in a model, as the layers that do the same."""

from dataclasses import replace

from layerdeck.deck import Value

from .model import Layer
from .nodes import Call, Given, Tensor

_MODULES = ("keras.src.ops.numpy", "keras.ops.numpy")
_MERGING = ("Add", "Subtract", "Multiply", "Maximum", "Minimum")
"""Operations that have the name of the layer which does them to two tensors."""


def as_layer(layer: Layer) -> Layer:
    """An operation as a layer where one does exactly the same; the layer itself otherwise.

    Two tensors must have one rank, because layers that merge align other ranks otherwise than
    operations do; and all be float32, because layers cast what they get to their own type.
    """
    saved = layer.saved
    if saved.module not in _MODULES or len(layer.calls) != 1:
        return layer
    call = layer.calls[0]
    given = (*call.arguments, *(call.named[key] for key in ("x1", "x2") if key in call.named))
    tensors = [item for item in given if isinstance(item, Tensor)]
    if len(given) != 2 or len(call.named) + len(call.arguments) != 2 or not _plain(tensors):
        return layer
    if len(tensors) == 2 and saved.class_name in _MERGING:
        made = replace(saved, module="keras.layers", registered="", config={"name": saved.name})
        return Layer(layer.name, made, (Call((tuple(tensors),), {}),))
    scaled = _scaled(saved.class_name, given) if len(tensors) == 1 else None
    if scaled is None:
        return layer
    scale, offset = scaled
    config: dict[str, Value] = {"scale": scale, "offset": offset}
    made = replace(
        saved, class_name="Rescaling", module="keras.layers", registered="", config=config
    )
    return Layer(layer.name, made, (Call((tensors[0],), {}),))


def _plain(tensors: list[Tensor]) -> bool:
    """Whether tensors, if there are any, are of one known rank and of float32."""
    ranks = {tensor.rank for tensor in tensors}
    return len(ranks) == 1 and None not in ranks and {one.dtype for one in tensors} == {"float32"}


def _scaled(operation: str, given: tuple[Given, ...]) -> tuple[float, float] | None:
    """By what `x * scale + offset` an operation of a tensor and a number is; None if it is not."""
    first, second = given
    number = second if isinstance(first, Tensor) else first
    if isinstance(number, bool) or not isinstance(number, (int, float)):
        return None
    if operation == "Add":
        return 1.0, float(number)
    if operation == "Multiply":
        return float(number), 0.0
    if operation == "Subtract":
        return (1.0, -float(number)) if isinstance(first, Tensor) else (-1.0, float(number))
    return None
