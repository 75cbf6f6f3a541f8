"""How shapes go through a Program, and how they would go with some changes made.

Asked of Keras' layers themselves, unbuilt and without weights: `compute_output_shape` of one takes
a few microseconds (measured, 3.15), so that a fix can be tried out before it is offered.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from layerdeck.deck import Catalogue
from layerdeck.engine.axes import output_axes
from layerdeck.engine.kinds import MERGES
from layerdeck.engine.run import UnknownPathError, resolve
from layerdeck.engine.shapes import Sized
from layerdeck.graph.fixes import Change
from layerdeck.program import Apply, Assign, Call, Expression, Flat, Make, Program, Ref, Shape

from .misfit import Misfit, misfit_of

INPUT = "keras.Input"


@dataclass(frozen=True, slots=True)
class Ground:
    """What is given: the Program, what infer has found of its tensors, and the deck."""

    flat: Flat
    found: Mapping[str, Sized]
    catalogue: Catalogue

    @property
    def program(self) -> Program:
        """The Program, without functions."""
        return self.flat.program

    def alike(self, card: str) -> list[str]:
        """The cards that change with one: those that stand for the same card of a block."""
        originals = self.flat.originals
        original = originals.get(card)
        if original is None:
            return [card]
        return [other for other, same in originals.items() if same == original]

    def is_handed(self, card: str, port: str) -> bool:
        """Whether a block is given the value of an input of a card inside it."""
        return (card, port) in self.flat.handed

    def clash(self, changes: Sequence[Change]) -> bool:
        """Whether some would change the same card of a block in several ways, or several times."""
        first: dict[tuple[object, ...], Change] = {}
        for change in changes:
            original = self.flat.originals.get(change.card, change.card)
            key = change.edit, original, change.port, change.wire
            other = first.setdefault(key, change)
            once = change.edit == "set_value" and change.value == other.value
            if other.card != change.card and not once:
                return True
        return False


@dataclass(slots=True)
class Course:
    """The way of the shapes through a Program.

    Attributes:
        tensors: by variable, as far as they are known.
        layers: by the number of an Apply, the layer that it applies, unbuilt.
        calls: by the number of an Apply, the card that made its layer, and how.
        misfits: the merges whose inputs do not meet, by the number of their Apply.
        refused: the numbers of those that cannot take what they get.
        changes: what is tried out.
        onward: whether to go on behind a merge as if its inputs met.
    """

    ground: Ground
    changes: tuple[Change, ...] = ()
    onward: bool = False
    tensors: dict[str, Sized] = field(default_factory=dict)
    layers: dict[int, Any] = field(default_factory=dict)
    calls: dict[int, tuple[str, Call]] = field(default_factory=dict)
    misfits: dict[int, Misfit] = field(default_factory=dict)
    refused: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Trial:
    """A course under way, with the changes that it tries out."""

    course: Course
    before: Course | None
    written: Mapping[str, Mapping[str, Any]]
    inserted: Mapping[tuple[str, int], Any]
    objects: dict[str, Any] = field(default_factory=dict)
    makers: dict[str, tuple[str, Call]] = field(default_factory=dict)


def tried(course: Course, changes: Sequence[Change], onward: bool = False) -> Course:
    """How the shapes go with further changes made, those of a fix: values set, cards put in."""
    onward = onward or course.onward
    before = course if onward == course.onward else None
    return follow(course.ground, _settled((*course.changes, *changes)), onward, before)


def _settled(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Changes in order, and of values that are set more than once the last."""
    last = {(item.edit, item.card, item.port, item.wire): item for item in changes}
    return tuple(last.values())


def follow(
    ground: Ground,
    changes: tuple[Change, ...] = (),
    onward: bool = False,
    before: Course | None = None,
) -> Course:
    """Let the shapes run through a Program.

    Args:
        ground: the Program and what is known of it.
        changes: those of a fix: values that are set, and cards put into wires.
        onward: whether to go on behind a merge as if its inputs met.
        before: a course with fewer changes, of which all is taken over that they leave alone.
    """
    written: dict[str, dict[str, Any]] = {}
    for change in changes:
        for card in ground.alike(change.card) if change.edit == "set_value" else ():
            written.setdefault(card, {})[change.port] = change.value
    inserted = {
        (card, change.wire): _construct(
            change.new, tuple(change.values.items()), (), ground.catalogue
        )
        for change in changes
        if change.edit == "insert"
        for card in ground.alike(change.card)
    }
    trial = _Trial(Course(ground, changes, onward), before, written, inserted)
    trial.objects.update({item.name: item.default for item in ground.program.parameters})
    for number, statement in enumerate(ground.program.statements):
        if isinstance(statement, Assign):
            trial.objects[statement.target] = statement.value
        elif isinstance(statement, Make):
            _make(trial, statement)
        else:
            _apply(trial, number, statement)
    return trial.course


def _make(trial: _Trial, statement: Make) -> None:
    course, target = trial.course, statement.target
    if statement.call.path != INPUT:
        trial.makers[target] = statement.card, statement.call
        trial.objects[target] = _layer(trial, statement.card, statement.call)
        return
    found = course.ground.found.get(target)
    if found is not None:
        shape = trial.written.get(statement.card, {}).get("shape")
        sized = found if shape is None else replace(found, shape=(found.shape[0], *shape))
        course.tensors[target] = sized


def _apply(trial: _Trial, number: int, statement: Apply) -> None:
    course = trial.course
    card, call = _maker(trial, statement)
    if call is None:
        return
    course.calls[number] = card, call
    given = [course.tensors.get(name) for name in statement.inputs]
    if _is_as_before(trial, number, statement, card, given):
        return
    ref = isinstance(statement.layer, Ref)
    layer = trial.objects[statement.layer.name] if ref else _layer(trial, card, call)  # type: ignore[union-attr]
    course.layers[number] = layer
    if layer is None or not given:
        return
    arriving: list[Sized] = []
    for wire, item in enumerate(given):
        if item is None:
            return
        between = trial.inserted.get((statement.card, wire))
        through = item if between is None else _through(between, (item,), item.card)
        if through is None:
            course.refused.add(number)
            return
        arriving.append(through)
    misfit = misfit_of(layer, arriving)
    if misfit is not None:
        course.misfits[number] = replace(misfit, number=number, card=statement.card)
        if not course.onward:
            return
        shapes = [item.shape for item in arriving]
        arriving = [replace(item, shape=_met(item.shape, shapes[0], misfit)) for item in arriving]
    made = _through(layer, tuple(arriving), statement.card)
    if len(given) > 1 and not isinstance(layer, MERGES):
        # What takes several tensors is known only as it stands.
        found = course.ground.found
        same = all(item == found.get(name) for item, name in _pairs(arriving, statement))
        made = found.get(statement.targets[0]) if same else None
    if made is None:
        course.refused.add(number)
    else:
        course.tensors[statement.targets[0]] = made


def _met(shape: Shape, first: Shape, misfit: Misfit) -> Shape:
    """The shape of an input as if it met the first."""
    pairs = enumerate(zip(shape, first, strict=False))
    return tuple(wanted if axis in misfit.axes else size for axis, (size, wanted) in pairs)


def _is_as_before(
    trial: _Trial, number: int, statement: Apply, card: str, given: Sequence[Sized | None]
) -> bool:
    """Whether nothing of an Apply has changed; then what it makes is taken over."""
    course, before = trial.course, trial.before
    touched = card in trial.written or any(key[0] == statement.card for key in trial.inserted)
    if before is None or touched or number not in before.layers:
        return False
    if any(one is not before.tensors.get(name) for one, name in _pairs(given, statement)):
        return False
    course.layers[number] = before.layers[number]
    for target in statement.targets:
        if target in before.tensors:
            course.tensors[target] = before.tensors[target]
    if number in before.misfits:
        course.misfits[number] = before.misfits[number]
    if number in before.refused:
        course.refused.add(number)
    return True


def _pairs(given: Sequence[Sized | None], statement: Apply) -> Iterable[tuple[Sized | None, str]]:
    return zip(given, statement.inputs, strict=True)


def _maker(trial: _Trial, statement: Apply) -> tuple[str, Call | None]:
    if isinstance(statement.layer, Ref):
        return trial.makers.get(statement.layer.name, ("", None))
    return statement.card, statement.layer


def _through(layer: Any, given: tuple[Sized, ...], card: str) -> Sized | None:
    """What a layer makes of tensors; None where it cannot take them, or does not say."""
    shapes = [item.shape for item in given]
    if len(given) > 1 and not isinstance(layer, MERGES):
        return None
    try:
        made = layer.compute_output_shape(shapes if isinstance(layer, MERGES) else shapes[0])
        shape: Shape = tuple(None if size is None else int(size) for size in made)
    except Exception:  # whatever a layer says against it, it cannot be had
        return None
    if any(size is not None and size < 1 for size in shape):
        return None
    return Sized(card, shape, output_axes(layer, list(given), len(shape)), given[0].dtype)


def _layer(trial: _Trial, card: str, call: Call) -> Any:
    """The layer or object that a Call makes with the values that are tried; None if it cannot."""
    written = trial.written.get(card, {})
    values: dict[str, Any] = {item.name: _value(trial, item.value) for item in call.arguments}
    values |= {name: value for name, value in written.items() if value is not None}
    for name in [name for name, value in written.items() if value is None]:
        values.pop(name, None)
    names = tuple(item.name for item in call.arguments if item.positional)
    return _construct(call.path, tuple(values.items()), names, trial.course.ground.catalogue)


def _value(trial: _Trial, value: Expression) -> Any:
    if isinstance(value, Ref):
        return trial.objects.get(value.name)
    if isinstance(value, tuple) and any(isinstance(item, Ref) for item in value):
        return [_value(trial, item) for item in value]
    return value


def _construct(
    path: str, values: tuple[tuple[Any, Any], ...], names: tuple[str, ...], catalogue: Catalogue
) -> Any:
    try:
        factory = resolve(path, catalogue)
    except UnknownPathError:
        return None
    try:
        return _made(factory, values, names)
    except TypeError:  # an argument is a list: such a layer is made each time
        return _made.__wrapped__(factory, values, names)


@lru_cache(maxsize=4096)
def _made(factory: Any, values: tuple[tuple[Any, Any], ...], names: tuple[str, ...]) -> Any:
    """Kept, because making a layer takes Keras a hundred times as long as asking it for a shape."""
    keywords = {name: value for name, value in values if name not in (*names, "name")}
    positional = [value for name, value in values if name in names]
    try:
        return factory(*positional, **keywords)
    except Exception:  # infer says what is wrong with it
        return None
