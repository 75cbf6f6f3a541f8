"""One statement, run without weights, and all that comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from layerdeck.deck import Catalogue
from layerdeck.program import (
    UNKNOWN,
    WITHIN,
    Apply,
    Call,
    Expression,
    Make,
    Problem,
    Ref,
    Severity,
    Statement,
    targets,
)

from .backend import keras
from .causes import (
    Refused,
    Use,
    after_call,
    after_refusal,
    after_use,
    before_making,
    before_use,
    explain,
)
from .causes.use import Source
from .knowledge import Found, Weights, first_tensor, of_input, of_outputs, of_unknown
from .run import Making, Runner
from .stateless import deferred_variables, relax
from .weights import weights_of


@dataclass(slots=True)
class Around:
    """What a statement finds when its turn comes.

    Attributes:
        runner: holds the values of the variables before it.
        found: by variable, what is known of the tensors before it.
        sources: by variable, where they come from.
        used: the variables that anything reads.
        channels_first: by variable of an Input, whether a layer that takes it wants that.
        blocks: by the path of a block's card, the variable of its first output.
    """

    runner: Runner
    used: frozenset[str]
    channels_first: Mapping[str, bool]
    blocks: Mapping[str, str]
    found: dict[str, Found] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)


@dataclass(slots=True)
class Attempt:
    """What came of a statement.

    Attributes:
        problems: of its card or of what it is wired to.
        values: by target, what it made; fewer than the targets where it failed.
        found: by target, what is known of it.
        made: the object that it constructed, or the layer that it applied.
        making: how that was made.
        weights: of the layer.
        passing: whether another attempt might end otherwise: there was too little memory.
    """

    problems: list[Problem] = field(default_factory=list)
    values: tuple[Any, ...] = ()
    found: tuple[Found | None, ...] = ()
    made: Any = None
    making: Making | None = None
    weights: Weights = (0, 0)
    passing: bool = False


def attempt(around: Around, statement: Statement) -> Attempt:
    """Run a statement. A failure becomes a problem on its card."""
    came = Attempt()
    try:
        if isinstance(statement, Apply):
            _apply(around, statement, came)
        elif isinstance(statement, Make):
            _make(around, statement, came)
        else:
            around.runner.run(statement)
    except Refused as refusal:
        came.problems += refusal.problems
    except Exception as error:  # Keras raises every kind, and each is about the graph
        came.passing = isinstance(error, MemoryError)
        came.problems.append(explain(statement, error, around.runner))
    came.values = values_of(around.runner, statement)
    return came


def values_of(runner: Runner, statement: Statement) -> tuple[Any, ...]:
    """What a statement made, as far as it came."""
    return tuple(runner.values[name] for name in targets(statement) if name in runner.values)


def _make(around: Around, statement: Make, came: Attempt) -> None:
    runner = around.runner
    came.making = _prepare(around, statement.card, statement.call, came)
    runner.made(statement, runner.construct(came.making))
    came.made = runner.values[statement.target]
    if first_tensor(came.made) is not None:
        came.found = (found_of_input(around, statement, came.made),)


def found_of_input(around: Around, statement: Make, tensor: Any) -> Found:
    """What is known of an Input. One of a block that is used as a layer is not the block's card."""
    if statement.call.path == UNKNOWN:
        behind = next(item.value for item in statement.call.arguments if item.name == "behind")
        return of_unknown(statement.card, tensor, tuple(map(str, _as_tuple(behind))))
    inside = statement.card in around.blocks
    card = f"{statement.card}{WITHIN}{statement.target}" if inside else statement.card
    first = around.channels_first.get(statement.target, _channels_first_by_default())
    return of_input(card, tensor, first)


def _as_tuple(value: Expression) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else ()


def _channels_first_by_default() -> bool:
    return bool(keras.config.image_data_format() == "channels_first")


def _apply(around: Around, statement: Apply, came: Attempt) -> None:
    runner = around.runner
    if isinstance(statement.layer, Call):
        making = _prepare(around, statement.card, statement.layer, came)
        layer = runner.construct(making)
    else:
        layer = runner.values[statement.layer.name]
    runner.layers[statement.card] = layer
    came.made, came.making = layer, runner.makings.get(id(layer))
    use = use_of(around, statement, layer)
    _check(came, before_use(use, runner.makings))
    relax(layer)
    before = len(deferred_variables())
    try:
        result = runner.apply(layer, statement)
    except Exception:
        _check(came, after_refusal(use, runner.makings))
        raise
    _check(came, after_call(use, runner.makings, statement.targets, result, around.used))
    runner.finish(statement, result)
    given = given_to(around, statement)
    came.weights = weights_of([layer])
    made = values_of(runner, statement)
    came.found = of_outputs(statement.card, layer, given, made, came.weights)
    main = came.found[0]
    assert main is not None, "what a layer gives first is a tensor"
    rank = len(main.sized.shape)
    came.problems += after_use(use, runner.makings, deferred_variables()[before:], rank)


def use_of(around: Around, statement: Apply, layer: Any) -> Use:
    """A layer that is about to be applied, as the causes see it."""
    runner = around.runner
    making = runner.makings.get(id(layer))
    # A flag of the call may come from a Parameter.
    fed = [name for name in statement.inputs if name in around.found]
    return Use(
        statement.card,
        _first_tensor_port(statement, making, runner.catalogue),
        layer,
        making,
        tuple(around.found[name].sized for name in fed),
        runner.catalogue,
        tuple(around.sources.get(name) for name in fed),
        shared=isinstance(statement.layer, Ref),
        told={item.name: _told(around, item.value) for item in statement.arguments},
    )


def given_to(around: Around, statement: Statement) -> list[Found]:
    """What is known of the tensors that a statement applies a layer to."""
    if not isinstance(statement, Apply):
        return []
    return [around.found[name] for name in statement.inputs if name in around.found]


def _told(around: Around, value: Expression) -> Any:
    """An argument of a call with what is known of its tensors."""
    if isinstance(value, Ref):
        found = around.found.get(value.name)
        return found.sized if found else around.runner.values[value.name]
    return tuple(_told(around, item) for item in value) if isinstance(value, tuple) else value


def _first_tensor_port(statement: Apply, making: Making | None, catalogue: Catalogue) -> str:
    """The input of a card where a tensor comes in: for problems that no single tensor has."""
    own = making is not None and making.card == statement.card
    declared = catalogue.get(making.call.path) if making and own else None
    return declared.tensors[0].id if declared and declared.tensors else "input"


def _prepare(around: Around, card: str, call: Call, came: Attempt) -> Making:
    runner = around.runner
    making = runner.prepare(card, call)
    _check(came, before_making(making, runner.makings, runner.catalogue))
    return making


def _check(came: Attempt, found: list[Problem]) -> None:
    if any(problem.severity is Severity.ERROR for problem in found):
        raise Refused(found)
    came.problems += found
