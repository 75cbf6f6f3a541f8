"""What a statement is made of, as bytes: equal for statements of which the same comes.

Numbers of different types differ, so that 1 is neither 1.0 nor True. Variables stand for what is
known of them (their marks): of a tensor what a layer sees of it, of an object which one it is.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from layerdeck.program import Argument, Assign, Call, Expression, Make, Ref, Statement

from .backend import keras
from .knowledge import Found

_encode = msgspec.msgpack.Encoder().encode


def as_written(thing: object, *more: object) -> bytes:
    """A statement or a parameter as it is written, with what else it depends on."""
    return _encode((thing, more))


def key_of(
    statement: Statement, marks: Mapping[str, Any], states: Iterable[object], *more: object
) -> bytes:
    """What a statement is made of.

    Args:
        statement: its card and its targets are left out.
        marks: by variable, what is known of it.
        states: of the layers that it applies, what has happened to them.
        more: what else it depends on.
    """
    if isinstance(statement, Assign):
        return _encode(("assign", statement.value))
    if isinstance(statement, Make):
        return _encode(("make", _call(statement.call, marks), more))
    layer = statement.layer
    return _encode(
        (
            "apply",
            _call(layer, marks) if isinstance(layer, Call) else marks[layer.name],
            _arguments(statement.arguments, marks),
            len(statement.targets),
            statement.open_ended,
            list(states),
            more,
        )
    )


def _call(call: Call, marks: Mapping[str, Any]) -> Any:
    return call.path, _arguments(call.arguments, marks)


def _arguments(arguments: tuple[Argument, ...], marks: Mapping[str, Any]) -> Any:
    return [(item.name, item.positional, _mark(item.value, marks)) for item in arguments]


def _mark(value: Expression, marks: Mapping[str, Any]) -> Any:
    """Variables are told from literals by the number before them."""
    if isinstance(value, Ref):
        return 1, marks[value.name]
    if isinstance(value, tuple):
        return 2, [_mark(item, marks) for item in value]
    return 0, value


def mark_of(value: Any, found: Found | None, *more: object) -> Any:
    """What keys say of a variable: the specs of its tensors, or which object it is.

    Whoever keeps a key with an object's number keeps the object as well, so no other one gets it.
    """
    if isinstance(value, (list, tuple)):
        return [mark_of(item, found, *more) for item in value]
    if not isinstance(value, keras.KerasTensor):
        return id(value)
    mask: Any = getattr(value, "_keras_mask", None)
    return (
        value.shape,
        str(value.dtype),
        value.sparse,
        (found.sized.axes, found.sized.dtype, found.sized.shape) if found else None,
        (mask.shape, str(mask.dtype)) if isinstance(mask, keras.KerasTensor) else mask is not None,
        more,
    )
