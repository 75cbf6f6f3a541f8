"""What a peek will do: the statements it runs, what its inputs are fed, what that costs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from msgspec import structs

from layerdeck.deck import Catalogue
from layerdeck.engine.between import Between, nothing
from layerdeck.engine.infer import infer
from layerdeck.engine.memo import Memo
from layerdeck.engine.shapes import axes_of_rank
from layerdeck.program import (
    Apply,
    Argument,
    Call,
    Facts,
    Fed,
    Make,
    Peek,
    Program,
    Severity,
    flatten,
    targets,
    upto,
)

from .cost import Cost, cost_of
from .error import PeekError
from .feeding import Feeding, drawn, from_file

_COUNTS = ("input_dim", "num_tokens", "num_categories", "num_classes")
"""Arguments that say how many integers a layer can tell apart."""
_FORMS = ("shape", "batch_size", "batch_shape", "sparse", "ragged")


@dataclass(frozen=True, slots=True)
class Plan:
    """A peek before it is run.

    Attributes:
        program: without functions, and with nothing in it that is not needed.
        feedings: by the variable of each input, what it is fed.
        axes: the names of the axes of what is looked at, batch first; empty where unknown.
    """

    program: Program
    feedings: Mapping[str, Feeding]
    axes: tuple[str, ...]
    cost: Cost

    @property
    def fed(self) -> tuple[Fed, ...]:
        """What is said of the inputs."""
        return tuple(
            Fed(name, item.card, item.words, item.arrays, item.array_name, item.items)
            for name, item in self.feedings.items()
        )


def plan(
    request: Peek, deck: Catalogue, memo: Memo | None = None, between: Between = nothing
) -> Plan:
    """Work out a peek, without running anything or reading more than the headers of files.

    Raises:
        PeekError: the graph has an error on the way, or a file does not fit its input.
        Cancelled: `between` gave it up.
    """
    flat = flatten(request.program).program
    program = upto(flat, flat.outputs[0].value.name)
    facts = _facts(program, deck, memo, between)
    files = {sample.input: sample for sample in request.samples}
    feedings: dict[str, Feeding] = {}
    for item in _inputs(program):
        file, told = files.get(item.target), facts[item.card]
        feedings[item.target] = (
            from_file(item.card, told, file)
            if file
            else drawn(item.card, told, _told_apart(item.target, program))
        )
    if any(None in (facts[item.card].output_shape or ())[1:] for item in _inputs(program)):
        program = _with_shapes(program, feedings)
        facts = _facts(program, deck, memo, between)
    return Plan(program, feedings, _axes(program, facts), cost_of(program, facts, feedings))


def _inputs(program: Program) -> Iterator[Make]:
    names = {ref.name for ref in program.inputs}
    for statement in program.statements:
        if isinstance(statement, Make) and statement.target in names:
            yield statement


def _facts(
    program: Program, deck: Catalogue, memo: Memo | None, between: Between
) -> Mapping[str, Facts]:
    report = infer(program, deck, memo, between)
    for problem in report.problems:
        if problem.severity is Severity.ERROR:
            raise PeekError(f"{problem.card}: {problem.message}", problem.card)
    return report.facts


def _told_apart(variable: str, program: Program) -> int | None:
    """How many integers the layers that take an input can tell apart; None if none says."""
    counts = [
        argument.value
        for statement in program.statements
        if isinstance(statement, Apply)
        and isinstance(statement.layer, Call)
        and variable in statement.inputs
        for argument in statement.layer.arguments
        if argument.name in _COUNTS and isinstance(argument.value, int)
    ]
    return min(counts, default=None)


def _with_shapes(program: Program, feedings: Mapping[str, Feeding]) -> Program:
    """The Program whose inputs have the shapes that they are fed, with no axis of any size."""

    def fixed(item: Make) -> Make:
        kept = tuple(each for each in item.call.arguments if each.name not in _FORMS)
        shape = Argument("batch_shape", feedings[item.target].shape)
        return structs.replace(item, call=structs.replace(item.call, arguments=(*kept, shape)))

    statements = tuple(
        fixed(item) if isinstance(item, Make) and item.target in feedings else item
        for item in program.statements
    )
    return structs.replace(program, statements=statements)


def _axes(program: Program, facts: Mapping[str, Facts]) -> tuple[str, ...]:
    """The names of the axes of the output, as far as the facts of its card are about it."""
    wanted = program.outputs[0].value.name
    for statement in program.statements:
        if targets(statement)[0] == wanted and statement.card in facts:
            return facts[statement.card].axes
    return ()


def named(axes: tuple[str, ...], rank: int) -> tuple[str, ...]:
    """The names of so many axes: those that are known, if they are as many."""
    return axes if len(axes) == rank else axes_of_rank(rank)
