"""Lowering: from a Graph to the Program it means.

Lowering is total: a card that cannot be lowered becomes a problem, what depends on it is left out,
and all the rest is there, so that shapes and code stay live while a graph is unfinished.
"""

from collections.abc import Generator, Mapping
from dataclasses import dataclass

from msgspec import structs

from layerdeck.deck import Catalogue
from layerdeck.graph import End, Graph
from layerdeck.graph.blocks import in_block_order, parameter_name, with_blocks
from layerdeck.graph.bypass import without_bypassed
from layerdeck.graph.fixes import Fix
from layerdeck.graph.steps import finish

from .cards import lower_cards
from .lowering import Block, Lowering
from .names import Names, model_name
from .problems import Problem, Severity
from .program import Function, Program, needed_statements, targets
from .unknown import without_unknown
from .whole import whole_problems


@dataclass(frozen=True, slots=True)
class Lowered:
    """What a Graph means, and what is wrong with it as far as that shows without Keras.

    Attributes:
        sketch: the program, and after layers that have no card what follows of the shapes that
            they are known to give: for facts alone.
        functions: by the ids of the blocks that the graph uses, the names of their functions.
        variables: by the outputs of cards, the variables of the program that they are.
    """

    program: Program
    problems: tuple[Problem, ...]
    functions: Mapping[str, str]
    variables: Mapping[End, str]
    sketch: Program


def lower(graph: Graph, deck: Catalogue) -> Lowered:
    """Make the Program that a Graph means, and list its problems."""
    return finish(lower_steps(graph, deck))


def lower_steps(graph: Graph, deck: Catalogue) -> Generator[None, None, Lowered]:
    """`lower` in steps of a card each, for those who must not be kept waiting."""
    deck = with_blocks(deck, graph)
    graph = without_bypassed(graph, deck)
    blocks = yield from _lower_blocks(graph, deck)
    work = Lowering(graph, deck, blocks, Names(block.name for block in blocks.values()))
    yield
    circle = yield from lower_cards(work)
    yield
    sketch = Program(
        model_name(graph.name),
        tuple(work.parameters),
        tuple(work.statements),
        tuple(work.inputs),
        tuple(work.outputs),
        tuple(block.function for block in blocks.values() if block.function),
    )
    rank = {card_id: index for index, card_id in enumerate(graph.cards)}
    whole = yield from whole_problems(graph, deck, circle, _cards(work))
    problems = [*work.problems, *whole]
    problems.sort(key=lambda item: rank.get(item.card, -1))
    functions = {block_id: block.name for block_id, block in blocks.items()}
    program = without_unknown(sketch)
    variables: Mapping[End, str] = work.variables
    if program is not sketch:
        made = {name for item in program.statements for name in targets(item)}
        made.update(item.name for item in program.parameters)
        variables = {end: name for end, name in variables.items() if name in made}
    return Lowered(program, tuple(problems), functions, variables, sketch)


def _lower_blocks(graph: Graph, deck: Catalogue) -> Generator[None, None, dict[str, Block]]:
    """What the blocks that a graph uses mean, those within others first."""
    ordered, circular = in_block_order(graph.blocks, graph)
    # A variable of a function's name would hide it: where a card is called so, it gives way.
    used = (graph.blocks[block_id] for block_id in (*ordered, *circular))
    cards = {card for held in (graph, *used) for card in held.cards}
    names = Names(cards)
    named = {
        block_id: names.take(f"{block_id}_block" if block_id in cards else block_id)
        for block_id in (*ordered, *sorted(circular))
    }
    blocks = {
        block_id: Block(named[block_id], "it holds itself, or a block that does")
        for block_id in circular
    }
    for block_id in ordered:
        block = graph.blocks[block_id]
        work = Lowering(block, deck, blocks, Names(named.values()), is_block=True)
        circle = yield from lower_cards(work)
        whole = yield from whole_problems(block, deck, circle, _cards(work))
        problems = [*work.problems, *whole]
        function = Function(
            named[block_id],
            tuple(work.parameters),
            tuple(work.statements),
            tuple(work.inputs),
            tuple(work.outputs),
        )
        function = structs.replace(function, statements=needed_statements(function))
        arguments = {parameter_name(block.cards[item.card]): item.name for item in work.parameters}
        blocks[block_id] = Block(
            function.name, *_fault(problems), function, arguments, work.input_calls
        )
    return blocks


def _cards(work: Lowering) -> set[str]:
    """The cards that have a problem of their own."""
    return {problem.card for problem in work.problems}


def _fault(problems: list[Problem]) -> tuple[str, tuple[Fix, ...]]:
    """What is wrong with a block, told on each of its cards, and the ways out of it."""
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if not errors:
        return "", ()
    first = errors[0]
    where = f"at {first.card}: " if first.card else ""
    return f"{where}{first.message}", first.fixes
