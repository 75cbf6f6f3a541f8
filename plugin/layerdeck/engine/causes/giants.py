"""Activations that no memory holds, told where they begin."""

from collections.abc import Iterator, Mapping
from math import log2

from layerdeck.deck import Catalogue
from layerdeck.engine.samples.stored import size_text
from layerdeck.graph.fixes import Fix, setting
from layerdeck.program import Apply, Call, Facts, Problem, Program, Severity
from layerdeck.program.budget import Settings

from .use import is_wired

_MEMORY = Settings().memory
"""Bytes that a training step has, where a person has set nothing else."""
_SHARE = 16
"""A layer made smaller is offered this part of them."""
_COUNTS = ("filters", "units")


def giant_activations(
    program: Program, facts: Mapping[str, Facts], catalogue: Catalogue
) -> Iterator[Problem]:
    """The first layer whose output, for one sample, is larger than all the memory there is."""
    for statement in program.statements:
        found = facts.get(statement.card)
        if not isinstance(statement, Apply) or found is None:
            continue
        taken = found.activation_bytes or 0
        if taken > _MEMORY:
            yield Problem(
                statement.card,
                "",
                f"One sample of what {statement.card} gives takes {size_text(taken)}, and a "
                f"training step that keeps it has {size_text(_MEMORY)} in all. Make the volume, "
                "its filters or units smaller.",
                f"{size_text(taken)} for one sample",
                Severity.WARNING,
                _smaller(statement, taken, catalogue),
            )
            return


def _smaller(statement: Apply, taken: int, catalogue: Catalogue) -> tuple[Fix, ...]:
    """As many filters or units, a power of 2, as fit well into the memory."""
    call = statement.layer
    declared = catalogue.get(call.path) if isinstance(call, Call) else None
    if not isinstance(call, Call) or declared is None:
        return ()
    given = {item.name: item.value for item in call.arguments}
    port = next((declared.input(name) for name in _COUNTS if declared.input(name)), None)
    count = given.get(port.id) if port else None
    if port is None or not isinstance(count, int) or is_wired(call, "groups"):
        return ()
    most = count * _MEMORY // _SHARE // taken
    if most < 1:
        return ()
    fitting = 2 ** int(log2(most))
    return (setting(f"Set {port.title.lower()} to {fitting}", statement.card, port.id, fitting),)
