"""Values of inputs: plain literals, brought into one form per port, read from and shown as text."""

import ast
import math
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Union

from .texts import join_texts, split_texts
from .types import Kind

if TYPE_CHECKING:
    from .ports import Port

Value = Union[None, bool, int, float, str, tuple["Value", ...], Mapping[str, "Value"]]  # noqa: UP007
"""A literal: None, a bool, an int, a finite float, a str, or a tuple of these.

A mapping occurs only on a card of an unknown type, whose values are kept as they were read.
"""

_LONGEST_TEXT = 1_000_000
"""Letters of a list; Python's own reader takes its time with more."""
_LONGEST_SHOWN = 60
_LARGEST = 2**63 - 1
"""Larger integers fit no argument of Keras, and no project file takes them."""
_LARGEST_FLOAT = 1e300
_FRACTION = re.compile(r"(\d+\.?\d*)\s*/\s*([1-9]\d*\.?\d*)")
"""`1/255`, as people write a scale."""

_WORDS = {Kind.INTEGER: "a whole number", Kind.FLOAT: "a number", Kind.STRING: "a text"}
_PLURALS = {Kind.INTEGER: "whole numbers", Kind.FLOAT: "numbers", Kind.STRING: "texts"}
_SPELLINGS = {
    "relu": "ReLU", "relu6": "ReLU6", "elu": "ELU", "celu": "CELU", "gelu": "GELU", "selu": "SELU",
    "glu": "GLU", "silu": "SiLU", "leaky_relu": "Leaky ReLU", "hard_silu": "Hard SiLU",
    "float16": "float16", "float32": "float32", "float64": "float64", "bfloat16": "bfloat16",
    "l1": "L1", "l2": "L2", "l1_l2": "L1 L2", "cudnn": "cuDNN", "tf_idf": "TF-IDF",
}  # fmt: skip


class BadValueError(ValueError):
    """A value that its port cannot take; the message is a sentence for a person."""


def normalise(port: "Port", raw: Any) -> Value:
    """Bring `raw` into the one form that `port` keeps.

    A list becomes a tuple, a single value in a list of fixed length stands for every axis, and an
    integer given to a Float becomes a float.

    Raises:
        BadValueError: `raw` is not a value this port can take.
    """
    if raw is None:
        if port.takes_none:
            return None
        raise BadValueError(f"{port.title} needs a value.")
    if port.choices:
        return _choice(port, raw)
    if port.kind.is_object or port.kind.wire_only:
        raise BadValueError(f"{port.title} is given by a wire, not by a value.")
    if not port.list:
        return _single(port, raw)
    return _list(port, raw)


def parse(port: "Port", text: str) -> Value:
    """Read what a person typed into the editor of `port`.

    `3` in a list of three means 3, 3, 3; items are parted by commas, spaces or ×; an empty text or
    the port's word for None means None where the port takes it.

    Raises:
        BadValueError: the text is not a value of this port; says what was received.
    """
    text = text.strip()
    if port.takes_none and text.lower() in ("", "none", port.none_text):
        return None
    if port.choices:
        return normalise(port, _chosen(port, text))
    if port.kind is Kind.STRING:
        return normalise(port, _texts(port, text) if port.list else text)
    if not text:
        raise BadValueError(f"{port.title} needs a value.")
    if text.lower() in ("true", "false"):
        return normalise(port, text.lower() == "true")
    try:
        literal = _literal(text)
        return normalise(port, (None,) if literal is None and port.open_axes else literal)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        if isinstance(error, BadValueError):
            raise
        raise BadValueError(
            f"{port.title} takes {_wanted(port)}, and got “{_short(text)}”."
        ) from None


def show(port: "Port", value: Value) -> str:
    """The text of `value` as the chip on the card shows it; `parse` reads it back."""
    if value is None:
        return port.none_text
    if isinstance(value, tuple):
        if port.kind is Kind.STRING:
            return join_texts(value)  # type: ignore[arg-type]
        return ", ".join(_show_item(item) for item in value) or "()"
    return _show_item(value)


def choice_title(choice: Value) -> str:
    """How a choice reads: `channels_last` is “Channels last”, `relu` is “ReLU”."""
    if not isinstance(choice, str):
        return str(choice)
    return _SPELLINGS.get(choice, choice.replace("_", " ").capitalize())


def _show_item(item: Value) -> str:
    if isinstance(item, tuple):
        return f"({', '.join(_show_item(part) for part in item)})"
    if isinstance(item, float):
        return f"{item:g}" if float(f"{item:g}") == item else repr(item)
    return "any" if item is None else str(item)


def _texts(port: "Port", text: str) -> tuple[str, ...]:
    try:
        return split_texts(text)
    except ValueError:
        raise BadValueError(
            f"{port.title} takes texts parted by commas, quotes closed, and got “{_short(text)}”."
        ) from None


def _short(text: str) -> str:
    """A text short enough for a sentence."""
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _literal(text: str) -> Any:
    if len(text) > _LONGEST_TEXT:
        raise ValueError
    text = re.sub(_FRACTION, lambda found: repr(float(found[1]) / float(found[2])), text)
    text = re.sub(r"(?<=[\w)])\s*[×x]\s*(?=[\w(-])", ", ", text)
    text = re.sub(r"(?<=[\w)])\s+(?=[\w(.-])", ", ", text)
    return ast.literal_eval(re.sub(r"\b(any|none)\b|\?", "None", text))


def _chosen(port: "Port", text: str) -> Value:
    """The choice that `text` names, by its value or by its title; else `text` itself."""
    named = text.lower()
    for choice in port.choices:
        if named in (str(choice).lower(), choice_title(choice).lower()):
            return choice
    return text


def _choice(port: "Port", raw: Any) -> Value:
    for choice in port.choices:
        if type(raw) is type(choice) and raw == choice:
            return choice
    named = [choice_title(choice) for choice in port.choices]
    shown = ", ".join(named) if len(named) <= 6 else f"one of {len(named)} known names"
    raise BadValueError(f"{port.title} takes {shown}, and got {raw!r}.")


def _list(port: "Port", raw: Any) -> Value:
    length = len(port.axes)
    if not isinstance(raw, (list, tuple)):
        item = _item(port, raw)
        return (item,) * length if length else (item,)
    if port.pairs and len(raw) == 2 and length != 2 and not isinstance(raw[0], (list, tuple)):
        raise BadValueError(_wrong_length(port, raw))
    if length and len(raw) != length:
        raise BadValueError(_wrong_length(port, raw))
    if port.most and not 0 < len(raw) <= port.most:
        raise BadValueError(f"{port.title} takes 1 to {port.most} values, and got {len(raw)}.")
    return tuple(_item(port, item) for item in raw)


def _wrong_length(port: "Port", raw: Any) -> str:
    names = ", ".join(axis.lower() for axis in port.axes)
    return (
        f"{port.title} takes {len(port.axes)} values ({names}), and got {len(raw)}: "
        f"{show(port, tuple(raw))}."
    )


def _item(port: "Port", raw: Any) -> Value:
    if raw is None and port.open_axes:
        return None
    if not port.pairs:
        return _single(port, raw)
    if not isinstance(raw, (list, tuple)):
        return (_single(port, raw),) * 2
    if len(raw) != 2:
        raise BadValueError(f"{port.title} takes a pair (before, after) per axis, and got {raw!r}.")
    return tuple(_single(port, part) for part in raw)


def _single(port: "Port", raw: Any) -> Value:
    number = raw
    fits = isinstance(raw, int) and not isinstance(raw, bool)
    if port.kind is Kind.FLOAT:
        fits = fits or (isinstance(raw, float) and math.isfinite(raw))
        number = float(raw) if fits and abs(raw) < _LARGEST_FLOAT else raw
    elif port.kind is Kind.BOOLEAN:
        fits = isinstance(raw, bool)
    elif port.kind is Kind.STRING:
        fits = isinstance(raw, str)
    if not fits:
        raise BadValueError(f"{port.title} takes {_wanted(port)}, and got {raw!r}.")
    if isinstance(number, int) and abs(number) > _LARGEST:
        raise BadValueError(_beyond(port, number))
    return _in_range(port, number)


def _beyond(port: "Port", number: int) -> str:
    largest = f"{_LARGEST:,}" if port.kind is Kind.INTEGER else f"{_LARGEST_FLOAT:g}"
    if number > 0:
        return f"{port.title} must be at most {largest}, and got more."
    return f"{port.title} must be at least -{largest}, and got less."


def _in_range(port: "Port", number: Any) -> Value:
    if port.minimum is not None and number < port.minimum:
        raise BadValueError(f"{port.title} must be at least {port.minimum:g}, and got {number}.")
    if port.maximum is not None and number > port.maximum:
        raise BadValueError(f"{port.title} must be at most {port.maximum:g}, and got {number}.")
    if port.above is not None and number <= port.above:
        raise BadValueError(f"{port.title} must be above {port.above:g}, and got {number}.")
    if port.below is not None and number >= port.below:
        raise BadValueError(f"{port.title} must be below {port.below:g}, and got {number}.")
    return number  # type: ignore[no-any-return]


def _wanted(port: "Port") -> str:
    if port.list:
        count = f"{len(port.axes)} " if port.axes else ""
        return f"{count}{_PLURALS.get(port.kind, 'values')}"
    return _WORDS.get(port.kind, "on or off")
