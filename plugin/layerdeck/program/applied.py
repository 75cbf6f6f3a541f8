"""The layers that a model applies, in order, and what each has to do with which tensors."""

from collections.abc import Generator, Mapping
from dataclasses import dataclass

from layerdeck.graph.blocks import WITHIN

from .facts import Facts, Training
from .flatten import flatten
from .program import MODEL, Apply, Make, Program, Ref, trim


@dataclass(frozen=True, slots=True)
class Step:
    """One layer applied.

    Attributes:
        card: of the layer, by its way through blocks.
        layer: the same for every step that applies the same layer.
        fed, makes: tensors.
        trained: how many numbers of the layer's weights training changes.
    """

    card: str
    layer: str
    fed: tuple[str, ...]
    makes: tuple[str, ...]
    training: Training
    trained: int


@dataclass(frozen=True, slots=True)
class Applied:
    """A model without what no output needs.

    Attributes:
        inputs: the tensors that are the model's inputs.
        cards: by tensor, the card that gives it; an output after a card's first is left out.
    """

    inputs: tuple[str, ...]
    steps: tuple[Step, ...]
    outputs: tuple[str, ...]
    cards: Mapping[str, str]


def applied_steps(program: Program, facts: Mapping[str, Facts]) -> Generator[None, None, Applied]:
    """What is applied, as far as the facts are known; it yields now and then."""
    flat = trim(program)
    yield
    if flat.functions:
        flat = flatten(flat).program
        yield
    # What is inside a block that is handed on as a layer runs elsewhere, if at all.
    handed_on = tuple(
        f"{item.card}{WITHIN}"
        for item in flat.statements
        if isinstance(item, Make) and item.call.path == MODEL
    )
    wanted = {ref.name for ref in flat.inputs}
    cards: dict[str, str] = {}
    known: set[str] = set()
    steps: list[Step] = []
    for item in flat.statements:
        yield
        found = facts.get(item.card)
        if found is None or item.card.startswith(handed_on):
            continue
        if isinstance(item, Make) and item.target in wanted:
            cards[item.target] = item.card
            known.add(item.target)
        elif isinstance(item, Apply) and found.training is not None:
            layer = item.layer.name if isinstance(item.layer, Ref) else item.card
            fed = tuple(name for name in item.inputs if name in known)
            trained = found.trainable_parameters
            steps.append(Step(item.card, layer, fed, item.targets, found.training, trained))
            cards[item.targets[0]] = item.card
            known.update(item.targets)
    inputs = tuple(ref.name for ref in flat.inputs if ref.name in known)
    outputs = tuple(out.value.name for out in flat.outputs if out.value.name in known)
    return Applied(inputs, tuple(steps), outputs, cards)
