"""A problem's sentences, parted into a title and the rest."""

from layerdeck.program import Problem

_LONGEST = 90


def parted(problem: Problem) -> tuple[str, str]:
    """What is wrong in a line, without a full stop, and all that is said besides.

    The title is the first sentence, or where that is long, what stands in the card's foot.
    """
    first, stop, rest = problem.message.partition(". ")
    if stop and len(first) <= _LONGEST:
        return first, rest
    if problem.short:
        return problem.short, problem.message
    return problem.message.removesuffix("."), ""
