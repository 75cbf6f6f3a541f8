"""Ways out of windows that are larger than their inputs, held against all that lies behind.

Found once for a whole Program, after its statements, as the ways out of merges are: see `meeting`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from layerdeck.engine.shapes import Sized
from layerdeck.graph.fixes import Change, Fix
from layerdeck.program import WITHIN, Apply, Call, Problem, targets

from .meeting.course import Course, Ground, follow, tried
from .meeting.fed import moved, settable_inputs, title_of_inputs
from .meeting.parting import named
from .smaller import with_smaller_window
from .use import is_wired
from .windows import LARGER

_MOST = 1 << 12
"""By so many places an input is made larger along an axis, at the most."""
_PADDING, _SAME = "padding", "same"
_MOST_WINDOWS = 32
"""So many windows, one after another, are padded for."""
_FURTHER = 64
"""By so many places more, where what lies behind does not meet yet: after six halvings all repeats
itself."""

Steps = Mapping[str, int]
"""By axis, by how much the inputs are larger."""


def with_larger_inputs(problems: Sequence[Problem], ground: Ground) -> list[Problem]:
    """The problems, those of windows with the nearest input size that has room for them too."""
    if not any(problem.cause == LARGER for problem in problems):
        return list(problems)
    base = follow(ground)
    return [_mended(base, problem) if problem.cause == LARGER else problem for problem in problems]


def _mended(base: Course, problem: Problem) -> Problem:
    """A problem with the ways out that leave nothing behind; where there are none, with all."""
    too_large = (n for n in base.refused if base.calls[n][0] == problem.card)
    number = next(too_large, None)
    if number is None:
        return problem

    def goes(fix: Fix) -> bool:
        return _all_go(base, number, tried(base, fix.changes))

    smaller = (with_smaller_window(fix, problem.port, goes) for fix in problem.fixes)
    ways = [_gone_on(base, fix) for fix in smaller]
    statement = base.ground.program.statements[number]
    inputs = settable_inputs(base, statement.inputs[:1]) if isinstance(statement, Apply) else {}
    changes = moved(inputs, _steps(base, inputs, number)) if inputs else ()
    ways += [Fix(title_of_inputs(inputs, changes), changes)] if changes else []
    whole = [fix for fix in ways if goes(fix)]
    return replace(problem, fixes=tuple(whole or ways))


def _gone_on(base: Course, fix: Fix) -> Fix:
    """Padding with same also at the windows behind that then are too large."""
    if [(item.port, item.value) for item in fix.changes] != [(_PADDING, _SAME)]:
        return fix
    changes = list(fix.changes)
    for _ in range(_MOST_WINDOWS):
        left = tried(base, changes).refused - base.refused
        if not left:
            break
        card, call = base.calls[min(left)]
        if not _may_pad(base, card, call):
            return fix
        changes.append(Change("set_value", card, _PADDING, _SAME))
    if len(changes) == len(fix.changes):
        return fix
    cards = named([item.card.replace(WITHIN, " › ") for item in changes])
    return Fix(f"Set padding to same on {cards}", tuple(changes))


def _may_pad(base: Course, card: str, call: Call) -> bool:
    declared = base.ground.catalogue.get(call.path)
    settable = declared is not None and declared.input(_PADDING) is not None
    wired = is_wired(call, _PADDING) or base.ground.is_handed(card, _PADDING)
    return settable and not wired


def _steps(base: Course, inputs: Mapping[str, Sized], number: int) -> Steps:
    """The least by which the inputs must be larger; nothing where no size has room.

    Along one axis after another, with more than enough room along all others: larger inputs never
    give a window less, so the least is found by halves.
    """
    letters = {
        letter
        for sized in inputs.values()
        for letter, size in zip(sized.axes[1:], sized.shape[1:], strict=True)
        if letter != "C" and size is not None
    }
    largest = dict.fromkeys(letters, _MOST)
    for fits in (_all_fit, _it_fits):
        goes = partial(_goes, base, inputs, partial(fits, base, number))
        if goes(largest):
            least = {letter: _least(goes, largest, letter) for letter in letters}
            return _with_all_met(base, inputs, number, least)
    return {}


def _least(goes: Callable[[Steps], bool], largest: Steps, letter: str) -> int:
    low, high = 0, largest[letter]
    if goes({**largest, letter: low}):
        return low
    while high - low > 1:
        middle = (low + high) // 2
        if goes({**largest, letter: middle}):
            high = middle
        else:
            low = middle
    return high


def _with_all_met(base: Course, inputs: Mapping[str, Sized], number: int, least: Steps) -> Steps:
    """A little more, where merges do not meet yet."""
    for further in range(_FURTHER):
        grown = {letter: far + further if far else 0 for letter, far in least.items()}
        course = tried(base, moved(inputs, grown))
        if _all_go(base, number, course):
            return grown
    return least


def _goes(
    base: Course, inputs: Mapping[str, Sized], fits: Callable[[Course], bool], steps: Steps
) -> bool:
    return fits(tried(base, moved(inputs, steps)))


def _all_fit(base: Course, number: int, course: Course) -> bool:
    return not course.refused - (base.refused - {number})


def _all_go(base: Course, number: int, course: Course) -> bool:
    return _all_fit(base, number, course) and not course.misfits.keys() - base.misfits.keys()


def _it_fits(_base: Course, number: int, course: Course) -> bool:
    statement = course.ground.program.statements[number]
    return any(target in course.tensors for target in targets(statement))
