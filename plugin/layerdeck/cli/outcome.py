"""Exit statuses, and messages on stderr."""

import sys
from collections.abc import Iterable

from layerdeck.program import Problem, Severity

GOOD, HAS_ERRORS, UNUSABLE, INTERRUPTED = 0, 1, 2, 130


def say(message: str) -> None:
    """A message on stderr, on one line whatever it holds."""
    print(f"layerdeck: {' '.join(message.split())}", file=sys.stderr)


def status_of(problems: Iterable[Problem]) -> int:
    """Whether problems keep the model from being built."""
    wrong = any(problem.severity is Severity.ERROR for problem in problems)
    return HAS_ERRORS if wrong else GOOD
