"""Where the sizes of two tensors parted on their ways from where both came from."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from layerdeck.engine.kinds import POOLINGS, TRANSPOSED, UP_SAMPLINGS
from layerdeck.engine.shapes import Sized, joined
from layerdeck.engine.windows import Window, spatial_axes, window_of
from layerdeck.program import Apply, Statement

from .course import Course
from .misfit import Misfit

_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip
_PARTS = {2: "half", 3: "third", 4: "quarter"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A layer on one of the ways, seen along one axis.

    Attributes:
        number: of its Apply.
        before: the size that it gets.
        after: the size that it gives.
        step: its stride along the axis.
        extent: what its window covers of the axis.
    """

    number: int
    card: str
    layer: Any
    window: Window
    before: int
    after: int
    step: int
    extent: int

    @property
    def enlarges(self) -> bool:
        """Whether it is a transposed convolution."""
        return isinstance(self.layer, TRANSPOSED)

    @property
    def rounds(self) -> bool:
        """Whether the stride does not divide the size, and that alone changes it."""
        small = self.window.padded or self.extent <= self.step
        return not self.enlarges and self.step > 1 and bool(self.before % self.step) and small

    @property
    def clips(self) -> bool:
        """Whether the size changes because nothing is put round the border."""
        if self.window.padded:
            return False
        if self.enlarges:
            grown = getattr(self.layer, "output_padding", None) is not None
            return not grown and self.after != self.before * self.step
        return self.extent > self.step or (self.step == 1 and self.extent > 1)


def words_of_parting(course: Course, misfit: Misfit) -> str:
    """A sentence on where the sizes parted; empty where that cannot be told."""
    if not misfit.is_spatial:
        return ""
    letter = misfit.letters[0]
    scaled = _scaled(course, misfit, letter)
    if scaled:
        return scaled
    passed = list(stretches(course, misfit, letter))
    rounding = [_rounded(course, item, letter) for item in passed if item.rounds][:1]
    clipping = list({item.card: item for item in passed if item.clips}.values())
    places = [*([_clipped(clipping)] if clipping else []), *rounding]
    return f"They part at {', and at '.join(places)}." if places else ""


def _rounded(course: Course, item: Stretch, letter: str) -> str:
    """`pool1, the first pooling: 63 is odd, and the half is rounded down`."""
    kind = "pooling" if isinstance(item.layer, POOLINGS) else "convolution with strides"
    up_to = ancestors(course, course.ground.program.statements[item.number])
    level = sum(
        1
        for number in up_to
        for other in [_stretch(course, number, letter)]
        if other and other.step > 1 and not other.enlarges and number < item.number
    )
    place = f"the {_ORDINALS[level]} {kind}" if level < len(_ORDINALS) else f"a {kind}"
    odd = "is odd" if item.step == 2 else f"does not divide by {item.step}"
    part = _PARTS.get(item.step, "result")
    way = "up" if item.after * item.step > item.before else "down"
    return f"{item.card}, {place}: {item.before} {odd}, and the {part} is rounded {way}"


def _clipped(items: list[Stretch]) -> str:
    """`conv1 and conv2, which pad with valid: 36 becomes 34 at conv1`."""
    first, cards = items[0], named([item.card for item in items])
    pads, at = ("pads", "") if len(items) == 1 else ("pad", f" at {first.card}")
    return f"{cards}, which {pads} with valid: {first.before} becomes {first.after}{at}"


def is_of_another_level(course: Course, misfit: Misfit) -> bool:
    """Whether one input is of another level of the network: pooled more often, not cut a little."""
    if not misfit.is_spatial:
        return False
    if between(course, misfit) and all(inputs_of(course, name) for name in _fed(course, misfit)):
        return any(len(set(scales(course, misfit, letter))) > 1 for letter in misfit.letters)
    sizes = [[item.shape[axis] or 0 for item in misfit.given] for axis in misfit.axes]
    return all(max(each) >= 2 * min(each) for each in sizes) and max(map(max, sizes)) > 2


def scales(course: Course, misfit: Misfit, letter: str) -> list[Fraction]:
    """By how much the way to each input multiplies the size of an axis."""
    apart = set(between(course, misfit))
    ways = [apart & ways_to(course, name) for name in _fed(course, misfit)]
    return [Fraction(up, down) for down, up in (_scale(course, way, letter) for way in ways)]


def _fed(course: Course, misfit: Misfit) -> tuple[str, ...]:
    merge = course.ground.program.statements[misfit.number]
    return merge.inputs if isinstance(merge, Apply) else ()


def _scaled(course: Course, misfit: Misfit, letter: str) -> str:
    """`The way to up1 divides the sizes by 4 and multiplies them by 2.`."""
    found = scales(course, misfit, letter)
    if len(set(found)) == 1:
        return ""
    apart = set(between(course, misfit))
    ways = [apart & ways_to(course, name) for name in _fed(course, misfit)]
    busiest = max(range(len(ways)), key=lambda wire: sum(_scale(course, ways[wire], letter)))
    down, up = _scale(course, ways[busiest], letter)
    does = f"divides the sizes by {down}" if down > 1 else ""
    if up > 1:
        does = f"{does} and multiplies them by {up}" if does else f"multiplies the sizes by {up}"
    return f"The way to {misfit.given[busiest].card} {does}."


def _scale(course: Course, way: set[int], letter: str) -> tuple[int, int]:
    """By how much the layers of a way divide and multiply the sizes."""
    down = up = 1
    for number in way:
        layer, found = course.layers.get(number), _stretch(course, number, letter)
        if found is not None and found.enlarges:
            up *= found.step
        elif found is not None:
            down *= found.step
        elif isinstance(layer, UP_SAMPLINGS):
            up *= layer.size[0] if isinstance(layer.size, tuple) else layer.size
    return down, up


def named(cards: list[str]) -> str:
    """`conv1, conv2 and 3 more`."""
    return joined(cards if len(cards) < 4 else [*cards[:2], f"{len(cards) - 2} more"])


def stretches(course: Course, misfit: Misfit, letter: str) -> Iterator[Stretch]:
    """The layers with a window on the ways from where all inputs come from to the merge."""
    for number in between(course, misfit):
        found = _stretch(course, number, letter)
        if found is not None:
            yield found


def between(course: Course, misfit: Misfit) -> list[int]:
    """The numbers of the layers that feed a merge, but not all of its inputs."""
    ways = [ways_to(course, name) for name in _fed(course, misfit)]
    return sorted(set[int]().union(*ways) - ways[0].intersection(*ways[1:]))


def ways_to(course: Course, variable: str) -> set[int]:
    """The numbers of the layers that a tensor depends on, of which the last gives it."""
    number = producers(course).get(variable)
    if number is None:
        return set()
    return {number, *ancestors(course, course.ground.program.statements[number])}


def ancestors(course: Course, statement: Statement) -> set[int]:
    """The numbers of the layers that a statement depends on by its tensors."""
    made_by, statements = producers(course), course.ground.program.statements
    found: set[int] = set()
    left = [statement]
    while left:
        item = left.pop()
        for name in item.inputs if isinstance(item, Apply) else ():
            number = made_by.get(name)
            if number is not None and number not in found:
                found.add(number)
                left.append(statements[number])
    return found


def inputs_of(course: Course, variable: str) -> set[str]:
    """The variables of the model's Inputs that a tensor comes from, itself where it is one."""
    read = {variable}
    for number in ways_to(course, variable):
        statement = course.ground.program.statements[number]
        read.update(statement.inputs if isinstance(statement, Apply) else ())
    return {name for name in read if name in course.tensors and name not in producers(course)}


def producers(course: Course) -> dict[str, int]:
    """By variable, the number of the Apply that makes it."""
    return {
        target: number
        for number, statement in enumerate(course.ground.program.statements)
        if isinstance(statement, Apply)
        for target in statement.targets
    }


def _stretch(course: Course, number: int, letter: str) -> Stretch | None:
    statement = course.ground.program.statements[number]
    layer = course.layers.get(number)
    window = window_of(layer) if layer is not None else None
    if window is None or not isinstance(statement, Apply):
        return None
    given, made = (course.tensors.get(name) for name in (statement.inputs[0], statement.targets[0]))
    if given is None or made is None or letter not in given.axes or letter not in made.axes:
        return None
    axis = given.axes.index(letter)
    place = axis - spatial_axes(layer, len(given.shape)).start
    before, after = given.shape[axis], _size(made, letter)
    if before is None or after is None or not 0 <= place < len(window.size):
        return None
    return Stretch(
        number, statement.card, layer, window, before, after,
        window.strides[place], window.extent[place],
    )  # fmt: skip


def _size(sized: Sized, letter: str) -> int | None:
    return sized.shape[sized.axes.index(letter)]
