"""A class of Keras' own Inception-ResNet, which is not public: `a + b * scale`."""

from dataclasses import replace

from layerdeck.deck import Value
from layerdeck.files.importing.model import Layer
from layerdeck.files.importing.nodes import Call, Tensor
from layerdeck.files.importing.saved import Saved

_APPLICATIONS = "keras.src.applications."
_SCALED_SUM = "CustomScaleLayer"


def is_scaled_sum(saved: Saved) -> bool:
    """Whether a layer is of that class."""
    return saved.class_name == _SCALED_SUM and saved.module.startswith(_APPLICATIONS)


def scaled_sum(layer: Layer, name: str) -> dict[str, Layer]:
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
