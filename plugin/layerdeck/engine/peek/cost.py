"""What a peek costs: memory and multiply-adds, found without running it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from layerdeck.engine.weights import MAKING, NUMBER
from layerdeck.program import Apply, Call, Facts, Make, Program, Ref, Statement, targets, uses

from .feeding import Feeding

MOST_BYTES = 1_000_000_000
MOST_MULTIPLY_ADDS = 4_000_000_000
"""What is run without being asked for: about a second on a small machine."""
_OF_FREE = 0.8
"""How much of what the machine has free a peek may take."""
_BASE = 20_000_000
"""Bytes that any run takes."""
_WORKING = 3
"""Layers make copies of what they are given and give: measured, layer normalization 2.7 times."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Memory at its highest, in bytes, and multiply-adds as far as they are known."""

    bytes: int
    multiply_adds: int

    @property
    def is_small(self) -> bool:
        """Whether nobody needs to be asked."""
        return self.bytes <= MOST_BYTES and self.multiply_adds <= MOST_MULTIPLY_ADDS

    def fits(self, free: int) -> bool:
        """Whether it fits what a machine has free."""
        return self.bytes <= free * _OF_FREE


def cost_of(program: Program, facts: Mapping[str, Facts], feedings: Mapping[str, Feeding]) -> Cost:
    """An upper bound for running statement by statement, each tensor freed after its last use.

    At every statement there are the tensors still needed and the weights of shared layers; and,
    while it runs, its own weights three times over, three times what it is given and makes, the
    columns of a transposed convolution and the scores of attention. Measured in docs/peek.md.
    """
    last = last_uses(program)
    batch = max((feeding.shape[0] for feeding in feedings.values()), default=1)
    makers = {name: item for item in program.statements for name in targets(item)}
    alive: dict[str, int] = {}
    highest = 0
    for place, statement in enumerate(program.statements):
        told = facts.get(statement.card, Facts())
        made = batch * (told.activation_bytes or 0)
        weights = NUMBER * told.parameters
        if isinstance(statement, Apply):
            kept = statement.layer.name if isinstance(statement.layer, Ref) else ""
            fresh = 0 if kept in alive else weights
            given = sum(alive.get(name, 0) for name in statement.inputs)
            working = _WORKING * (given + made) + batch * _inside(statement, makers, facts)
            highest = max(highest, sum(alive.values()) + made + MAKING * fresh + working)
            if kept:
                alive[kept] = weights
            alive[statement.targets[0]] = made
        elif isinstance(statement, Make) and statement.target in feedings:
            highest = max(highest, sum(alive.values()) + made + feedings[statement.target].bytes)
            alive[statement.target] = made
        for name in [name for name in alive if last.get(name, place) <= place]:
            del alive[name]
    known = sum(facts.get(item.card, Facts()).multiply_adds or 0 for item in program.statements)
    return Cost(_BASE + highest, batch * known)


def last_uses(program: Program) -> dict[str, int]:
    """By variable, the place of the last statement that needs it; the output is needed to the end.

    What nothing needs is gone once it is made.
    """
    last: dict[str, int] = {}
    for place, statement in enumerate(program.statements):
        last.update(dict.fromkeys((*uses(statement), *targets(statement)), place))
    last.update({output.value.name: len(program.statements) for output in program.outputs})
    return last


def _inside(statement: Apply, makers: Mapping[str, Statement], facts: Mapping[str, Facts]) -> int:
    """Bytes of what a layer makes for itself alone, for one sample."""
    call = _making(statement, makers)
    shapes = [
        facts.get(makers[name].card, Facts()).output_shape or ()
        for name in statement.inputs
        if name in makers
    ]
    if call is None or not shapes:
        return 0
    kind = call.path.rpartition(".")[2]
    counted = facts.get(statement.card, Facts()).multiply_adds
    if kind.endswith("Transpose") and counted:
        # Each voxel of the input becomes a column of kernel volume × filters numbers.
        first = "channels_first" in (item.value for item in call.arguments)
        return NUMBER * counted // (shapes[0][1 if first else -1] or 1)
    if "Attention" in kind:
        heads = next((item.value for item in call.arguments if item.name == "num_heads"), 1)
        queries, keys = (
            math.prod(size or 1 for size in each[1:-1])
            for each in (shapes[0], shapes[min(1, len(shapes) - 1)])
        )
        return 4 * NUMBER * queries * keys * (heads if isinstance(heads, int) else 1)
    return 0


def _making(statement: Apply, makers: Mapping[str, Statement]) -> Call | None:
    if isinstance(statement.layer, Call):
        return statement.layer
    maker = makers.get(statement.layer.name)
    return maker.call if isinstance(maker, Make) else None
