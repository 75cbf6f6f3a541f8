"""Ids: what may be one, and which one something new gets."""

import keyword
import re
import unicodedata
from collections.abc import Container

from layerdeck.deck import CardType


def fresh_id(taken: Container[str], wanted: str) -> str:
    """`wanted`, or with the first number from 2 on that is not taken: in a graph, or among ids."""
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted}_{number}" in taken:
        number += 1
    return f"{wanted}_{number}"


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
