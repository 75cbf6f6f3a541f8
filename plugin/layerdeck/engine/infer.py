"""Live inference: what a Program's tensors and layers are, without making a single weight."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from msgspec import structs

from layerdeck.deck import Catalogue
from layerdeck.program import (
    MODEL,
    WITHIN,
    Apply,
    Call,
    Expression,
    Facts,
    Make,
    Problem,
    Program,
    Ref,
    Report,
    Severity,
    Statement,
    flatten,
    trim,
    uses,
)

from .backend import fresh_names, keras
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
from .causes.meeting import with_ways_out
from .causes.use import Source
from .insides import facts_of_blocks, outermost
from .knowledge import Known, first_tensor
from .names import repeated_names
from .run import Making, Runner, in_build_order
from .stateless import deferred_variables, relax, without_weights
from .weights import weights_of


@dataclass(slots=True)
class _Inference:
    program: Program
    runner: Runner
    blocks: Mapping[str, str]
    used: frozenset[str]
    known: Known = field(default_factory=Known)
    sources: dict[str, Source] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def infer(program: Program, catalogue: Catalogue) -> Report:
    """Find the facts of every card, and the problems that only Keras sees.

    A statement that fails becomes a problem on its card; what depends on it is left out, and all
    the rest is there. Weights are counted and never allocated. The report's revision is 0.
    """
    fresh_names()
    kept, rest = in_build_order(program)
    flat = flatten(structs.replace(program, statements=(*kept, *rest)))
    program = flat.program
    used = {name for item in program.statements for name in uses(item)}
    used |= {output.value.name for output in program.outputs}
    work = _Inference(program, Runner(catalogue), flat.blocks, frozenset(used))
    work.runner.start(program)
    with without_weights():
        for statement in program.statements:
            if all(name in work.runner.values for name in uses(statement)):
                _attempt(work, statement)
        for output in program.outputs:
            if output.value.name in work.runner.values:
                work.known.output(output.card, output.value.name)
        work.problems += repeated_names(program, work.runner)
        work.problems = with_ways_out(work.problems, program, work.known.tensors, catalogue)
        return _report(work)


def _attempt(work: _Inference, statement: Statement) -> None:
    try:
        if isinstance(statement, Apply):
            _apply(work, statement)
        elif isinstance(statement, Make):
            _make(work, statement)
        else:
            work.runner.run(statement)
    except Refused as refusal:
        work.problems += refusal.problems
    except Exception as error:  # Keras raises every kind, and each is about the graph
        work.problems.append(explain(statement, error, work.runner))


def _make(work: _Inference, statement: Make) -> None:
    runner = work.runner
    _check_making(work, statement.card, statement.call)
    runner.run(statement)
    made = runner.values[statement.target]
    if first_tensor(made) is not None:
        first = _is_fed_channels_first(work.program, statement.target)
        # An input of a block that is used as a layer is not what the block's card gives.
        inside = statement.card in work.blocks
        card = f"{statement.card}{WITHIN}{statement.target}" if inside else statement.card
        work.known.input(card, statement.target, made, first)
        work.sources[statement.target] = Source(runner.makings[id(made)])
    elif isinstance(made, keras.layers.Layer):
        work.known.layer(statement.card, made)


def _apply(work: _Inference, statement: Apply) -> None:
    runner = work.runner
    if isinstance(statement.layer, Call):
        _check_making(work, statement.card, statement.layer)
    layer = runner.layer(statement)
    making = runner.makings.get(id(layer))
    # A flag of the call may come from a Parameter.
    fed = [name for name in statement.inputs if name in work.known.tensors]
    use = Use(
        statement.card,
        _first_tensor_port(statement, making, runner.catalogue),
        layer,
        making,
        tuple(work.known.tensors[name] for name in fed),
        runner.catalogue,
        tuple(work.sources.get(name) for name in fed),
        shared=isinstance(statement.layer, Ref),
        told={item.name: _told(work, item.value) for item in statement.arguments},
    )
    _check(work, before_use(use, runner.makings))
    relax(layer)
    before = len(deferred_variables())
    try:
        result = runner.apply(layer, statement)
    except Exception:
        _check(work, after_refusal(use, runner.makings))
        raise
    _check(work, after_call(use, runner.makings, statement.targets, result, work.used))
    runner.finish(statement, result)
    work.known.applied(statement, runner)
    if making:
        source = Source(making, layer, use.given[0])
        work.sources.update(dict.fromkeys(statement.targets, source))
    rank = len(work.known.tensors[statement.targets[0]].shape)
    work.problems += after_use(use, runner.makings, deferred_variables()[before:], rank)


def _told(work: _Inference, value: Expression) -> Any:
    """An argument of a call with what is known of its tensors."""
    if isinstance(value, Ref):
        return work.known.tensors.get(value.name) or work.runner.values[value.name]
    return tuple(_told(work, item) for item in value) if isinstance(value, tuple) else value


def _first_tensor_port(statement: Apply, making: Making | None, catalogue: Catalogue) -> str:
    """The input of a card where a tensor comes in: for problems that no single tensor has."""
    own = making is not None and making.card == statement.card
    declared = catalogue.get(making.call.path) if making and own else None
    return declared.tensors[0].id if declared and declared.tensors else "input"


def _check_making(work: _Inference, card: str, call: Call) -> None:
    runner = work.runner
    making = runner.prepare(card, call)
    _check(work, before_making(making, runner.makings, runner.catalogue))


def _check(work: _Inference, found: list[Problem]) -> None:
    if any(problem.severity is Severity.ERROR for problem in found):
        raise Refused(found)
    work.problems += found


def _is_fed_channels_first(program: Program, variable: str) -> bool:
    """Whether a layer that takes an input wants its channels first: so its axes are named."""
    for statement in program.statements:
        if isinstance(statement, Apply) and isinstance(statement.layer, Call):
            for item in statement.layer.arguments:
                if variable in statement.inputs and item.name == "data_format":
                    return item.value == "channels_first"
    return bool(keras.config.image_data_format() == "channels_first")


def _report(work: _Inference) -> Report:
    """Facts per card, and totals over what the model will hold."""
    for card, layer in work.runner.layers.items():
        # Only now: a wrapper builds the layer it holds, and a layer may be applied more than once.
        if card in work.known.facts and isinstance(layer, keras.layers.Layer):
            work.known.layer(card, layer)
    wanted = trim(work.program) if work.program.outputs else work.program
    cards = {statement.card for statement in wanted.statements}
    # A layer that a Bidirectional copies is made, and is no part of the model unless it is applied.
    layers = [
        work.runner.layers[item.card]
        for item in wanted.statements
        if isinstance(item, Apply) and item.targets[0] in work.runner.values
    ]
    parameters, trained = weights_of(layers)
    facts = work.known.facts
    # As with any layer that is only handed on, what is inside runs elsewhere, if at all.
    handed_on = tuple(
        f"{item.card}{WITHIN}"
        for item in wanted.statements
        if isinstance(item, Make) and item.call.path == MODEL
    )
    counted: list[Facts] = [
        facts[card] for card in facts if card in cards and not card.startswith(handed_on)
    ]
    told = map(outermost, work.problems)
    problems = {(item.card, item.port, item.message): item for item in told}
    return Report(
        0,
        facts | facts_of_blocks(work.blocks, work.known, work.runner),
        tuple(problems.values()),
        parameters,
        trained,
        sum(item.activation_bytes or 0 for item in counted),
        sum(item.multiply_adds or 0 for item in counted),
    )
