"""The Graph: what a person has placed and wired, as one frozen value.

Edits make new Graphs that share what they did not change, so history is a list of Graphs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from layerdeck.deck import Value

from .placed import NOTHING, Card, Frame, Note, Position, freeze
from .wires import End, Wire, Wires


@dataclass(frozen=True, eq=False)
class Graph:
    """Cards by id in the order they were placed, and wires in the order they were made.

    Two Graphs are equal if they hold the same in the same order: the order is that of the model's
    inputs and outputs.

    Attributes:
        blocks: by id, the graphs that cards of this project stand for; a block's own is empty.
        rest: what a file said beyond these, kept to be written back.
        frames: by id, from the back to the front; no card, frame or note has another's id.
        notes: by id, from the back to the front.
        bends: by wire, the points it is led through, from its source to its target. Kept here to
            be of wires that are there, with one point at least.
        weights: the path of the Keras file that its cards were imported from, and may take their
            weights from; empty where there is none, and of blocks. See `origins`.
    """

    name: str = "untitled"
    cards: Mapping[str, Card] = field(default_factory=lambda: MappingProxyType({}))
    wires: Wires = field(default_factory=Wires)
    blocks: Mapping[str, "Graph"] = field(default_factory=lambda: MappingProxyType({}))
    rest: Mapping[str, Value] = field(default_factory=lambda: NOTHING)
    frames: Mapping[str, Frame] = field(default_factory=lambda: MappingProxyType({}))
    notes: Mapping[str, Note] = field(default_factory=lambda: MappingProxyType({}))
    bends: Mapping[Wire, tuple[Position, ...]] = field(default_factory=lambda: MappingProxyType({}))
    weights: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.wires, Wires):
            object.__setattr__(self, "wires", Wires(self.wires))
        there = (wire for wire, points in self.bends.items() if points and wire in self.wires)
        kept = {wire: self.bends[wire] for wire in there}
        if len(kept) < len(self.bends):
            object.__setattr__(self, "bends", kept)
        freeze(self, "cards", "blocks", "rest", "frames", "notes", "bends")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Graph):
            return NotImplemented
        return self is other or (
            self.name == other.name
            and (self.wires is other.wires or self.wires == other.wires)
            and _same(self.cards, other.cards)
            and _same(self.blocks, other.blocks)
            and _same(self.frames, other.frames)
            and _same(self.notes, other.notes)
            and self.rest == other.rest
            and self.bends == other.bends
            and self.weights == other.weights
        )

    __hash__ = None  # type: ignore[assignment]

    def __contains__(self, item_id: object) -> bool:
        """Whether a card, frame or note has this id."""
        return item_id in self.cards or item_id in self.frames or item_id in self.notes

    def item(self, item_id: str) -> Card | Frame | Note | None:
        """The card, frame or note of this id, if there is one."""
        return self.cards.get(item_id) or self.frames.get(item_id) or self.notes.get(item_id)

    def with_(self, **changes: object) -> "Graph":
        """A copy with some attributes changed."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def into(self, card: str, port: str) -> list[Wire]:
        """The wires that end at an input, in order."""
        return self.wires.into.get(End(card, port), [])

    def out_of(self, card: str, port: str) -> list[Wire]:
        """The wires that start at an output, in order."""
        return self.wires.out_of.get(End(card, port), [])

    def wires_of(self, card: str) -> list[Wire]:
        """The wires that touch a card, in order."""
        return self.wires.by_card.get(card, [])


def _same(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    """Whether two mappings hold the same in the same order; what they share is not read."""
    return one is other or (
        len(one) == len(other)
        and list(one) == list(other)
        and list(one.values()) == list(other.values())
    )
