"""Cards inside blocks: what is said of them on the block's card."""

from collections.abc import Mapping

from msgspec import structs

from layerdeck.program import WITHIN, Facts, Problem

from .knowledge import Known
from .run import Runner
from .weights import weights_of


def outermost(problem: Problem) -> Problem:
    """A problem of a card inside a block, told on the block's card; its fixes belong inside."""
    card, _, inner = problem.card.partition(WITHIN)
    if not inner:
        return problem
    way = inner.replace(WITHIN, " › ")
    return Problem(
        card,
        "",
        f"Inside, at {way}: {problem.message}",
        problem.short,
        problem.severity,
    )


def facts_of_blocks(blocks: Mapping[str, str], known: Known, runner: Runner) -> dict[str, Facts]:
    """The facts of the cards of blocks: the output's, and the sums over what is inside.

    Args:
        blocks: by the path of a block's card, the variable of its first output.
        known: what is known of everything inside.
        runner: holds the layers that were made there.
    """
    found: dict[str, Facts] = {}
    for path, variable in blocks.items():
        # A block that is used as a layer has facts of its own, as any layer has.
        if path in known.facts or variable not in known.tensors:
            continue
        inside = [
            facts
            for card, facts in known.facts.items()
            if card.startswith(path + WITHIN) and card not in blocks
        ]
        layers = [layer for card, layer in runner.layers.items() if card.startswith(path + WITHIN)]
        everything, trained = weights_of(layers)
        found[path] = structs.replace(
            known.facts_of(variable),
            parameters=everything,
            trainable_parameters=trained,
            activation_bytes=sum(facts.activation_bytes or 0 for facts in inside),
            multiply_adds=sum(facts.multiply_adds or 0 for facts in inside),
        )
    return found
