"""The Graph: what a person has placed and wired, as one frozen value.

Edits make new Graphs that share what they did not change, so history is a list of Graphs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from layerdeck.deck import Value

NOTHING: Mapping[str, Value] = MappingProxyType({})

Position = tuple[float, float]
"""Top left corner of a card on the canvas, in pixels at 1:1; x grows right, y grows down."""


class End(NamedTuple):
    """One end of a wire: a card's id and the id of a port on it."""

    card: str
    port: str

    def __str__(self) -> str:
        return f"{self.card}.{self.port}"


class Wire(NamedTuple):
    """A connection from an output to an input."""

    source: End
    target: End


@dataclass(frozen=True, slots=True)
class Card:
    """A placed card.

    Attributes:
        id: a Python identifier, unique in the graph; becomes the variable of the exported code.
        type: id of its card type, which the catalogue may not know: then it is a placeholder.
        at: where it lies, or None until it is laid out.
        values: the values a person gave; what equals the default is left out.
        rest: what a file said of the card beyond these, kept to be written back.
    """

    id: str
    type: str
    at: Position | None = None
    values: Mapping[str, Value] = field(default_factory=lambda: NOTHING)
    rest: Mapping[str, Value] = field(default_factory=lambda: NOTHING)

    def __post_init__(self) -> None:
        if not isinstance(self.values, MappingProxyType):
            object.__setattr__(self, "values", MappingProxyType(dict(self.values)))
        if not isinstance(self.rest, MappingProxyType):
            object.__setattr__(self, "rest", MappingProxyType(dict(self.rest)))

    def with_(self, **changes: object) -> "Card":
        """A copy with some attributes changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Graph:
    """Cards by id in the order they were placed, and wires in the order they were made.

    Attributes:
        blocks: by id, the graphs that cards of this project stand for; a block's own is empty.
        rest: what a file said beyond these, kept to be written back.
    """

    name: str = "untitled"
    cards: Mapping[str, Card] = field(default_factory=lambda: MappingProxyType({}))
    wires: tuple[Wire, ...] = ()
    blocks: Mapping[str, "Graph"] = field(default_factory=lambda: MappingProxyType({}))
    rest: Mapping[str, Value] = field(default_factory=lambda: NOTHING)

    def __post_init__(self) -> None:
        for part in ("cards", "blocks", "rest"):
            if not isinstance(getattr(self, part), MappingProxyType):
                object.__setattr__(self, part, MappingProxyType(dict(getattr(self, part))))

    def with_(self, **changes: object) -> "Graph":
        """A copy with some attributes changed."""
        return replace(self, **changes)  # type: ignore[arg-type]

    @cached_property
    def _ends(self) -> tuple[dict[End, list[Wire]], dict[End, list[Wire]]]:
        into: dict[End, list[Wire]] = {}
        out_of: dict[End, list[Wire]] = {}
        for wire in self.wires:
            into.setdefault(wire.target, []).append(wire)
            out_of.setdefault(wire.source, []).append(wire)
        return into, out_of

    @cached_property
    def _by_card(self) -> dict[str, list[Wire]]:
        found: dict[str, list[Wire]] = {}
        for wire in self.wires:
            for card in {wire.source.card, wire.target.card}:
                found.setdefault(card, []).append(wire)
        return found

    def into(self, card: str, port: str) -> list[Wire]:
        """The wires that end at an input, in order."""
        return self._ends[0].get(End(card, port), [])

    def out_of(self, card: str, port: str) -> list[Wire]:
        """The wires that start at an output, in order."""
        return self._ends[1].get(End(card, port), [])

    def wires_of(self, card: str) -> list[Wire]:
        """The wires that touch a card, in order."""
        return self._by_card.get(card, [])
