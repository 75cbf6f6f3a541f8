"""Tells a model as JSON, so that its layers can become cards; and what it is, in words."""

import json
from collections.abc import Iterator
from typing import Any

from .running import model_classes
from .tracing import UntraceableError, traced
from .words import sentence

_ROWS = "Functional", "Sequential"


class UntoldError(ValueError):
    """A model that cannot be told as layers; the message goes on after its name."""


def as_text(model: Any) -> tuple[str, tuple[str, ...]]:
    """A model's configuration as `to_json` gives it, and what is to be told of it.

    Raises:
        UntoldError: only its Python code knows what it computes, or how its layers were made.
    """
    plain, told = _plain(model)
    told += tuple(_without_configuration(plain))
    try:
        return str(plain.to_json()), told
    except Exception as error:
        raise UntoldError(f"cannot be written as JSON: {sentence(str(error))}") from None


def kind_of(model: Any) -> str:
    """What a model is, in a few words."""
    count = len(model.layers)
    return f"{type(model).__name__}, {count} layer{'' if count == 1 else 's'}"


def inner_models(model: Any) -> Iterator[Any]:
    """The models within a model."""
    for layer in model._flatten_layers(include_self=False):
        if isinstance(layer, model_classes()):
            yield layer


def _plain(model: Any) -> tuple[Any, tuple[str, ...]]:
    """The model as one of Keras' own classes, which tell their layers; and what is lost by that."""
    bases = [base for base in type(model).__mro__ if base.__name__ in _ROWS]
    if not bases or (bases[0].__name__ != "Sequential" and not model.inputs):
        return _of_own_code(model)
    if type(model) is bases[0]:
        return model, ()
    if bases[0].__name__ == "Sequential":
        return bases[0](model.layers, name=model.name), ()
    # Such a class adds code of its own, as for training, to a graph like any other's.
    return bases[0](model.input, model.output, name=model.name), ()


def _of_own_code(model: Any) -> tuple[Any, tuple[str, ...]]:
    kind = type(model).__name__
    try:
        plain = traced(model)
    except UntraceableError as error:
        raise UntoldError(
            f"is of the class {kind}, whose layers only its Python code joins, and {error}; cards "
            "are made of models with inputs and outputs, or Sequential."
        ) from None
    return plain, (
        f"{model.name} is of the class {kind}: its layers came over as its call joins them, and "
        "nothing else of its code.",
    )


def _without_configuration(model: Any) -> Iterator[str]:
    """Let layers tell their name alone that cannot tell how they were made."""
    for layer in model._flatten_layers(include_self=False):
        try:
            json.dumps(layer.get_config(), default=str)
        except Exception:
            config = {"name": layer.name}
            object.__setattr__(layer, "get_config", lambda config=config: config)
            yield (
                f"{layer.name}: its class {type(layer).__name__} does not tell how it was made (it "
                "has no get_config), so its placeholder holds its name alone."
            )
