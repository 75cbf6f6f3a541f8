"""Operations on one tensor, each with the layer that does the same."""

from collections.abc import Mapping
from math import prod

from layerdeck.deck import Value
from layerdeck.files.importing.nodes import Given, Tensor
from layerdeck.files.importing.saved import Saved

Found = tuple[str, Mapping[str, Value]] | None
"""The class of a layer and its values; None where no layer does the same."""

_ACTIVATIONS: Mapping[str, tuple[str, Mapping[str, Value]]] = {
    "Celu": ("celu", {"alpha": 1.0}),
    "Exp": ("exponential", {}),
    "Gelu": ("gelu", {"approximate": False}),
    "Glu": ("glu", {"axis": -1}),
    "HardShrink": ("hard_shrink", {"threshold": 0.5}),
    "HardSigmoid": ("hard_sigmoid", {}),
    "HardSilu": ("hard_silu", {}),
    "HardTanh": ("hard_tanh", {}),
    "LogSigmoid": ("log_sigmoid", {}),
    "LogSoftmax": ("log_softmax", {"axis": -1}),
    "Relu6": ("relu6", {}),
    "Selu": ("selu", {}),
    "Sigmoid": ("sigmoid", {}),
    "Silu": ("silu", {}),
    "SoftShrink": ("soft_shrink", {"threshold": 0.5}),
    "Softplus": ("softplus", {}),
    "Softsign": ("softsign", {}),
    "SparsePlus": ("sparse_plus", {}),
    "SparseSigmoid": ("sparse_sigmoid", {}),
    "Sparsemax": ("sparsemax", {"axis": -1}),
    "Squareplus": ("squareplus", {"b": 4}),
    "Tanh": ("tanh", {}),
    "TanhShrink": ("tanh_shrink", {}),
}
"""Activations by the operation, with the arguments that it must have to be the same.

Source: the defaults in keras/src/activations/activations.py.
"""

_OWN_LAYERS = {
    "Relu": ("ReLU", ""),
    "Elu": ("ELU", "alpha"),
    "LeakyRelu": ("LeakyReLU", "negative_slope"),
    "Softmax": ("Softmax", "axis"),
}
"""Activations that are a layer, and the argument that goes along."""

_POOLING = {"Mean": "GlobalAveragePooling", "Max": "GlobalMaxPooling"}


def of_one(saved: Saved, tensor: Tensor) -> Found:
    """The layer that does what an operation does to a tensor alone, of known rank."""
    config = {key: value for key, value in saved.arguments.items() if key not in ("name", "dtype")}
    name = saved.class_name
    if name == "Negative":
        return "Rescaling", {"scale": -1.0, "offset": 0.0}
    if name in _ACTIVATIONS:
        activation, same = _ACTIVATIONS[name]
        return ("Activation", {"activation": activation}) if config == same else None
    if name in _OWN_LAYERS:
        layer, argument = _OWN_LAYERS[name]
        fits = set(config) == ({argument} if argument else set())
        return (layer, config) if fits and all(_is_number(one) for one in config.values()) else None
    if name in _POOLING:
        return _pooling(_POOLING[name], config, tensor)
    return _reshaping(name, config, tensor.shape or ())


def with_a_number(saved: Saved, number: Given, behind: bool) -> Found:
    """What `x * scale + offset` an operation of a tensor and a number is.

    A division becomes a multiplication, as people write it who rescale images: the last bit of a
    float32 may differ.

    Args:
        saved: the operation.
        number: what it takes besides the tensor.
        behind: whether the number stands behind the tensor.
    """
    if not _is_number(number):
        return None
    match saved.class_name, behind:
        case "Add", _:
            return _rescaling(1.0, number)
        case "Multiply", _:
            return _rescaling(number, 0.0)
        case "Subtract", _:
            return _rescaling(1.0, -number) if behind else _rescaling(-1.0, number)
        case "TrueDivide" | "Divide", True if number:
            return _rescaling(1.0 / number, 0.0)
    return None


def _rescaling(scale: float, offset: float) -> Found:
    return "Rescaling", {"scale": float(scale), "offset": float(offset)}


def _is_number(given: Given) -> bool:
    return isinstance(given, (int, float)) and not isinstance(given, bool)


def _pooling(layer: str, config: Mapping[str, Value], tensor: Tensor) -> Found:
    """Mean or largest over all axes but the batch and the channels, which stand first or last."""
    rank = tensor.rank or 0
    axes = _axes(config.get("axis"), rank)
    if rank not in (3, 4, 5) or axes is None or config.get("initial") is not None:
        return None
    values: dict[str, Value] = {"keepdims": True} if config.get("keepdims") else {}
    if axes == set(range(2, rank)):
        values["data_format"] = "channels_first"
    elif axes != set(range(1, rank - 1)):
        return None
    return f"{layer}{rank - 2}D", values


def _axes(raw: Value, rank: int) -> set[int] | None:
    """Axes, counted from the first one; None where they are not told as numbers."""
    numbers = raw if isinstance(raw, tuple) else (raw,)
    found = {axis % rank for axis in numbers if type(axis) is int and -rank <= axis < rank}
    return found if numbers and len(found) == len(numbers) else None


def _reshaping(name: str, config: Mapping[str, Value], shape: tuple[int | None, ...]) -> Found:
    """What brings the numbers of each example into another order or shape."""
    rank = len(shape)
    match name:
        case "Transpose":
            order = config.get("axes")
            numbers = order if isinstance(order, tuple) else ()
            if rank > 1 and numbers[:1] == (0,) and _axes(numbers, rank) == set(range(rank)):
                return "Permute", {"dims": tuple(axis % rank for axis in numbers[1:])}  # type: ignore[operator]
        case "ExpandDims":
            axes = _axes(config.get("axis"), rank + 1)
            if axes and axes != {0}:
                place = axes.pop()
                return _target((*shape[1:place], 1, *shape[place:]))
        case "Squeeze":
            axes = _axes(config.get("axis"), rank)
            if axes and 0 not in axes and all(shape[axis] == 1 for axis in axes):
                return _target(tuple(shape[axis] for axis in range(1, rank) if axis not in axes))
        case "Reshape":
            target = config.get("newshape")
            if isinstance(target, tuple) and target and _keeps_batch(target, shape):
                return ("Flatten", {}) if len(target) == 2 else _target(target[1:])
    return None


def _keeps_batch(target: tuple[Value, ...], shape: tuple[int | None, ...]) -> bool:
    """Whether a new shape leaves the examples apart: it says so, or the numbers of each say so."""
    if target[0] is None or (target[0] == shape[0] and target[0] != -1):
        return True
    each, left = target[1:], shape[1:]
    told = [one for one in each if type(one) is int and one > 0]
    sizes = [one for one in left if one is not None]
    whole = len(told) == len(each) and len(sizes) == len(left)
    return target[0] == -1 and whole and prod(told) == prod(sizes)


def _target(raw: tuple[Value, ...]) -> Found:
    """A Reshape into a shape of which at most one size follows from the others."""
    target = tuple(-1 if one is None else one for one in raw)
    if not target or target.count(-1) > 1 or not all(type(one) is int for one in target):
        return None
    return "Reshape", {"target_shape": target}
