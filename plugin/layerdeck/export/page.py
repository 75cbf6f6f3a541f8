"""A module while it is printed, and when it is: its text, and where every line came from."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from .parts import BUILD
from .style import TEXT, formatted

_NAME = re.compile(r"\w+")

Owners = Collection[tuple[str, str]]
"""Names that a line may hold, each with the card that stands for it."""


class Line(NamedTuple):
    """Where a line of exported code came from.

    Attributes:
        function: the function of the Program that it is part of, `build_model` or a block's, also
            where that is printed as a class; empty outside of all.
        cards: ids of the cards that it came from, in the graph that the function means.
    """

    function: str = ""
    cards: tuple[str, ...] = ()


_NOWHERE = Line()


@dataclass(frozen=True)
class Module:
    """Exported code and its source map.

    Attributes:
        text: the source of the module.
        lines: for each line in order, where it came from.
    """

    text: str
    lines: tuple[Line, ...]

    def lines_of(self, card: str, function: str = BUILD) -> list[int]:
        """The lines of a function that came from a card, counted from 0."""
        return self._by_card.get((function, card), [])

    def start_of(self, function: str) -> int | None:
        """The line that a function begins with; None where the module has no such function."""
        return self._starts.get(function)

    @cached_property
    def _by_card(self) -> dict[tuple[str, str], list[int]]:
        found: dict[tuple[str, str], list[int]] = {}
        for number, line in enumerate(self.lines):
            for card in line.cards:
                found.setdefault((line.function, card), []).append(number)
        return found

    @cached_property
    def _starts(self) -> dict[str, int]:
        lines = reversed(list(enumerate(self.lines)))
        return {line.function: number for number, line in lines if line.function}


class Page:
    """A module while it is printed, piece by piece: a head, and definitions."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._lines: list[Line] = []
        self._starts: list[int] = []

    def begin(self) -> None:
        """Begin a piece, two empty lines below what is there."""
        if self._texts:
            self.add("\n")
        self._starts.append(len(self._texts))

    def add(self, text: str, line: Line = _NOWHERE) -> None:
        """Add lines that all came from the same place."""
        self._texts.append(text)
        self._lines += [line] * (text.count("\n") + 1)

    def add_code(self, statement: str, line: Line, indent: str) -> None:
        """Add a statement as black lays it out."""
        self.add(formatted(statement, indent), line)

    def add_owned(self, text: str, function: str, owners: Owners) -> None:
        """Add lines each of which came from the cards whose variables it names."""
        for line in text.split("\n"):
            named = set(_NAME.findall(TEXT.sub("", line)))
            cards = dict.fromkeys(card for name, card in owners if name in named)
            self.add(line, Line(function, tuple(cards)))

    def finish(self) -> Module:
        """All that was printed."""
        return Module("\n".join(self._texts) + "\n", tuple(self._lines))

    def pieces(self) -> list[str]:
        """The text of each piece, without the empty lines between them."""
        ends = [*self._starts[1:], len(self._texts)]
        return [
            "\n".join(self._texts[start:end]).rstrip("\n")
            for start, end in zip(self._starts, ends, strict=True)
        ]
