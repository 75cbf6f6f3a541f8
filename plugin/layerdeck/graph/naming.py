"""Ids: what may be one, and which one something new gets."""

import keyword
import re
import unicodedata
from collections.abc import Container, Iterable

from layerdeck.deck import CardType

_NUMBERED = re.compile(r"(.+)_([1-9][0-9]{0,8})", re.ASCII)


class Ids:
    """Gives out ids, none of them twice; many of one stem cost no more than others."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._last: dict[str, int] = {}

    def take(self, wanted: str) -> str:
        """`wanted`, or where it is taken, its stem with the next number that is not."""
        if wanted in self._taken:
            stem, number = _parted(wanted)
            number = max(number, self._last.get(stem, 0))
            while wanted in self._taken:
                number += 1
                wanted = f"{stem}_{number}"
            self._last[stem] = number
        self._taken.add(wanted)
        return wanted


def fresh_id(taken: Container[str], wanted: str) -> str:
    """`wanted`, or where it is taken, in a graph or among ids, its stem with the next number."""
    stem, number = _parted(wanted)
    while wanted in taken:
        number += 1
        wanted = f"{stem}_{number}"
    return wanted


def _parted(wanted: str) -> tuple[str, int]:
    """A name without the number at its end, and that number: after conv_2 comes conv_3."""
    numbered = _NUMBERED.fullmatch(wanted)
    return (numbered[1], int(numbered[2])) if numbered else (wanted, 1)


def is_identifier(text: str) -> bool:
    """Whether `text` can be a variable of the exported code.

    Python reads ﬁ as fi and 𝐱 as x, so that two such cards would be one variable: only the plain
    form of a name will do.
    """
    plain = text.isascii() or unicodedata.normalize("NFKC", text) == text
    return plain and text.isidentifier() and not keyword.iskeyword(text)


def stem(card_type: CardType) -> str:
    """The name new cards of a type start from, as Keras makes it: `conv3d_transpose`."""
    name = card_type.id.rsplit(".", 1)[-1]
    snake = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=.)(?=[A-Z][a-z])", "_", name).lower()
    return card_type.variable or (f"{snake}_" if keyword.iskeyword(snake) else snake)
