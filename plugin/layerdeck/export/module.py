"""A Program printed as a module that runs by itself with Keras alone."""

import re
from collections.abc import Collection, Generator
from dataclasses import dataclass
from enum import StrEnum

from layerdeck.program import (
    Assign,
    Call,
    Function,
    Make,
    Parameter,
    Program,
    Statement,
    trim,
)

from .carried import sources
from .expressions import (
    ANNOTATIONS,
    ELSEWHERE_IN_TENSORFLOW,
    KERAS,
    arguments,
    construction,
    expression,
    module_of,
    results,
)
from .style import INDENT, formatted

TENSOR = "keras.KerasTensor"


class Flavour(StrEnum):
    """Where the exported code takes Keras from."""

    KERAS = "keras"
    TF_KERAS = "tf.keras"


@dataclass(frozen=True, slots=True)
class Module:
    """Exported code and its source map.

    Attributes:
        text: the source of the module.
        cards: for each line in order, the id of the card it came from, or an empty string.
    """

    text: str
    cards: tuple[str, ...]

    def lines_of(self, card: str) -> list[int]:
        """The lines that came from a card, counted from 0."""
        return [number for number, owner in enumerate(self.cards) if owner == card]


def export(program: Program, flavour: Flavour = Flavour.KERAS) -> Module:
    """Print a Program as Python.

    What no output needs is left out; a Program without outputs is printed whole, and raises
    where it would return the model.
    """
    steps = export_steps(program, flavour)
    while True:
        try:
            next(steps)
        except StopIteration as done:
            return done.value  # type: ignore[no-any-return]


def export_steps(
    program: Program, flavour: Flavour = Flavour.KERAS
) -> Generator[None, None, Module]:
    """`export` in steps of a statement each, for those who must not be kept waiting."""
    program = trim(program) if program.outputs else program
    chunks: list[tuple[str, str]] = [(_docstring(program.name), "")]
    carried, definitions = sources(call.path for call in _calls(program) if call.carried)
    chunks.append(("\n".join([*carried, *_imports(program, flavour)]), ""))
    chunks += [("\n\n" + formatted(text), "") for text in definitions]
    bare = _imported_alone(program, flavour)
    for function in program.functions:
        chunks.append(("\n\n" + formatted(_signature(function)), ""))
        for item in function.statements:
            chunks.append((formatted(_statement(item, bare), INDENT), ""))
            yield
        chunks.append((_results(function), ""))
    chunks.append(("\n\n" + formatted(_signature(program)), ""))
    for item in program.statements:
        chunks.append((formatted(_statement(item, bare), INDENT), item.card))
        yield
    chunks.append((_return(program), ""))
    chunks.append(('\n\nif __name__ == "__main__":\n    build_model().summary()', ""))
    cards = [card for text, card in chunks for _ in text.split("\n")]
    return Module("\n".join(text for text, _ in chunks) + "\n", tuple(cards))


def _docstring(name: str) -> str:
    plain = re.sub(r"[^\w .,()+-]", "_", name)
    return f'"""The {plain} model."""\n'


def _calls(program: Program) -> list[Call]:
    calls = [
        item.call if isinstance(item, Make) else item.layer
        for function in (*program.functions, program)
        for item in function.statements
        if not isinstance(item, Assign)
    ]
    return [call for call in calls if isinstance(call, Call)]


def _imported_alone(program: Program, flavour: Flavour) -> list[str]:
    """The paths of classes that `tensorflow.keras` has not, so that Keras itself gives them."""
    if flavour is Flavour.KERAS:
        return []
    return sorted({call.path for call in _calls(program)} & ELSEWHERE_IN_TENSORFLOW)


def _imports(program: Program, flavour: Flavour) -> list[str]:
    alone = _imported_alone(program, flavour)
    paths = {call.path for call in _calls(program) if not call.carried}.difference(alone)
    modules = {module_of(path) for path in paths} | {KERAS}
    parts = sorted(name.rpartition(".")[2] for name in modules if name.startswith(f"{KERAS}."))
    others = sorted(name for name in modules if name.partition(".")[0] != KERAS)
    package = "keras" if flavour is Flavour.KERAS else "tensorflow.keras"
    lines = ["import keras" if flavour is Flavour.KERAS else "from tensorflow import keras"]
    if parts:
        lines.append(f"from {package} import {', '.join(parts)}")
    for path in alone:
        module, _, name = path.rpartition(".")
        lines.append(f"from {module} import {name}")
    return [*(f"import {name}" for name in others), *lines]


def _signature(function: Function) -> str:
    # Black wants a whole statement; the body is cut off again by `formatted`.
    parameters = [_parameter(parameter) for parameter in function.parameters]
    if isinstance(function, Program):
        return f"def build_model({', '.join(parameters)}) -> keras.Model:"
    tensors = [f"{ref.name}: {TENSOR}" for ref in function.inputs]
    gives = TENSOR if len(function.outputs) == 1 else f"tuple[{TENSOR}, ...]"
    return f"def {function.name}({', '.join((*tensors, *parameters))}) -> {gives}:"


def _parameter(parameter: Parameter) -> str:
    annotation = ANNOTATIONS[parameter.type]
    return f"{parameter.name}: {annotation} = {expression(parameter.default)}"


def _statement(item: Statement, bare: Collection[str]) -> str:
    if isinstance(item, Assign):
        return f"{item.target} = {expression(item.value)}"
    if isinstance(item, Make):
        return f"{item.target} = {construction(item.call, bare)}"
    layer = construction(item.layer, bare) if isinstance(item.layer, Call) else item.layer.name
    names = ", ".join((*item.targets, *(("*_",) if item.open_ended else ())))
    return f"{names} = {layer}({arguments(item.arguments)})"


def _results(function: Function) -> str:
    """What a function gives: one tensor, or several in order."""
    names = ", ".join(output.value.name for output in function.outputs)
    return formatted(f"return {names}", INDENT)


def _return(program: Program) -> str:
    if not program.outputs:
        reason = "No output can be built yet, so there is no model to return: see the problems."
        return formatted(f"raise ValueError({reason!r})", INDENT)
    inputs = expression(program.inputs[0] if len(program.inputs) == 1 else program.inputs)
    made = f"return keras.Model({inputs}, {results(program.outputs)}, name={program.name!r})"
    return formatted(made, INDENT)
