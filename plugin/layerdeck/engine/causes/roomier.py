"""Input sizes at which a window that is larger than its input fits.

Found once for a whole Program, after its statements, as the ways out of merges are: see `meeting`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from layerdeck.engine.shapes import Sized
from layerdeck.engine.windows import spatial, spatial_axes, window_of
from layerdeck.graph.fixes import Fix
from layerdeck.program import Apply, Problem

from .meeting.course import Course, Ground, follow, tried
from .meeting.fed import moved, settable_inputs, title_of_inputs
from .windows import LARGER

_MOST = 1 << 12
"""By so many places an input is made larger along an axis, at the most."""
_MOST_WINDOWS = 16
"""So many windows, one after another, are made room for."""
_FURTHER = 64
"""By so many places more, where what lies behind does not meet yet: after six halvings all repeats
itself."""

Steps = Mapping[str, int]
"""By axis, by how much the inputs are larger."""


def with_larger_inputs(problems: Sequence[Problem], ground: Ground) -> list[Problem]:
    """The problems, those of windows with the nearest input size that has room for them."""
    if not any(LARGER in problem.message for problem in problems):
        return list(problems)
    base = follow(ground)
    return [_mended(base, problem) if LARGER in problem.message else problem
            for problem in problems]  # fmt: skip


def _mended(base: Course, problem: Problem) -> Problem:
    """A problem with one more way out, after those that change the layer."""
    too_large = (n for n in base.refused if base.calls[n][0] == problem.card)
    number = next(too_large, None)
    if number is None:
        return problem
    statement = base.ground.program.statements[number]
    inputs = settable_inputs(base, statement.inputs[:1]) if isinstance(statement, Apply) else {}
    steps = _steps(base, inputs, number) if inputs else {}
    changes = moved(inputs, steps)
    if not changes:
        return problem
    fix = Fix(title_of_inputs(inputs, changes), changes)
    return replace(problem, fixes=(*problem.fixes, fix))


def _steps(base: Course, inputs: Mapping[str, Sized], number: int) -> Steps:
    """The least by which the inputs must be larger; nothing where no size has room.

    Along each axis windows are made room for one after another, and then what meets no more.
    """
    steps: dict[str, int] = {}
    waiting: int | None = number
    for _ in range(_MOST_WINDOWS):
        if waiting is None:
            break
        more = _room_for(base, inputs, waiting, steps)
        if more == steps:
            return steps if waiting != number else {}
        steps = more
        left = _newly_wrong(base, tried(base, moved(inputs, steps)), number)
        waiting = left[0] if left else None
    for further in range(_FURTHER):
        grown = {letter: far + further for letter, far in steps.items()}
        if not _newly_wrong(base, tried(base, moved(inputs, grown)), number):
            return grown
    return steps


def _newly_wrong(base: Course, course: Course, number: int) -> list[int]:
    wrong = course.refused | course.misfits.keys()
    known = (base.refused | base.misfits.keys()) - {number}
    return sorted(wrong - known)


def _room_for(
    base: Course, inputs: Mapping[str, Sized], number: int, steps: Steps
) -> dict[str, int]:
    """The same with room for one layer: larger inputs never give it less, so it is halved for."""
    low = {letter: steps.get(letter, 0) for letter in _cramped(base, inputs, number, steps)}
    high = dict.fromkeys(low, _MOST)
    if not low or _cramped(base, inputs, number, {**steps, **high}):
        return dict(steps)
    while any(high[letter] - low[letter] > 1 for letter in low):
        middle = {letter: (low[letter] + high[letter]) // 2 for letter in low}
        cramped = _cramped(base, inputs, number, {**steps, **middle})
        for letter, far in middle.items():
            (low if letter in cramped else high)[letter] = far
    return {**steps, **high}


def _cramped(base: Course, inputs: Mapping[str, Sized], number: int, steps: Steps) -> set[str]:
    """The axes along which a layer's window does not fit; all of them where none is known."""
    course = tried(base, moved(inputs, steps))
    statement, layer = base.ground.program.statements[number], course.layers.get(number)
    window = window_of(layer) if layer is not None else None
    if window is None or not isinstance(statement, Apply):
        return set()
    given = course.tensors.get(statement.inputs[0])
    if given is None:
        return set().union(*(set(item.axes[1:]) - {"C"} for item in inputs.values()))
    axes = [given.axes[axis] for axis in spatial_axes(layer, len(given.shape))]
    sizes = zip(axes, spatial(layer, given.shape), window.extent, strict=True)
    return {axis for axis, size, extent in sizes if size is not None and size < extent}
