"""The parts of an exported module: its head, its functions' first and last lines, statements."""

import re
from collections.abc import Collection

from layerdeck.program import Assign, Call, Function, Make, Parameter, Program, Ref, Statement

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
from .manner import Arguments, Manner
from .style import INDENT, formatted, quoted

BUILD = "build_model"
"""The function of an exported module that makes the model."""
TENSOR = "keras.KerasTensor"


def docstring(name: str) -> str:
    """The module's first line, and an empty one."""
    plain = re.sub(r"[^\w .,()+-]", "_", name)
    return f'"""The {plain} model."""\n'


def calls(program: Program) -> list[Call]:
    """Everything that a Program and its functions construct."""
    found = [
        item.call if isinstance(item, Make) else item.layer
        for function in (*program.functions, program)
        for item in function.statements
        if not isinstance(item, Assign)
    ]
    return [call for call in found if isinstance(call, Call)]


def imported_alone(program: Program, of_tensorflow: bool) -> list[str]:
    """The paths of classes that `tensorflow.keras` has not, so that Keras itself gives them."""
    if not of_tensorflow:
        return []
    return sorted({call.path for call in calls(program)} & ELSEWHERE_IN_TENSORFLOW)


def imports(program: Program, of_tensorflow: bool) -> list[str]:
    """The lines that import what a Program names."""
    alone = imported_alone(program, of_tensorflow)
    paths = {call.path for call in calls(program) if not call.carried}.difference(alone)
    modules = {module_of(path) for path in paths} | {KERAS}
    parts = sorted(name.rpartition(".")[2] for name in modules if name.startswith(f"{KERAS}."))
    others = sorted(name for name in modules if name.partition(".")[0] != KERAS)
    package = "tensorflow.keras" if of_tensorflow else "keras"
    lines = ["from tensorflow import keras" if of_tensorflow else "import keras"]
    if parts:
        lines.append(f"from {package} import {', '.join(parts)}")
    for path in alone:
        module, _, name = path.rpartition(".")
        lines.append(f"from {module} import {name}")
    return [*(f"import {name}" for name in others), *lines]


def signature(function: Function) -> str:
    """The `def` line of a block's function or of `build_model`."""
    # Black wants a whole statement; the body is cut off again by `formatted`.
    parameters = [parameter(item) for item in function.parameters]
    if isinstance(function, Program):
        return formatted(f"def {BUILD}({', '.join(parameters)}) -> keras.Model:")
    tensors = [f"{ref.name}: {TENSOR}" for ref in function.inputs]
    gives = TENSOR if len(function.outputs) == 1 else f"tuple[{TENSOR}, ...]"
    return formatted(f"def {function.name}({', '.join((*tensors, *parameters))}) -> {gives}:")


def statement(item: Statement, bare: Collection[str]) -> str:
    """A statement in one line; of the paths in `bare` the class's name alone."""
    if isinstance(item, Assign):
        return f"{item.target} = {expression(item.value)}"
    if isinstance(item, Make):
        return f"{item.target} = {construction(item.call, bare)}"
    layer = construction(item.layer, bare) if isinstance(item.layer, Call) else item.layer.name
    names = ", ".join((*item.targets, *(("*_",) if item.open_ended else ())))
    return f"{names} = {layer}({arguments(item.arguments)})"


def results_return(function: Function, indent: str) -> str:
    """What a block's function gives: one tensor, or several in order."""
    names = ", ".join(output.value.name for output in function.outputs)
    return formatted(f"return {names}".rstrip(), indent)


def model_return(program: Program, manner: Manner) -> str:
    """The last line of `build_model`: the model, or why there is none."""
    if not program.outputs:
        return no_model(INDENT)
    inputs, outputs = one_or_all(program.inputs), results(program.outputs)
    if manner.arguments is Arguments.KEYWORD:
        inputs, outputs = f"inputs={inputs}", f"outputs={outputs}"
    made = f"return keras.Model({inputs}, {outputs}, name={quoted(program.name)})"
    return formatted(made, INDENT)


def no_model(indent: str) -> str:
    """What stands where a Program without outputs would give something."""
    reason = "No output can be built yet, so there is no model: see the problems."
    return formatted(f"raise ValueError({quoted(reason)})", indent)


def one_or_all(tensors: tuple[Ref, ...]) -> str:
    """A tensor, or a list of several: what a model is made of and called with."""
    return expression(tensors[0] if len(tensors) == 1 else tensors)


def parameter(given: Parameter) -> str:
    """An argument of a function as its first line has it: `base_filters: int = 16`."""
    return f"{given.name}: {ANNOTATIONS[given.type]} = {expression(given.default)}"
