"""Cards inside blocks: what is said of them on the block's card."""

from collections.abc import Mapping

from msgspec import structs

from layerdeck.program import WITHIN, Facts

from .knowledge import with_weights
from .memo import Done
from .walk import Walk
from .weights import weighed


def facts_of_blocks(
    walk: Walk, facts: Mapping[str, Facts], layers: Mapping[str, Done]
) -> dict[str, Facts]:
    """The facts of the cards of blocks: the output's, and the sums over what is inside.

    Args:
        walk: knows by the path of a block's card the variable of its first output.
        facts: of everything inside.
        layers: by card, what came of those that are inside.
    """
    blocks = walk.around.blocks
    found: dict[str, Facts] = {}
    for path, variable in blocks.items():
        # A block that is used as a layer has facts of its own, as any layer has.
        if path in facts or variable not in walk.around.found:
            continue
        inside = [
            item
            for card, item in facts.items()
            if card.startswith(path + WITHIN) and card not in blocks
        ]
        held = [done for card, done in layers.items() if card.startswith(path + WITHIN)]
        found[path] = structs.replace(
            with_weights(walk.around.found[variable].plain, weighed(held)),
            activation_bytes=sum(item.activation_bytes or 0 for item in inside),
            multiply_adds=sum(item.multiply_adds or 0 for item in inside),
        )
    return found
