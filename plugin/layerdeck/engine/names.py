"""Layers of one model must have names of their own."""

from collections.abc import Mapping, Sequence

from layerdeck.graph.fixes import setting
from layerdeck.program import WITHIN, Apply, Call, Make, Problem, Statement

from .backend import keras
from .causes.use import is_wired, set_value
from .memo import Done
from .run import argument


def repeated_names(
    steps: Sequence[tuple[Statement, Done]], layers: Mapping[str, Done]
) -> list[Problem]:
    """Layers that share a name, which Keras would refuse when the model is put together.

    Two names a person wrote are compared without Keras already; here one of them is automatic, such
    as the `conv3d` of the first Conv3D.

    Args:
        steps: the statements that the model is made of, in order, with what came of them.
        layers: by card, what came of the one that makes or applies its layer.
    """
    owners: dict[str, tuple[object, str]] = {}
    problems = []
    for statement, done in steps:
        if not _names_a_layer(statement, done):
            continue
        name, card = done.called, statement.card
        first, other = owners.setdefault(name, (done.identity, card))
        if first is done.identity:
            continue
        if not _is_named(card, steps) and _is_named(other, steps):
            card, other = other, card
        if WITHIN in card and card.partition(WITHIN)[2] == other.partition(WITHIN)[2]:
            problems.append(_named_inside(card, other, name, layers.get(card)))
            continue
        made = layers.get(card)
        problems.append(
            Problem(
                card,
                "name",
                f"The name {name} is the one that Keras gives {other}, and every layer needs its "
                "own. Choose another.",
                f"The name {name} is taken",
                fixes=set_value(
                    made.making if made else None,
                    "name",
                    f"name of {card}",
                    f"{name}_{card}",
                    f"{name}_{card}",
                ),
            )
        )
    return problems


def _named_inside(card: str, other: str, name: str, made: Done | None) -> Problem:
    """A layer with a name of its own in a block that is used more than once."""
    making = made.making if made else None
    named = making is not None and not is_wired(making.call, "name")
    return Problem(
        card,
        "name",
        f"It is called {name} inside the block, which {other.partition(WITHIN)[0]} uses too, and "
        "every layer needs a name of its own. Clear its Name inside: Keras then makes one up for "
        "each.",
        f"The name {name} is used twice",
        fixes=(setting(f"Clear the name {name}", card, "name", None),) if named else (),
    )


def _names_a_layer(statement: Statement, done: Done) -> bool:
    """Whether a statement puts a layer into the model: an Input's own, or the one it applies."""
    if isinstance(statement, Apply):
        return bool(done.values)
    return isinstance(done.made, keras.KerasTensor)


def _is_named(card: str, steps: Sequence[tuple[Statement, Done]]) -> bool:
    for statement, _ in steps:
        call = statement.call if isinstance(statement, Make) else None
        if isinstance(statement, Apply) and isinstance(statement.layer, Call):
            call = statement.layer
        if statement.card == card and call is not None and argument(call, "name"):
            return True
    return False
