"""What is marked in the part of a project that is looked at: the whole, or one of its blocks."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF

from layerdeck.deck import Catalogue
from layerdeck.editor.canvas.layout import card_layout
from layerdeck.editor.canvas.look import bare_look
from layerdeck.graph import Graph
from layerdeck.graph.blocks import block_of, inside_of, with_blocks
from layerdeck.graph.comparing import Comparison, Told, What

from .marks import Ghost, Mark


def marks_in(
    graph: Graph, block: str, told: Sequence[Told], found: Comparison
) -> Mapping[str, Mark]:
    """What is new or changed in a graph, and the cards whose block has changed inside.

    Args:
        graph: what is looked at.
        block: the block that it is; empty for the whole.
        told: all differences.
        found: the same, not yet in words.
    """
    marks = {
        line.item: Mark(line.what, _words(line))
        for line in told
        if line.block == block and line.item and line.what is not What.REMOVED
    }
    for card in graph.cards.values() if found.inside else ():
        if card.id not in marks and block_of(card.type) in found.inside:
            marks[card.id] = Mark(What.CHANGED, "changed inside")
    return marks


def ghosts_in(before: Graph, block: str, found: Comparison, deck: Catalogue) -> Mapping[str, Ghost]:
    """The cards that are gone from the whole or from a block, as they looked before.

    Args:
        before: the whole project as it was.
        block: which of its blocks, by its new id; empty for the whole.
        found: what has changed since.
        deck: every card type but those of blocks.
    """
    here = found.inside.get(block) if block else found
    if here is None:
        return {}
    called = {now: was for was, now in found.blocks.renamed.items()}
    graph = inside_of(before, called.get(block, block)) if block else before
    deck = with_blocks(deck, before)
    gone = {key: graph.cards[key] for key in here.removed}
    looks = {key: bare_look(graph, deck, card) for key, card in gone.items()}
    return {
        key: Ghost(look, card_layout(look), QPointF(*(gone[key].at or (0.0, 0.0))))
        for key, look in looks.items()
    }


def _words(told: Told) -> str:
    """What fits on a label: of several changes, the first."""
    if told.what is What.ADDED or not told.words:
        return str(told.what)
    more = len(told.words) - 1
    return f"{told.words[0]}{f' · and {more} more' if more else ''}"
