"""Conflicts: what both sides changed, each in its own way."""

from typing import NamedTuple

from layerdeck.deck import Catalogue
from layerdeck.graph.blocks import with_blocks
from layerdeck.graph.comparing import CARD, Said, ends_words, printable, value_words
from layerdeck.graph.graph import Graph
from layerdeck.graph.wires import End

Sources = tuple[End, ...]

ORDER, NAME = "order", "name"


class Side(NamedTuple):
    """What became of a card, block, frame or note as a whole: there, changed, removed."""

    state: str


class Conflict(NamedTuple):
    """What both sides changed, each in its own way; that of ours was taken.

    Attributes:
        block: the block in which it lies; empty for the project itself.
        item: the card, frame or note; empty where the whole is meant.
        part: the port, or what else is meant; empty for the item itself.
        base: what it was; the outputs that fed an input, where wires are meant.
        ours: what it is on one side, and in the result.
        theirs: what it is on the other.
    """

    block: str
    item: str
    part: str
    base: "Said | Sources | Side"
    ours: "Said | Sources | Side"
    theirs: "Said | Sources | Side"


def conflict_words(conflict: Conflict, graph: Graph, deck: Catalogue) -> str:
    """A conflict in a line: `conv1.filters: base 16, ours 32, theirs 64`."""
    held = graph.blocks.get(conflict.block, graph) if conflict.block else graph
    card = held.cards.get(conflict.item)
    declared = with_blocks(deck, graph).get(card.type) if card else None
    port = declared.input(conflict.part) if declared else None

    def words(value: "Said | Sources | Side") -> str:
        if isinstance(value, Side):
            return value.state
        if isinstance(value, tuple) and all(isinstance(item, End) for item in value):
            return ends_words(value) if value or not port else "no wire"  # type: ignore[arg-type]
        return value_words(None if conflict.part == CARD else port, value)

    place = ".".join(part for part in (conflict.item, conflict.part) if part)
    where = ": ".join(part for part in (conflict.block, place) if part) or "the project"
    sides = (conflict.base, conflict.ours, conflict.theirs)
    base, ours, theirs = map(words, sides)
    return printable(f"{where}: base {base}, ours {ours}, theirs {theirs}")
