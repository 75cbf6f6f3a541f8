"""The last resort: an exception of Keras as a problem on a card, on the port that it names."""

import re

from layerdeck.deck import Catalogue
from layerdeck.engine.run import Runner, UnknownPathError
from layerdeck.program import Apply, Assign, Call, Problem, Statement

from .sentence import sentence, short


def explain(statement: Statement, error: Exception, runner: Runner) -> Problem:
    """Keras' message as one sentence, on the card whose statement failed."""
    if isinstance(error, UnknownPathError):
        return Problem(statement.card, "", str(error), "This card cannot be run")
    if isinstance(error, MemoryError) or type(error).__name__ == "ResourceExhaustedError":
        text = "There is not enough memory for this. Make the volumes, filters or units smaller."
        return Problem(statement.card, "", text, "Not enough memory")
    text = sentence(error)
    call = _call(statement)
    port = _named(text, call, runner.catalogue) if call else ""
    return Problem(statement.card, port, f"Keras refuses this: {text}", short(text))


def _call(statement: Statement) -> Call | None:
    if isinstance(statement, Assign):
        return None
    call = statement.layer if isinstance(statement, Apply) else statement.call
    return call if isinstance(call, Call) else None


def _named(text: str, call: Call, catalogue: Catalogue) -> str:
    """The input of the card that a message names, if it names just one that was given."""
    given = [item.name for item in call.arguments]
    named = [name for name in given if re.search(rf"\b{re.escape(name)}\b", text)]
    return named[0] if len(named) == 1 else ""
