"""Exit statuses, and messages on stderr."""

import sys
from collections.abc import Iterable

from layerdeck.program import Problem, Severity

GOOD, HAS_ERRORS, UNUSABLE, INTERRUPTED = 0, 1, 2, 130


class CommandError(Exception):
    """A command that cannot go on: a sentence for a person, and the exit status."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


def say(message: str) -> None:
    """A message on stderr, on one line whatever it holds."""
    print(f"layerdeck: {' '.join(message.splitlines())}", file=sys.stderr)


def status_of(problems: Iterable[Problem]) -> int:
    """Whether problems keep the model from being built."""
    wrong = any(problem.severity is Severity.ERROR for problem in problems)
    return HAS_ERRORS if wrong else GOOD
