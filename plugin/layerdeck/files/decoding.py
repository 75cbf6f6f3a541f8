"""From bytes to plain values, every fault with its line and column or its path.

The standard library's decoder is used, and not a faster one, because it tells where a fault is and
lets us see a key that occurs twice.
"""

import json
import math
from collections.abc import Sequence
from types import MappingProxyType
from typing import Any

from layerdeck.deck import Value

from .errors import FileError, shown

DEEPEST = 100
"""Levels of lists and objects; what people and programs write has four or five."""

_LARGEST_INTEGER = 2**63 - 1
_MOST_DIGITS = 40


class Object(dict[str, Any]):
    """A JSON object that remembers a key which occurred twice."""

    repeated: str = ""


class WrittenFloat(float):
    """A number that Python would write otherwise: 1e5, 0.50. What nobody knows is written back so.

    Attributes:
        text: how it stood in the file.
    """

    __slots__ = ("text",)
    text: str


def decode(data: bytes) -> Any:
    """Read JSON; lists and objects come as they are, to be checked by `frozen`.

    Raises:
        FileError: the bytes are no UTF-8 or no JSON; says where.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        where = _place(data[: error.start].decode("utf-8", "replace"), error.start)
        what = f"byte {data[error.start]:#04x} is not UTF-8; save the file as UTF-8"
        raise FileError(f"{what}.", where) from None
    try:
        return json.loads(text, object_pairs_hook=_object, parse_int=_integer, parse_float=_float)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise FileError(f"this is not JSON: {_fault(error, text)}.", where) from None
    except RecursionError:
        raise FileError(_too_deep(), "line 1") from None


def frozen(raw: Any, where: str, depth: int = 0) -> Value:
    """Plain values made immutable: lists become tuples, objects read-only mappings.

    Raises:
        FileError: something in it is no value of a project: NaN, a giant integer, broken text.
    """
    if depth > DEEPEST:
        raise FileError(_too_deep(), where)
    if isinstance(raw, list):
        return tuple(frozen(item, where, depth + 1) for item in raw)
    if isinstance(raw, dict):
        check_keys(raw, where)
        return MappingProxyType(
            {_text(key, where): frozen(item, where, depth + 1) for key, item in raw.items()}
        )
    if isinstance(raw, str):
        return _text(raw, where)
    if isinstance(raw, float) and not math.isfinite(raw):
        raise FileError("a number is infinite or not a number; give a finite one.", where)
    if isinstance(raw, int) and abs(raw) > _LARGEST_INTEGER:
        raise FileError("a whole number does not fit in 64 bits; give a smaller one.", where)
    assert raw is None or isinstance(raw, (bool, int, float))
    return raw


def check_keys(raw: Any, where: str) -> None:
    """Refuse an object in which a key occurs twice: one of its two values would be lost."""
    if isinstance(raw, Object) and raw.repeated:
        raise FileError(f"the key {shown(raw.repeated)} occurs twice; take one away.", where)


def _object(pairs: Sequence[tuple[str, Any]]) -> Object:
    made = Object(pairs)
    if len(made) < len(pairs):
        seen: set[str] = set()
        made.repeated = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
    return made


def _integer(text: str) -> int:
    """An integer; of one with absurdly many digits, only that it is too large."""
    return int(text) if len(text) <= _MOST_DIGITS else int(text[:_MOST_DIGITS])


def _float(text: str) -> float:
    number = float(text)
    if repr(number) == text:
        return number
    written = WrittenFloat(number)
    written.text = text
    return written


def _text(text: str, where: str) -> str:
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        message = "a text holds half a character (a lone surrogate); take it out."
        raise FileError(message, where) from None
    return text


def _place(before: str, start: int) -> str:
    if start == 0:
        return "line 1, column 1"
    return f"line {before.count(chr(10)) + 1}, column {len(before) - before.rfind(chr(10))}"


def _fault(error: json.JSONDecodeError, text: str) -> str:
    if not text.strip():
        return "the file is empty"
    if error.pos >= len(text.rstrip()):
        return "it ends too early"
    fault = error.msg.removesuffix(" at").removesuffix(" starting")
    return f"{fault[0].lower()}{fault[1:]}, and found {shown(text[error.pos])}"


def _too_deep() -> str:
    return f"lists and objects are nested deeper than {DEEPEST} levels; a project needs five."
