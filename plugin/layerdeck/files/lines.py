"""On which line of a JSON text something lies: sought only where there is a fault to tell of."""

import json
from collections.abc import Sequence
from json.decoder import WHITESPACE  # type: ignore[attr-defined]

_DECODER = json.JSONDecoder(parse_int=str, parse_float=str)


def line_of(text: str, place: Sequence[str | int]) -> int:
    """The line on which what lies at a place begins, counted from 1; 0 where nothing lies there.

    Args:
        text: JSON without a fault.
        place: keys and indices that lead there from the outermost value.
    """
    at = _skip(text, 0)
    for key in place:
        at = _member(text, at, key)
        if at < 0:
            return 0
    return text.count("\n", 0, at) + 1


def _member(text: str, at: int, wanted: str | int) -> int:
    """Where a member of the object or list begins that begins here; -1 where there is none."""
    opening, at = text[at], _skip(text, at + 1)
    if opening not in "[{":
        return -1
    index = 0
    while text[at] not in "]}":
        name: str | int = index
        if opening == "{":
            name, at = _DECODER.raw_decode(text, at)
            at = _skip(text, _skip(text, at) + len(":"))
        if name == wanted:
            return at
        _, at = _DECODER.raw_decode(text, at)
        at = _skip(text, at)
        if text[at] == ",":
            at = _skip(text, at + 1)
        index += 1
    return -1


def _skip(text: str, at: int) -> int:
    found = WHITESPACE.match(text, at)
    return int(found.end())
