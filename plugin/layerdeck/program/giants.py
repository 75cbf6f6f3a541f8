"""Activations that no memory holds, told where they begin."""

from collections.abc import Iterator, Mapping
from math import log2

from layerdeck.deck import Catalogue
from layerdeck.graph.fixes import Fix, setting

from .budget import Settings
from .facts import Facts
from .flatten import flatten
from .insides import outermost
from .moments import tensor_bytes
from .policies import POLICIES
from .problems import Problem, Severity
from .program import Apply, Call, Program, Ref
from .words import bytes_text

_SHARE = 16
"""A layer made smaller is offered this part of the memory."""
_COUNTS = ("filters", "units")


def giant_activations(
    program: Program, facts: Mapping[str, Facts], catalogue: Catalogue, settings: Settings
) -> Iterator[Problem]:
    """The first layer whose output, for a whole batch, is larger than all the memory there is."""
    policy = POLICIES[settings.policy]
    batch, memory = settings.batch, settings.memory
    sizes = {card: batch * (tensor_bytes(found, policy) or 0) for card, found in facts.items()}
    if max(sizes.values(), default=0) <= memory:
        return
    flat = flatten(program).program if program.functions else program
    for statement in flat.statements:
        taken = sizes.get(statement.card, 0)
        if not isinstance(statement, Apply) or taken <= memory:
            continue
        many = f"a batch of {batch:,}" if batch > 1 else "one sample"
        too_much = "the batch, the volume" if batch > 1 else "the volume"
        yield outermost(
            Problem(
                statement.card,
                "",
                f"{many.capitalize()} of what {statement.card} gives takes {bytes_text(taken)}, "
                f"and a training step is given {bytes_text(memory)} in all. Make {too_much}, its "
                "filters or units smaller.",
                f"{bytes_text(taken)} for {many}",
                Severity.WARNING,
                _smaller(statement, memory / _SHARE / taken, catalogue),
            ),
            [statement.card],
        )
        return


def _smaller(statement: Apply, share: float, catalogue: Catalogue) -> tuple[Fix, ...]:
    """So large a share of the filters or units, rounded down to a power of 2."""
    call = statement.layer
    declared = catalogue.get(call.path) if isinstance(call, Call) else None
    if not isinstance(call, Call) or declared is None:
        return ()
    given = {item.name: item.value for item in call.arguments}
    port = next((declared.input(name) for name in _COUNTS if declared.input(name)), None)
    count = given.get(port.id) if port else None
    if port is None or not isinstance(count, int) or isinstance(given.get("groups"), Ref):
        return ()
    most = int(count * share)
    if most < 1:
        return ()
    fitting = 2 ** int(log2(most))
    return (setting(f"Set {port.title.lower()} to {fitting}", statement.card, port.id, fitting),)
