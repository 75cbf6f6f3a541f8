"""Problems: what is wrong with a graph, in a sentence, on a card and a port, with ways out."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from layerdeck.graph.fixes import Fix


class Severity(StrEnum):
    """An error keeps the model from being built; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong. `card` is empty where the whole graph is meant, `port` where the card is.

    `message` says what is wrong, what was received and what to do; `short` fits a card's foot.
    `cause` names what is wrong where something goes by it, and is empty else.
    """

    card: str
    port: str
    message: str
    short: str = ""
    severity: Severity = Severity.ERROR
    fixes: tuple[Fix, ...] = ()
    cause: str = ""


def with_errors(problems: Iterable[Problem]) -> tuple[str, ...]:
    """The cards that have errors, each once."""
    errors = (item.card for item in problems if item.severity is Severity.ERROR and item.card)
    return tuple(dict.fromkeys(errors))


def by_card(problems: tuple[Problem, ...]) -> dict[str, list[Problem]]:
    """Problems grouped by card, errors first."""
    grouped: dict[str, list[Problem]] = {}
    for problem in sorted(problems, key=lambda problem: problem.severity):
        grouped.setdefault(problem.card, []).append(problem)
    return grouped
