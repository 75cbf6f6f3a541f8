"""What follows from a change: facts of cards, totals and problems that are others than before."""

from collections.abc import Mapping
from dataclasses import dataclass

from .facts import Facts
from .messages import Report
from .problems import Problem, Severity
from .summary import COLUMNS, Cell, Column, Line

_FACTS = tuple(column for column in COLUMNS if not column.words)


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact, by its column of the Summary, that is another than before."""

    column: Column
    old: Cell
    new: Cell


@dataclass(frozen=True, slots=True)
class Consequences:
    """What follows from a change.

    Attributes:
        facts: by the id of a card in the new graph, what is otherwise of it; of a card that is new,
            everything.
        totals: what is otherwise of the whole model.
        arisen: problems that were not there before.
        solved: problems that are not there any more.
        partial: whether either graph has errors, so that not all of it could be counted.
    """

    facts: Mapping[str, tuple[FactChange, ...]]
    totals: tuple[FactChange, ...]
    arisen: tuple[Problem, ...] = ()
    solved: tuple[Problem, ...] = ()
    partial: bool = False


def consequences(
    old: tuple[Report, tuple[Problem, ...]],
    new: tuple[Report, tuple[Problem, ...]],
    called: Mapping[str, str],
) -> Consequences:
    """Find what follows from a change.

    Args:
        old: the facts and the problems of the graph before.
        new: the same of the graph after it.
        called: by its old id, the new one of a card that was renamed.
    """
    before = {called.get(key, key): facts for key, facts in old[0].facts.items()}
    facts = {key: _facts(before.get(key), known) for key, known in new[0].facts.items()}
    totals = (
        FactChange(column, column.total(old[0]), column.total(new[0]))
        for column in _FACTS
        if column.total
    )
    known = {(called.get(item.card, item.card), item.port, item.message) for item in old[1]}
    still = {(item.card, item.port, item.message) for item in new[1]}
    return Consequences(
        {key: changes for key, changes in facts.items() if changes},
        tuple(change for change in totals if change.old != change.new),
        tuple(p for p in new[1] if (p.card, p.port, p.message) not in known),
        tuple(p for p in old[1] if (called.get(p.card, p.card), p.port, p.message) not in still),
        any(problem.severity is Severity.ERROR for problem in (*old[1], *new[1])),
    )


def _facts(old: Facts | None, new: Facts) -> tuple[FactChange, ...]:
    before, after = Line("", "", old) if old else None, Line("", "", new)
    changes = (
        FactChange(column, before and column.of(before), column.of(after)) for column in _FACTS
    )
    return tuple(change for change in changes if change.old != change.new)
