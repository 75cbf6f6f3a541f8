"""Layers of one model must have names of their own."""

from typing import Any

from layerdeck.program import WITHIN, Apply, Call, Make, Problem, Program, Statement

from .backend import keras
from .causes.use import set_value
from .run import Runner, argument, in_build_order


def repeated_names(program: Program, runner: Runner) -> list[Problem]:
    """Layers that share a name, which Keras would refuse when the model is put together.

    Two names a person wrote are compared without Keras already; here one of them is automatic, such
    as the `conv3d` of the first Conv3D.
    """
    owners: dict[str, tuple[Any, str]] = {}
    problems = []
    for statement in in_build_order(program)[0]:
        layer = _layer(statement, runner)
        if layer is None:
            continue
        first, card = owners.setdefault(layer.name, (layer, statement.card))
        if first is layer:
            continue
        named = next(
            (each for each in (statement.card, card) if _is_named(each, program)), statement.card
        )
        other = card if named == statement.card else statement.card
        if WITHIN in named and named.partition(WITHIN)[2] == other.partition(WITHIN)[2]:
            problems.append(_named_inside(named, other, layer.name))
            continue
        problems.append(
            Problem(
                named,
                "name",
                f"The name {layer.name} is the one that Keras gives {other}, and every layer needs "
                "its own. Choose another.",
                f"The name {layer.name} is taken",
                fixes=set_value(
                    runner.makings.get(id(runner.layers.get(named))),
                    "name",
                    f"name of {named}",
                    f"{layer.name}_{named}",
                    f"{layer.name}_{named}",
                ),
            )
        )
    return problems


def _named_inside(card: str, other: str, name: str) -> Problem:
    """A layer with a name of its own in a block that is used more than once."""
    return Problem(
        card,
        "name",
        f"It is called {name} inside the block, which {other.partition(WITHIN)[0]} uses too, and "
        "every layer needs a name of its own. Clear its Name inside: Keras then makes one up for "
        "each.",
        f"The name {name} is used twice",
    )


def _layer(statement: Statement, runner: Runner) -> Any:
    """The layer that a statement puts into the model: an Input's own, or the one it applies."""
    made = runner.layers.get(statement.card)
    if isinstance(statement, Apply) and statement.targets[0] in runner.values:
        return made
    if isinstance(statement, Make) and isinstance(made, keras.KerasTensor):
        return made._keras_history.operation
    return None


def _is_named(card: str, program: Program) -> bool:
    for statement in program.statements:
        call = statement.call if isinstance(statement, Make) else None
        if isinstance(statement, Apply) and isinstance(statement.layer, Call):
            call = statement.layer
        if statement.card == card and call is not None and argument(call, "name"):
            return True
    return False
