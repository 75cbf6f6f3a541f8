"""A model as its configuration tells it: layers by name, their calls, inputs and outputs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from layerdeck.deck import Value
from layerdeck.files.errors import FileError, shown
from layerdeck.graph.naming import fresh_id

from .nodes import Call, Tensor, as_shape, is_place, read_calls, read_place, tensors
from .saved import OPERATIONS, Saved, brief, read_saved

INPUT_LAYER = "InputLayer"


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer and how often it is called."""

    name: str
    saved: Saved
    calls: tuple[Call, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """A model.

    Attributes:
        layers: by name, in the order of the file.
        inputs: names of its input layers, in order.
        outputs: the tensors that it gives, each under its name where it has one.
    """

    name: str
    layers: Mapping[str, Layer]
    inputs: tuple[str, ...]
    outputs: tuple[tuple[str, Tensor], ...]


def find_model(raw: Value) -> Saved:
    """The model in a file: as to_json writes it, or within what TensorFlow.js puts round it.

    Raises:
        FileError: the file holds none.
    """
    for key in ("modelTopology", "model_config"):
        inner = raw.get(key) if isinstance(raw, Mapping) else None
        raw = raw if inner is None else inner
    if isinstance(raw, Mapping) and "layerdeck" in raw:
        raise FileError("it is a project already, and no Keras model to make one of.")
    if not isinstance(raw, Mapping) or not isinstance(raw.get("class_name"), str):
        keys = f"one with {_listed(raw)}" if isinstance(raw, Mapping) else shown(raw)
        raise FileError(
            "it is no Keras model: that is an object with the keys class_name and config, as "
            f"to_json() writes it, and this is {keys}."
        )
    saved = read_saved(raw, "the model")
    if not saved.is_model:
        raise FileError(
            f"its {brief(saved.class_name)} does not tell its layers, as models do that are "
            "Sequential or made of inputs and outputs; the layers of others are known only to "
            "their Python code, which is not run."
        )
    return saved


def read_model(saved: Saved, where: str = "") -> Model:
    """Read a model's layers and calls.

    Raises:
        FileError: something in it does not hold; says where.
    """
    config = saved.config
    found = config.get("layers") if isinstance(config, Mapping) else config
    if not isinstance(found, tuple):
        raise FileError(f'the "layers" of a model must be a list, and got {shown(found)}.', where)
    name = saved.name or (saved.class_name if saved.class_name.isidentifier() else "model")
    layers: dict[str, Layer] = {}
    for number, raw in enumerate(found, 1):
        layer = _layer(raw, f"{where}layer {number}", str(number))
        if layer.name in layers:
            raise FileError(f"two layers are called {shown(layer.name)}.", f"{where}layer {number}")
        layers[layer.name] = layer
    if saved.is_sequential:
        return _row(name, layers, saved)
    model = Model(
        name,
        layers,
        tuple(place.layer for _, place in _places(saved.arguments["input_layers"], where)),
        tuple(_places(saved.arguments["output_layers"], where)),
    )
    return _with_first_calls(model, where)


def _layer(raw: Value, where: str, number: str) -> Layer:
    saved = _with_module(read_saved(raw, where))
    given = saved.extra.get("name")
    name = given if isinstance(given, str) else saved.name
    named = f"{where} ({brief(name)})" if name else where
    return Layer(
        name or f"layer_{number}", saved, read_calls(saved.extra.get("inbound_nodes"), named)
    )


def _with_module(saved: Saved) -> Saved:
    """Where an HDF5 file of Keras 3 has an operation, it says no module, and only its arguments.

    Layers tell whether they are trained and their type, too. Source: keras/src/ops/operation.py,
    and keras/src/layers/layer.py.
    """
    nodes = saved.extra.get("inbound_nodes")
    called = isinstance(nodes, tuple) and bool(nodes) and isinstance(nodes[0], Mapping)
    own = saved.module or ">" in saved.class_name or saved.is_model
    if own or not called or not saved.name or {"trainable", "dtype"} & set(saved.arguments):
        return saved
    return replace(saved, module=OPERATIONS)


def _row(name: str, layers: Mapping[str, Layer], saved: Saved) -> Model:
    """A row of layers as a model whose layers are called one after another."""
    named = list(layers)
    first = layers[named[0]].saved if named else None
    if first is not None and first.class_name == INPUT_LAYER:
        start = layers[named.pop(0)]
    else:
        shape = first.arguments.get("batch_input_shape") if first else None
        shape = shape or saved.arguments.get("build_input_shape")
        unnamed = Saved(INPUT_LAYER, "", "", {"batch_shape": shape}, {})
        start = Layer(fresh_id(layers, "inputs"), unnamed, ())
    row = (start.name, *named)
    called = {
        key: Layer(key, layers[key].saved, (Call((_before(before, layers[key].saved),), {}),))
        for before, key in pairwise(row)
    }
    made = {start.name: start, **called}
    return Model(name, made, (start.name,), (("", Tensor(row[-1], 0, 0)),))


def _before(name: str, taker: Saved) -> Tensor:
    """What the layer before gives to the next in a row, whose weights were made for its shape."""
    built = taker.extra.get("build_config")
    shape = built.get("input_shape") if isinstance(built, Mapping) else None
    return Tensor(name, 0, 0, as_shape(shape))


def _places(raw: Value, where: str) -> Iterator[tuple[str, Tensor]]:
    """The tensors in a list, dictionary or alone, each with its name in a dictionary."""
    if is_place(raw):
        yield "", read_place(raw, where)
    elif isinstance(raw, Mapping):
        for key, item in raw.items():
            yield from ((name or key, place) for name, place in _places(item, where))
    elif isinstance(raw, tuple):
        for item in raw:
            yield from _places(item, where)
    else:
        read_place(raw, f"{where}inputs and outputs")


def _with_first_calls(model: Model, where: str) -> Model:
    """The model with every call counted from 0.

    Models start with a call of their own, which files do not list and some count: Keras 2
    everywhere, Keras 3 where it tells a model's outputs (keras/src/models/functional.py).
    """
    calls = [call for layer in model.layers.values() for call in layer.calls]
    legacy = any(call.legacy for call in calls)
    nodes: dict[str, list[int]] = {}
    for call in calls:
        for tensor in (*tensors(call.arguments), *tensors(call.named)):
            nodes.setdefault(tensor.layer, []).append(tensor.node)
    for _, tensor in model.outputs:
        nodes.setdefault(tensor.layer, []).append(tensor.node)

    def counted(tensor: Tensor, at_end: bool) -> Tensor:
        layer = model.layers.get(tensor.layer)
        if layer is None:
            raise FileError(
                f"a call takes what {shown(tensor.layer)} gives, which is no layer of it.",
                f"{where}{brief(model.name)}",
            )
        if not layer.saved.is_model or (layer.saved.is_sequential and not legacy):
            return tensor
        shifted = min(nodes[tensor.layer]) > 0 if legacy else at_end
        return replace(tensor, node=tensor.node - shifted)

    def told(given: object) -> object:
        if isinstance(given, Tensor):
            return counted(given, False)
        if isinstance(given, tuple):
            return tuple(map(told, given))
        if isinstance(given, Mapping):
            return {key: told(item) for key, item in given.items()}
        return given

    layers = {
        key: Layer(
            key,
            layer.saved,
            tuple(
                Call(
                    tuple(map(told, call.arguments)),
                    {name: told(item) for name, item in call.named.items()},
                    call.legacy,
                )
                for call in layer.calls
            ),
        )
        for key, layer in model.layers.items()
    }
    outputs = tuple((name, counted(tensor, True)) for name, tensor in model.outputs)
    return Model(model.name, layers, model.inputs, outputs)


def _listed(raw: Mapping[str, Value]) -> str:
    keys = [brief(key) for key in list(raw)[:3]]
    return f"the keys {', '.join(keys)}{' and others' if len(raw) > 3 else ''}" if keys else "none"
