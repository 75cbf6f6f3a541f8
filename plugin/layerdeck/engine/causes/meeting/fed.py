"""Input sizes from which all inputs of all merges meet."""

from collections.abc import Iterator, Mapping, Sequence

from layerdeck.engine.causes.use import is_wired
from layerdeck.engine.kinds import TRANSPOSED
from layerdeck.engine.shapes import Sized, sizes
from layerdeck.engine.windows import window_of
from layerdeck.graph.fixes import Change, Fix
from layerdeck.program import Apply, Make, Shape

from .course import Course, tried
from .misfit import Misfit
from .parting import inputs_of, is_of_another_level

_FARTHEST = 64
"""How far from its size an input is tried, in voxels: after six halvings all repeats itself."""


def other_inputs(base: Course, misfit: Misfit) -> Iterator[Fix]:
    """The nearest sizes of the model's inputs, the nearer first, at which everything meets."""
    if not misfit.is_spatial or is_of_another_level(base, misfit):
        return
    # What lies behind a merge that does not meet counts as well.
    ahead = tried(base, (), onward=True)
    letters = unmet(base, ahead, misfit)
    inputs = _inputs(base, misfit, letters)
    steps = [_steps(base, ahead, misfit, inputs, letters, sign) for sign in (1, -1)]
    for choice in _choices(*steps):
        changes = moved(inputs, choice)
        if set(choice) == letters and not unmet(base, tried(base, changes), misfit):
            yield Fix(title_of_inputs(inputs, changes), changes, _note(base, inputs, changes))


def unmet(base: Course, course: Course, misfit: Misfit) -> set[str]:
    """The axes along which merges still do not meet; those that failed apart from it left out."""
    return {
        letter
        for number, item in course.misfits.items()
        if number == misfit.number or number not in base.misfits
        for letter in item.letters or ("?",)
    }


def _inputs(course: Course, misfit: Misfit, letters: set[str]) -> dict[str, Sized]:
    """By card, the Inputs that all of a merge's inputs come from, if they have these axes."""
    merge = course.ground.program.statements[misfit.number]
    assert isinstance(merge, Apply)
    found = settable_inputs(course, merge.inputs)
    return {card: sized for card, sized in found.items() if letters <= set(sized.axes)}


def settable_inputs(course: Course, variables: Sequence[str]) -> dict[str, Sized]:
    """By card, the Inputs that all of these tensors come from, and whose shape can be set."""
    ways = [inputs_of(course, name) for name in variables]
    program = course.ground.program
    # Those of a block that is used as a layer are set inside.
    models = {ref.name for ref in program.inputs}
    return {
        item.card: course.tensors[item.target]
        for item in program.statements
        if isinstance(item, Make)
        and item.target in models
        and all(item.target in way for way in ways)
        and not is_wired(item.call, "shape")
    }


def moved(inputs: Mapping[str, Sized], steps: Mapping[str, int]) -> tuple[Change, ...]:
    """The Inputs' shapes, larger or smaller by so much along each axis."""
    changes = []
    for card, sized in inputs.items():
        pairs = zip(sized.axes[1:], sized.shape[1:], strict=True)
        shape = tuple(size and size + steps.get(axis, 0) for axis, size in pairs)
        if shape != sized.shape[1:] and all(size is None or size > 0 for size in shape):
            changes.append(Change("set_value", card, "shape", shape))
    return tuple(changes)


def _steps(
    base: Course,
    ahead: Course,
    misfit: Misfit,
    inputs: Mapping[str, Sized],
    letters: set[str],
    sign: int,
) -> dict[str, int]:
    """By axis, by how much the inputs must be larger, or smaller, so that all meets along it."""
    steps: dict[str, int] = {}
    for far in range(1, _FARTHEST + 1):
        left = letters - set(steps)
        changes = moved(inputs, dict.fromkeys(left, sign * far))
        if not left or not changes:
            break
        course = tried(ahead, changes)
        if not course.refused - ahead.refused:
            bad = unmet(base, course, misfit)
            steps |= dict.fromkeys(left - bad, sign * far)
    return steps


def _choices(up: Mapping[str, int], down: Mapping[str, int]) -> list[dict[str, int]]:
    """The nearest step along each axis, then all up and all down, each once, two at the most."""
    letters = dict.fromkeys((*up, *down))
    nearest = {
        letter: min((way[letter] for way in (up, down) if letter in way), key=abs)
        for letter in letters
    }
    found = [nearest]
    found += [dict(way) for way in (up, down) if dict(way) != nearest]
    return found[:2]


def title_of_inputs(inputs: Mapping[str, Sized], changes: Sequence[Change]) -> str:
    """`Input of 64×64×64 instead of 63×63×63`."""
    sized = inputs[changes[0].card]
    new = sizes(_places(sized, changes[0].value))
    noun = "Inputs" if len(changes) > 1 else "Input"
    return f"{noun} of {new} instead of {sizes(_places(sized, sized.shape[1:]))}"


def _places(sized: Sized, shape: object) -> Shape:
    """The sizes of a sample but for its channels."""
    assert isinstance(shape, tuple)
    return (
        tuple(size for axis, size in zip(sized.axes[1:], shape, strict=True) if axis != "C")
        or shape
    )


def _note(base: Course, inputs: Mapping[str, Sized], changes: Sequence[Change]) -> str:
    """`divides by 2 at every level`, `divides by 12`, or that it meets there."""
    steps = set()
    total = 1
    for layer in base.layers.values():
        window = window_of(layer) if layer is not None else None
        if window is not None and max(window.strides) > 1 and not isinstance(layer, TRANSPOSED):
            steps.add(max(window.strides))
            total *= max(window.strides)
    sized = inputs[changes[0].card]
    new, old = (_places(sized, shape) for shape in (changes[0].value, sized.shape[1:]))
    moved = [size or 0 for size, before in zip(new, old, strict=True) if size != before]
    if total > 1 and not any(size % total for size in moved):
        return (
            f"divides by {steps.pop()} at every level" if len(steps) == 1 else f"divides by {total}"
        )
    return "meets at every level"
