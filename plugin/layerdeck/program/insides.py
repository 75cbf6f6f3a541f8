"""Problems of cards inside blocks, as they are told outside."""

from dataclasses import replace

from layerdeck.graph.blocks import WITHIN

from .problems import Problem


def outermost(problem: Problem) -> Problem:
    """A problem of a card inside a block, told on the block's card.

    Its fixes change the block from outside: they name cards by their way through it.
    """
    card, _, inner = problem.card.partition(WITHIN)
    if not inner:
        return problem
    way = inner.replace(WITHIN, " › ")
    return replace(problem, card=card, port="", message=f"Inside, at {way}: {problem.message}")
