"""Expressions of a Program as Python text. Every value is printed as a literal, never as code."""

from layerdeck.program import Argument, Call, Expression, Literal, Output, Ref

KERAS = "keras"

ANNOTATIONS = {
    "Integer": "int",
    "Float": "float",
    "Boolean": "bool",
    "String": "str",
    "List of Integer": "tuple[int, ...]",
    "List of Float": "tuple[float, ...]",
}
"""By port type, how an argument of `build_model` is annotated."""


def expression(value: Expression | Literal) -> str:
    """A variable by its name, anything else as a literal."""
    if isinstance(value, Ref):
        return value.name
    if isinstance(value, tuple):
        items = ", ".join(expression(item) for item in value)
        return f"({items},)" if len(value) == 1 else f"({items})"
    return repr(value)


def construction(call: Call) -> str:
    """`layers.Conv3D(32, 3, padding="same")`."""
    return f"{short_path(call.path)}({', '.join(_argument(item) for item in call.arguments)})"


def tensors(inputs: Ref | tuple[Ref, ...]) -> str:
    """What a layer is called with: a variable, or a list of them."""
    if isinstance(inputs, Ref):
        return inputs.name
    return f"[{', '.join(ref.name for ref in inputs)}]"


def results(outputs: tuple[Output, ...]) -> str:
    """What the model returns: one tensor, a dict where any is named, else a list in order."""
    if len(outputs) == 1:
        return outputs[0].value.name
    if any(output.name for output in outputs):
        pairs = (f"{(output.name or output.card)!r}: {output.value.name}" for output in outputs)
        return f"{{{', '.join(pairs)}}}"
    return tensors(tuple(output.value for output in outputs))


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
