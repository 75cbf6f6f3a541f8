"""Merges whose inputs do not meet: where they parted, and the ways to bring them together.

Each way is tried out before it is offered, on shapes alone: see `course`. What is right at one
merge is gone on with at the next that then does not meet, so that applying it leaves none.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from layerdeck.graph.fixes import Change, Fix
from layerdeck.program import WITHIN, Problem, targets

from .borders import crop, pad, title_of_cropping, title_of_padding
from .counted import (
    count_alike,
    join_elsewhere,
    project,
    title_of_counting,
    title_of_joining,
    title_of_projection,
)
from .course import Course, Ground, follow, tried
from .fed import other_inputs, unmet
from .grown import grow, title_of_growing
from .levels import enlarge, shrink, title_of_enlarging, title_of_shrinking
from .misfit import Misfit, misfit_of
from .padded import keep_sizes, title_of_keeping
from .parting import words_of_parting
from .ranked import lay_out, pool_whole, title_of_laying, title_of_pooling
from .words import START, advice, short_of, told_of, words_of

__all__ = ["Ground", "misfit_of", "short_of", "told_of", "with_ways_out"]

Way = Callable[[Course, Misfit], tuple[Change, ...]]
Title = Callable[[Course, tuple[Change, ...]], str]

_WAYS: tuple[tuple[Way, Title], ...] = (
    (grow, title_of_growing),
    (join_elsewhere, title_of_joining),
    (count_alike, title_of_counting),
    (project, title_of_projection),
    (crop, title_of_cropping),
    (pad, title_of_padding),
    (keep_sizes, title_of_keeping),
    (shrink, title_of_shrinking),
    (enlarge, title_of_enlarging),
    (lay_out, title_of_laying),
    (pool_whole, title_of_pooling),
)
"""What can be done about a merge, in the order in which it is offered, with what it is called."""
_MOST_MERGES = 32
"""At so many merges, one after another, a way is gone on with."""


def with_ways_out(problems: Sequence[Problem], ground: Ground) -> list[Problem]:
    """The problems as found one by one, those of merges with where the sizes parted, and fixes."""
    if not any(problem.message.startswith(START) for problem in problems):
        return list(problems)
    base = follow(ground)
    told = {(item.card, told_of(item)): item for item in base.misfits.values()}
    return [_mended(base, problem, told) for problem in problems]


def _mended(base: Course, problem: Problem, told: Mapping[tuple[str, str], Misfit]) -> Problem:
    misfit = told.get((problem.card, problem.message))
    if misfit is None:
        return problem
    fixes = _fixes(base, misfit)
    said = [words_of(misfit), words_of_parting(base, misfit)]
    said += [] if fixes else [advice(misfit)]
    return replace(problem, message=" ".join(filter(None, said)), fixes=fixes)


def _fixes(base: Course, misfit: Misfit) -> tuple[Fix, ...]:
    """The fixes that leave nothing behind; where there are none, those that mend this merge."""
    found = [
        (Fix(title(course, course.changes).replace(WITHIN, " › "), course.changes), course)
        for way, title in _WAYS
        for course in [_gone_on(base, misfit, way)]
        if course.changes
    ]
    found += [(fix, tried(base, fix.changes)) for fix in other_inputs(base, misfit)]
    whole = [
        fix
        for fix, course in found
        if not course.refused - base.refused and not unmet(base, course, misfit)
    ]
    return tuple(whole or [fix for fix, _ in found])


def _gone_on(base: Course, misfit: Misfit, way: Way) -> Course:
    """The course where a way has mended a merge, and those that do not meet then.

    Where the way goes no further at a later one, as far as it has come.
    """
    best = course = base
    current, met = misfit, {misfit.number}
    for _ in range(_MOST_MERGES):
        more = way(course, current)
        if not more or course.ground.clash((*course.changes, *more)):
            break
        further = tried(course, more)
        if current.number in further.misfits or _newly_refused(base, further):
            break
        course = further
        if misfit.number not in course.misfits:
            best = course
        left = sorted(
            number for number in course.misfits if number not in base.misfits or number in met
        )
        if not left:
            break
        current = course.misfits[left[0]]
        met.add(current.number)
    return best


def _newly_refused(base: Course, course: Course) -> bool:
    """Whether a layer that did take what it got no longer does."""
    statements = base.ground.program.statements
    return any(base.tensors.get(targets(statements[number])[0]) for number in course.refused)
