"""Code that runs a model on one batch of random input and prints the shapes of what it gives."""

from layerdeck.program import Assign, Call, Expression, Function, Make, Program, Ref

from .parts import one_or_all
from .style import formatted, quoted

IMPORTS = "import numpy as np"
"""What the code needs beside what the model's own code imports."""
SIDE = 32
"""The size of an axis that may have any."""
_TEXT = "some words"


def batch_code(program: Program) -> str:
    """Statements that feed `model` a random batch of one sample, or as many as it is made for.

    Floats are drawn from the normal distribution of mean 0 and deviation 1, as if the data had been
    standardized; integers are 0 or 1, which every vocabulary has.
    """
    known = _literals(program)
    calls = {item.target: item.call for item in program.statements if isinstance(item, Make)}
    drawn = [f"{ref.name} = {_drawn(calls[ref.name], known)}" for ref in program.inputs]
    shapes = "print(outputs.shape)"
    if len(program.outputs) > 1:
        named = any(output.name for output in program.outputs)
        each = "name, tensor in outputs.items()" if named else "tensor in outputs"
        told = "name, tensor.shape" if named else "tensor.shape"
        shapes = f"for {each}:\n    print({told})"
    lines = [
        "rng = np.random.default_rng(0)",
        *map(formatted, drawn),
        formatted(f"outputs = model({one_or_all(program.inputs)})"),
        shapes,
    ]
    return "\n".join(lines)


def _drawn(call: Call, known: dict[str, Expression]) -> str:
    """An expression for what an Input takes."""
    given = {item.name: _value(item.value, known) for item in call.arguments}
    shape, dtype = _shape(given), str(given.get("dtype") or "float32")
    if dtype == "string":
        return f"np.full({shape}, {quoted(_TEXT)}, dtype=object)"
    if dtype == "bool" or "int" in dtype:
        return f"rng.integers(0, 2, {shape}).astype({quoted(dtype)})"
    if dtype in ("float32", "float64"):
        return f"rng.standard_normal({shape}, dtype={quoted(dtype)})"
    # NumPy has not all of them: Keras makes them of what it is given.
    return f'rng.standard_normal({shape}, dtype="float32")'


def _shape(given: dict[str, Expression]) -> str:
    """The shape of the batch: an axis of any size gets one."""
    whole = given.get("batch_shape")
    if whole is None:
        whole = (given.get("batch_size"), *_axes(given.get("shape")))  # type: ignore[arg-type]
    batch, *sides = _axes(whole) or (None,)
    return repr((batch or 1, *(SIDE if side is None else side for side in sides)))


def _axes(shape: Expression) -> tuple[Expression, ...]:
    """The axes of a shape, of which one alone may be a number."""
    return shape if isinstance(shape, tuple) else () if shape is None else (shape,)


def _literals(function: Function) -> dict[str, Expression]:
    """The variables that are literals: values, and parameters at their defaults."""
    found: dict[str, Expression] = {item.name: item.default for item in function.parameters}
    values = (item for item in function.statements if isinstance(item, Assign))
    return found | {item.target: item.value for item in values}


def _value(value: Expression, known: dict[str, Expression]) -> Expression:
    if isinstance(value, Ref):
        return known.get(value.name)
    if isinstance(value, tuple):
        return tuple(_value(item, known) for item in value)  # type: ignore[misc]
    return value
