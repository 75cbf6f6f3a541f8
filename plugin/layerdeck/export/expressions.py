"""Expressions of a Program as Python text. Every value is printed as a literal, never as code."""

from collections.abc import Collection

from layerdeck.program import Argument, Call, Expression, Literal, Output, Ref

from .style import quoted

KERAS = "keras"

ELSEWHERE_IN_TENSORFLOW = frozenset({"keras.layers.AlphaDropout"})
"""Paths under which TensorFlow's Keras offers a class that Keras keeps for old code alone."""

ANNOTATIONS = {
    "Integer": "int",
    "Float": "float",
    "Boolean": "bool",
    "String": "str",
    "List of Integer": "tuple[int, ...]",
    "List of Float": "tuple[float, ...]",
    "List of String": "tuple[str, ...]",
}
"""By port type, how an argument of `build_model` is annotated."""


def expression(value: Expression | Literal) -> str:
    """A variable by its name, several as a list, anything else as a literal."""
    if isinstance(value, Ref):
        return value.name
    if isinstance(value, tuple):
        if any(isinstance(item, Ref) for item in value):
            return f"[{', '.join(expression(item) for item in value)}]"
        items = ", ".join(expression(item) for item in value)
        return f"({items},)" if len(value) == 1 else f"({items})"
    return quoted(value) if isinstance(value, str) else repr(value)


def construction(call: Call, bare: Collection[str] = ()) -> str:
    """`layers.Conv3D(32, 3, padding="same")`; of the paths in `bare`, the class's name alone."""
    alone = call.carried or call.path in bare
    name = call.path.rpartition(".")[2] if alone else short_path(call.path)
    return f"{name}({arguments(call.arguments)})"


def arguments(given: tuple[Argument, ...]) -> str:
    """What stands between the brackets of a call."""
    return ", ".join(_argument(item) for item in given)


def results(outputs: tuple[Output, ...]) -> str:
    """What the model returns: one tensor, a dict where any is named, else a list in order."""
    if len(outputs) == 1:
        return outputs[0].value.name
    if any(output.name for output in outputs):
        pairs = (f"{quoted(output.name or output.card)}: {output.value.name}" for output in outputs)
        return f"{{{', '.join(pairs)}}}"
    return expression(tuple(output.value for output in outputs))


def module_of(path: str) -> str:
    """The module a dotted path lies in: `keras.layers` for `keras.layers.Conv3D`."""
    return path.rpartition(".")[0]


def short_path(path: str) -> str:
    """How the code names a path: `layers.Conv3D`, `keras.Input`, `mypackage.layers.Mine`."""
    module, _, name = path.rpartition(".")
    if module.startswith(f"{KERAS}."):
        return f"{module.rpartition('.')[2]}.{name}"
    return path


def _argument(argument: Argument) -> str:
    text = expression(argument.value)
    return text if argument.positional else f"{argument.name}={text}"
