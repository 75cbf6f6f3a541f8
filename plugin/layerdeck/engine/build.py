"""Building the model that a Program means."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from layerdeck.deck import Catalogue
from layerdeck.program import Output, Program, Severity, flatten, outermost, trim

from .backend import fresh_names, keras
from .between import Between, nothing
from .causes import explain
from .causes.sentence import sentence
from .infer import infer
from .memo import Memo
from .memory import free_bytes, why_too_large
from .run import Runner


class BuildError(ValueError):
    """The model cannot be built or saved; the message is one sentence or two for a person."""


@dataclass(frozen=True, slots=True)
class Made:
    """A model as it was built.

    Attributes:
        layers: by the path of a card, the layer that it makes or applies.
    """

    model: Any
    layers: Mapping[str, Any]


def build(
    program: Program, catalogue: Catalogue, memo: Memo | None = None, between: Between = nothing
) -> Any:
    """The Keras model, its weights fresh and its parameters at their defaults; see `make`."""
    return make(program, catalogue, memo, between).model


def make(
    program: Program, catalogue: Catalogue, memo: Memo | None = None, between: Between = nothing
) -> Made:
    """The Keras model, its weights allocated and its parameters at their defaults.

    Its layers are named as in a fresh process, as the exported code names them there.

    Args:
        program: what the graph means.
        catalogue: the deck that it is made of.
        memo: the results of earlier Programs, so that problems are found at once.
        between: called before each statement. What it raises ends the work.

    Raises:
        BuildError: the program has no output, or problems, its weights do not fit this machine, or
            Keras refuses it.
    """
    if not program.outputs:
        raise BuildError("The graph has no Output card, so there is no model to build.")
    if not program.inputs:
        raise BuildError("The graph has no Input card, so there is no model to build.")
    program = trim(program)
    report = infer(program, catalogue, memo, between)
    for problem in report.problems:
        if problem.severity is Severity.ERROR:
            raise BuildError(f"{problem.card}: {problem.message}")
    reason = why_too_large(report, free_bytes())
    if reason:
        raise BuildError(reason)
    fresh_names()
    program = flatten(program).program
    runner = Runner(catalogue)
    runner.start(program)
    for number, statement in enumerate(program.statements):
        between(number, len(program.statements))
        try:
            runner.run(statement)
        except Exception as error:  # whatever Keras raises on allocating weights
            problem = outermost(explain(statement, error, runner))
            raise BuildError(f"{problem.card}: {problem.message}") from error
    between(len(program.statements), len(program.statements))
    return Made(_model(program, runner), runner.layers)


def _model(program: Program, runner: Runner) -> Any:
    inputs = [runner.values[ref.name] for ref in program.inputs]
    results = _results(program.outputs, runner)
    try:
        single = inputs[0] if len(inputs) == 1 else inputs
        return keras.Model(single, results, name=program.name)
    except Exception as error:  # an output that no input reaches, names used twice
        raise BuildError(f"The model cannot be put together: {sentence(error)}") from error


def _results(outputs: tuple[Output, ...], runner: Runner) -> Any:
    """One tensor; a dict where any output is named; else a list in order."""
    values = [runner.values[output.value.name] for output in outputs]
    if len(values) == 1:
        return values[0]
    if any(output.name for output in outputs):
        keys = [output.name or output.card for output in outputs]
        return dict(zip(keys, values, strict=True))
    return values
