"""Finding a text in lines of code, and where two texts begin to differ."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple


class Place(NamedTuple):
    """Where something was found: a line and a letter in it, both counted from 0."""

    line: int
    column: int


def find_all(lines: Sequence[str], wanted: str) -> list[Place]:
    """Every place at which a text stands, whether in capitals or not; none for an empty text."""
    wanted = small(wanted)
    found: list[Place] = []
    if not wanted:
        return found
    for number, line in enumerate(lines):
        text = small(line)
        column = text.find(wanted)
        while column >= 0:
            found.append(Place(number, column))
            column = text.find(wanted, column + len(wanted))
    return found


def small(text: str) -> str:
    """A text without its capitals, letter by letter: a few would become two."""
    if len(lowered := text.lower()) == len(text):
        return lowered
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def nearest(found: Sequence[Place], place: Place) -> int:
    """The index of the first at a place or behind it, else of the first of all."""
    index = bisect_left(found, place)
    return index if index < len(found) else 0


def common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines, or letters, two texts have in common from the beginning on."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))
