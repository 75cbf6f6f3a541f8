"""The public classes of the installed Keras, and what they take."""

import inspect
import os
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras

FAMILIES = {
    "keras.layers": keras.layers.Layer,
    "keras.initializers": keras.initializers.Initializer,
    "keras.regularizers": keras.regularizers.Regularizer,
    "keras.constraints": keras.constraints.Constraint,
}
"""Where Keras keeps what may be a card, and what all of it descends from."""


def public_classes() -> dict[str, type]:
    """Every class of the families by its path; one with several names by its own."""
    found: dict[type, str] = {}
    for module, base in FAMILIES.items():
        family = getattr(keras, module.rpartition(".")[2])
        for name in sorted(dir(family)):
            thing = getattr(family, name)
            if inspect.isclass(thing) and issubclass(thing, base) and thing is not base:
                own = name == thing.__name__ or thing not in found
                found[thing] = f"{module}.{name}" if own else found[thing]
    return {path: thing for thing, path in sorted(found.items(), key=lambda item: item[1])}


def arguments(thing: Any) -> dict[str, inspect.Parameter]:
    """The arguments of a class or function that are written out, without *args and **kwargs."""
    return _written_out(inspect.signature(thing))


def call_arguments(thing: Any) -> dict[str, inspect.Parameter]:
    """Those of the call of a layer's class; none where it is not a layer."""
    if not inspect.isclass(thing) or not issubclass(thing, keras.layers.Layer):
        return {}
    found = _written_out(inspect.signature(thing.call))
    found.pop("self", None)
    return found


def takes_anything(thing: Any) -> bool:
    """Whether **kwargs take further arguments: the common ones of every layer."""
    kinds = [each.kind for each in inspect.signature(thing).parameters.values()]
    return inspect.Parameter.VAR_KEYWORD in kinds


def _written_out(signature: inspect.Signature) -> dict[str, inspect.Parameter]:
    return {
        name: parameter
        for name, parameter in signature.parameters.items()
        if parameter.kind not in (parameter.VAR_KEYWORD, parameter.VAR_POSITIONAL)
    }
