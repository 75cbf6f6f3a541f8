"""What a walk through a Program has found, as the editor gets it."""

from collections.abc import Mapping

from layerdeck.program import (
    MODEL,
    WITHIN,
    Apply,
    Facts,
    Make,
    Program,
    Report,
    outermost,
    trim,
)

from .causes.meeting import Ground, with_ways_out
from .causes.roomier import with_larger_inputs
from .history import is_layer
from .insides import facts_of_blocks
from .knowledge import with_weights
from .memo import Done
from .names import repeated_names
from .walk import Walk
from .weights import weighed


def report(walk: Walk) -> Report:
    """Facts per card, problems, and totals over what the model will hold."""
    layers = {item.card: done for item, done in walk.steps if is_layer(done.made)}
    facts = _facts(walk, layers)
    wanted = trim(walk.program) if walk.program.outputs else walk.program
    needed = set(map(id, wanted.statements))
    steps = [(item, done) for item, done in walk.steps if id(item) in needed]
    problems = [problem for _, done in walk.steps for problem in done.problems]
    problems += repeated_names(steps, layers)
    sizes = {name: found.sized for name, found in walk.around.found.items()}
    ground = Ground(walk.flat, sizes, walk.around.runner.catalogue)
    problems = with_larger_inputs(with_ways_out(problems, ground), ground)
    told = (outermost(problem, walk.flat.originals) for problem in problems)
    once = {(item.card, item.port, item.message): item for item in told}
    counted = _counted(facts, wanted)
    # A layer that a Bidirectional copies is made, and is no part of the model unless it is applied.
    applied = [done for item, done in steps if isinstance(item, Apply) and done.values]
    parameters, trained = weighed(applied)
    return Report(
        0,
        facts | facts_of_blocks(walk, facts, layers),
        tuple(once.values()),
        parameters,
        trained,
        sum(item.activation_bytes or 0 for item in counted),
        sum(item.multiply_adds or 0 for item in counted),
    )


def _facts(walk: Walk, layers: Mapping[str, Done]) -> dict[str, Facts]:
    facts: dict[str, Facts] = {}
    for statement, done in walk.steps:
        main = done.found[0] if done.found else None
        if main and main.facts:
            facts[main.sized.card] = main.facts
        elif isinstance(statement, Make) and statement.card in layers:
            facts[statement.card] = Facts()
    for card, done in layers.items():
        # Only now: a wrapper builds the layer it holds, and a layer may be applied more than once.
        if card in facts and done.weights is None:
            facts[card] = with_weights(facts[card], weighed([done]))
    for output in walk.program.outputs:
        found = walk.around.found.get(output.value.name)
        if found:
            facts[output.card] = found.plain
    return facts


def _counted(facts: Mapping[str, Facts], wanted: Program) -> list[Facts]:
    """The facts of what the model will hold."""
    cards = {statement.card for statement in wanted.statements}
    # As with any layer that is only handed on, what is inside runs elsewhere, if at all.
    handed_on = tuple(
        f"{item.card}{WITHIN}"
        for item in wanted.statements
        if isinstance(item, Make) and item.call.path == MODEL
    )
    return [facts[card] for card in facts if card in cards and not card.startswith(handed_on)]
