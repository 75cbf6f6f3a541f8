"""How much memory a training step holds, moment by moment: forward, and all the way back.

The step is walked through as TensorFlow runs it. A tensor is let go when the last layer that takes
it has run, unless one keeps it for its backward pass; a gradient is, once the gradients before it
are found. What several layers keep is one tensor, and counts once.
"""

from collections import Counter
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from math import prod

from msgspec import Struct

from layerdeck.graph.steps import finish

from .applied import Applied, Step, applied_steps
from .buffers import Buffers
from .facts import OUTPUT, Facts, Kept
from .messages import Report
from .policies import Policy
from .program import Program

_WIDTHS = {"float64": 8, "int64": 8, "uint64": 8, "int16": 2, "uint16": 2, "int8": 1, "uint8": 1,
           "bool": 1, "complex64": 8, "complex128": 16, "string": 0}  # fmt: skip
_FLOATS = ("", "float32", "float16", "bfloat16")
"""Number types that the policy decides of; a layer's own is taken to follow it."""
_DATA = 4
"""Bytes of a number in float32: the batch comes in it, whatever the policy."""


class Moment(Struct, frozen=True):
    """What is held besides weights and optimizer while one layer runs.

    Attributes:
        card: whose layer runs.
        backward: whether the gradients of its inputs are found.
        fixed: bytes of the gradients of weights.
        kept: bytes for each sample that are kept for the backward pass, the batch itself included.
        temporary: bytes for each sample of all else.
    """

    card: str
    backward: bool
    fixed: int = 0
    kept: int = 0
    temporary: int = 0

    def bytes(self, batch: int) -> int:
        """All of it, for a batch."""
        return self.fixed + batch * (self.kept + self.temporary)


class Moments(Struct, frozen=True):
    """A training step.

    Attributes:
        weight_bytes: of all weights; a mixed policy has a copy of them to compute with.
        trained_bytes: of those that are trained.
        largest_bytes: of those of the layer that has the most.
        unknown: cards of which an axis has any size: they are left out.
    """

    moments: tuple[Moment, ...] = ()
    weight_bytes: int = 0
    trained_bytes: int = 0
    largest_bytes: int = 0
    unknown: tuple[str, ...] = ()


@dataclass(slots=True)
class _Walk:
    """Where the walk has come to.

    Attributes:
        sizes: by tensor, its bytes for each sample.
        needed: the tensors whose gradient is needed for weights before them.
        place: by tensor, its buffer.
        uses: by tensor, how many layers and outputs have still to take it.
        keeps: by number of step, the buffers that it keeps.
        slopes: by tensor, the buffers of the parts of its gradient.
        weighed: the layers the gradients of whose weights are found, and their bytes.
    """

    policy: Policy
    sizes: Mapping[str, int]
    needed: set[str]
    uses: Counter[str]
    memory: Buffers = field(default_factory=Buffers)
    place: dict[str, str] = field(default_factory=dict)
    keeps: dict[int, list[str]] = field(default_factory=dict)
    slopes: dict[str, list[str]] = field(default_factory=dict)
    weighed: set[str] = field(default_factory=set)
    fixed: int = 0
    found: list[Moment] = field(default_factory=list)

    def note(self, card: str, backward: bool, numbers: int = 0, wide: bool = False) -> None:
        """Note how much is held, and so many numbers besides, in float32 or as one computes."""
        besides = numbers * (_DATA if wide else self.policy.compute)
        temporary = self.memory.held - self.memory.kept + besides
        self.found.append(Moment(card, backward, self.fixed, self.memory.kept, temporary))


def moments(program: Program, report: Report, policy: Policy) -> Moments:
    """Walk through a training step under a dtype policy."""
    return finish(moment_steps(program, report, policy))


def moment_steps(
    program: Program, report: Report, policy: Policy
) -> Generator[None, None, Moments]:
    """The same in slices: it yields after each layer, and before."""
    model = yield from applied_steps(program, report.facts)
    sizes, unknown = _sizes(model, report.facts, policy)
    yield
    needed = _needed(model)
    yield
    uses = Counter(name for step in model.steps for name in step.fed)
    uses.update(model.outputs)
    walk = _Walk(policy, sizes, needed, uses)
    _begin(walk, model, report.facts)
    for number, step in enumerate(model.steps):
        _forward(walk, number, step)
        yield
    for name in model.outputs:
        _compare(walk, name, model.cards.get(name, ""))
    for number in reversed(range(len(model.steps))):
        _backward(walk, number, model.steps[number])
        yield
    copies = report.parameters * policy.compute if policy.compute != policy.weights else 0
    return Moments(
        tuple(walk.found),
        report.parameters * policy.weights + copies,
        report.trainable_parameters * policy.weights,
        max((step.trained for step in model.steps), default=0) * policy.weights,
        unknown,
    )


def _width(dtype: str, policy: Policy) -> int:
    return policy.compute if dtype in _FLOATS else _WIDTHS.get(dtype, 4)


def tensor_bytes(facts: Facts, policy: Policy) -> int | None:
    """Bytes of a tensor for each sample, under a dtype policy; None where an axis has any size."""
    numbers = _numbers(facts)
    return None if numbers is None else numbers * _width(facts.dtype, policy)


def _numbers(facts: Facts) -> int | None:
    sizes = (facts.output_shape or ())[1:]
    return None if None in sizes else prod(size or 0 for size in sizes)


def _sizes(
    model: Applied, facts: Mapping[str, Facts], policy: Policy
) -> tuple[dict[str, int], tuple[str, ...]]:
    """By tensor, its bytes for each sample; and the cards where they are not known."""
    sizes = {name: 0 for step in model.steps for name in step.makes}
    unknown: list[str] = []
    for name, card in model.cards.items():
        size = tensor_bytes(facts[card], policy)
        sizes[name] = size or 0
        if size is None:
            unknown.append(card)
    return sizes, tuple(unknown)


def _needed(model: Applied) -> set[str]:
    needed: set[str] = set()
    for step in model.steps:
        if step.trained or needed.intersection(step.fed):
            needed.update(step.makes)
    return needed


def _begin(walk: _Walk, model: Applied, facts: Mapping[str, Facts]) -> None:
    """The batch, which whoever trains holds all the while: what comes in, and what should come out.

    Where layers compute in fewer bytes, they take a copy of it.
    """
    for name in model.inputs:
        walk.place[name] = walk.memory.take(name, walk.sizes[name])
        card = facts[model.cards[name]]
        if card.dtype in _FLOATS and walk.policy.compute != _DATA:
            whole = walk.memory.take(f"{name} as it comes", (_numbers(card) or 0) * _DATA)
            walk.memory.keep(whole)
        else:
            walk.memory.keep(name)
    for name in model.outputs:
        walk.memory.keep(walk.memory.take(f"{name} as it should be", walk.sizes[name]))


def _forward(walk: _Walk, number: int, step: Step) -> None:
    memory, training = walk.memory, step.training
    same = _taken_over(walk, step)
    for name in step.makes:
        size = walk.sizes[name]
        if same is not None and name == step.makes[0]:
            walk.place[name] = walk.place[same]
            memory.hold(walk.place[same])
        else:
            walk.place[name] = memory.take(name, size)
    walk.note(step.card, False, training.forward, training.wide)
    if step.makes[0] in walk.needed:
        kept = enumerate(training.kept)
        walk.keeps[number] = [_keep(walk, f"{number}.{index}", step, item) for index, item in kept]
    for name in step.fed:
        _used(walk, name)
    for name in step.makes:
        if not walk.uses[name]:
            memory.let_go(walk.place[name])


def _taken_over(walk: _Walk, step: Step) -> str | None:
    """The input whose buffer becomes the output's, if any does."""
    if step.training.moves_nothing:
        return step.fed[0] if step.fed else None
    if not step.training.in_place:
        return None
    size = walk.sizes[step.makes[0]]
    for name in step.fed:
        free = walk.uses[name] == 1 and walk.memory.is_held_once(walk.place[name])
        if free and walk.sizes[name] == size:
            return name
    return None


def _keep(walk: _Walk, name: str, step: Step, kept: Kept) -> str:
    """Keep a tensor, or a copy of another width, or one of the layer's own."""
    memory, width = walk.memory, _width(kept.dtype, walk.policy)
    if kept.dtype == "float32":
        width = _DATA
    tensors = (*step.fed, step.makes[0])
    known = kept.of is not None and OUTPUT <= kept.of < len(tensors)
    tensor = tensors[kept.of] if known and kept.of is not None else None
    if tensor is not None and (kept.dtype == "" or width == walk.policy.compute):
        memory.keep(walk.place[tensor])
        return walk.place[tensor]
    buffer = memory.take(name, (kept.numbers or 0) * width)
    memory.keep(buffer)
    memory.let_go(buffer)
    return buffer


def _used(walk: _Walk, name: str) -> None:
    walk.uses[name] -= 1
    if not walk.uses[name]:
        walk.memory.let_go(walk.place[name])


def _compare(walk: _Walk, name: str, card: str) -> None:
    """The loss takes the output, and gives a gradient as large."""
    slope = walk.memory.take(f"loss of {name}", walk.sizes[name])
    walk.slopes.setdefault(name, []).append(slope)
    walk.note(card, True)
    _used(walk, name)


def _backward(walk: _Walk, number: int, step: Step) -> None:
    """The gradients of a layer's inputs and weights; parts of one gradient are added up first."""
    memory, training = walk.memory, step.training
    parts = [part for name in step.makes for part in walk.slopes.pop(name, ())]
    if parts and step.makes[0] in walk.needed:
        if len(parts) > 1:
            walk.note(step.card, True)
        for part in parts[1:]:
            memory.let_go(part)
        onward = [name for name in step.fed if name in walk.needed]
        for index, name in enumerate(onward):
            if training.in_place or training.moves_nothing:
                memory.hold(parts[0])
                slope = parts[0]
            else:
                slope = memory.take(f"slope {number}.{index}", walk.sizes[name])
            walk.slopes.setdefault(name, []).append(slope)
        if step.layer not in walk.weighed:
            walk.weighed.add(step.layer)
            walk.fixed += step.trained * walk.policy.weights
        walk.note(step.card, True, training.backward if onward else 0, training.wide)
        parts = parts[:1]
    for part in parts:
        memory.let_go(part)
    for kept in walk.keeps.pop(number, ()):
        memory.drop(kept)
