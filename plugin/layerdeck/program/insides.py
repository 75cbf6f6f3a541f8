"""Problems of cards inside blocks, as they are told outside."""

from collections.abc import Iterable
from dataclasses import replace

from layerdeck.graph.blocks import WITHIN

from .problems import Problem


def outermost(problem: Problem, inside: Iterable[str] = ()) -> Problem:
    """A problem of a card inside a block, told on the block's card.

    Its fixes change the block from outside: they name cards by their way through it.

    Args:
        problem: told on any card.
        inside: cards inside blocks, by their ways, which its words may name.
    """
    way, _, _ = problem.card.rpartition(WITHIN)
    message = _read_from(f"{way}{WITHIN}", problem.message, inside)
    if not way:
        return replace(problem, message=message)
    outer, _, inner = problem.card.partition(WITHIN)
    place = inner.replace(WITHIN, " › ")
    return replace(problem, card=outer, port="", message=f"Inside, at {place}: {message}")


def _read_from(way: str, message: str, inside: Iterable[str]) -> str:
    """Words on cards as within a block: `conv`, and `encoder › conv` of another."""
    named = (card for card in inside if card in message) if WITHIN in message else ()
    for card in sorted(named, key=len, reverse=True):
        message = message.replace(card, card.removeprefix(way).replace(WITHIN, " › "))
    return message
