"""Wires, and where to find them: indexes that all graphs with the same wires share."""

from functools import cached_property
from typing import NamedTuple


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


class Wires(tuple[Wire, ...]):
    """The wires of a graph in the order they were made: a tuple that remembers what it was asked.

    An edit that leaves the wires alone hands on this object, so that what was looked up once holds
    for every Graph until a wire changes.
    """

    def __contains__(self, wire: object) -> bool:
        return isinstance(wire, Wire) and wire in self.into.get(wire.target, ())

    @cached_property
    def place(self) -> dict[Wire, int]:
        """By wire, its place in the order; of wires that say the same, the last one's."""
        return {wire: place for place, wire in enumerate(self)}

    @cached_property
    def into(self) -> dict[End, list[Wire]]:
        """By input, the wires that end there, in order."""
        found: dict[End, list[Wire]] = {}
        for wire in self:
            found.setdefault(wire.target, []).append(wire)
        return found

    @cached_property
    def out_of(self) -> dict[End, list[Wire]]:
        """By output, the wires that start there, in order."""
        found: dict[End, list[Wire]] = {}
        for wire in self:
            found.setdefault(wire.source, []).append(wire)
        return found

    @cached_property
    def by_card(self) -> dict[str, list[Wire]]:
        """By card, the wires that touch it, in order."""
        found: dict[str, list[Wire]] = {}
        for wire in self:
            for card in {wire.source.card, wire.target.card}:
                found.setdefault(card, []).append(wire)
        return found

    @cached_property
    def successors(self) -> dict[str, list[str]]:
        """By card, those that it feeds, each named once, in the order of the wires."""
        found: dict[str, dict[str, None]] = {}
        for source, target in self:
            found.setdefault(source.card, {})[target.card] = None
        return {card: list(fed) for card, fed in found.items()}

    @cached_property
    def predecessors(self) -> dict[str, list[str]]:
        """By card, those that feed it, each named once, in the order of the wires."""
        found: dict[str, dict[str, None]] = {}
        for source, target in self:
            found.setdefault(target.card, {})[source.card] = None
        return {card: list(feeding) for card, feeding in found.items()}
