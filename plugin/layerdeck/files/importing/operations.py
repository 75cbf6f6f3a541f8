"""Bare operations, as `a + b` or `x * 2` leaves them in a model, as the layers that do the same.

And a class of Keras' own Inception-ResNet, which is not public: `a + b * scale`.
"""

from collections.abc import Mapping
from dataclasses import replace

from layerdeck.deck import Value
from layerdeck.graph.naming import fresh_id

from .model import Layer
from .nodes import Call, Given, Tensor

_MODULES = ("keras.src.ops.numpy", "keras.ops.numpy")
_APPLICATIONS = "keras.src.applications."
_SCALED_SUM = "CustomScaleLayer"
_MERGING = ("Add", "Subtract", "Multiply", "Maximum", "Minimum")
"""Operations that have the name of the layer which does them to two tensors."""


def as_layers(layers: Mapping[str, Layer]) -> dict[str, Layer]:
    """The layers of a model, with operations as layers where some do exactly the same."""
    made: dict[str, Layer] = {}
    for key, layer in layers.items():
        if layer.saved.class_name == _SCALED_SUM and layer.saved.module.startswith(_APPLICATIONS):
            made |= _scaled_sum(layer, fresh_id({**layers, **made}, f"{key}_scaled"))
        else:
            made[key] = _as_layer(layer)
    return made


def _scaled_sum(layer: Layer, name: str) -> dict[str, Layer]:
    """`a + b * scale` as a Rescaling, which gets a name, and an Add; itself where it is not so.

    Source: keras/src/applications/inception_resnet_v2.py, CustomScaleLayer.
    """
    scale = layer.saved.arguments.get("scale")
    given = layer.calls[0].arguments if len(layer.calls) == 1 else ()
    if len(given) != 1 or not isinstance(given[0], tuple) or not isinstance(scale, (int, float)):
        return {layer.name: layer}
    tensors = [item for item in given[0] if isinstance(item, Tensor)]
    if len(given[0]) != 2 or len(tensors) != 2:
        return {layer.name: layer}
    rest = {key: layer.saved.arguments[key] for key in ("dtype",) if key in layer.saved.arguments}
    added: dict[str, Value] = {**rest, "name": layer.name}
    scaled: dict[str, Value] = {**rest, "scale": scale, "offset": 0.0}
    whole = replace(layer.saved, module="keras.layers", registered="")
    return {
        name: Layer(
            name,
            replace(whole, class_name="Rescaling", config=scaled, extra={}),
            (Call((tensors[1],), {}),),
        ),
        layer.name: Layer(
            layer.name,
            replace(whole, class_name="Add", config=added),
            (Call(((tensors[0], Tensor(name, 0, 0)),), {}),),
        ),
    }


def _as_layer(layer: Layer) -> Layer:
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
