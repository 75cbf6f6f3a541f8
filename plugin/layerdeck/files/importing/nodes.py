"""How layers are called: the tensors and values of each call, in both forms that Keras writes.

Keras 3: `{"args": [...], "kwargs": {...}}` with tensors as `__keras_tensor__`. Keras 2: a list of
`[layer, node, tensor, {further arguments}]`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from layerdeck.deck import Value
from layerdeck.files.errors import FileError, shown

from .saved import plain

_CONSTANT = "_CONSTANT_VALUE"


@dataclass(frozen=True, slots=True)
class Tensor:
    """What a call of a layer gave.

    Attributes:
        layer: the layer's name.
        node: which of its calls, as the file counts them.
        index: which of the tensors that the call gave.
        shape: its shape, the batch first, where the file says so.
        dtype: its number type, where the file says so.
    """

    layer: str
    node: int
    index: int
    shape: tuple[int | None, ...] | None = None
    dtype: str = ""

    @property
    def rank(self) -> int | None:
        """How many axes it has, where the file says so."""
        return None if self.shape is None else len(self.shape)


Given = Any
"""A value, a Tensor, or a tuple or mapping of these."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a layer.

    Attributes:
        arguments: those by place.
        named: those by name.
        legacy: whether Keras 2 wrote it.
    """

    arguments: tuple[Given, ...]
    named: Mapping[str, Given]
    legacy: bool = False


def read_calls(raw: Value, where: str) -> tuple[Call, ...]:
    """The calls of a layer.

    Raises:
        FileError: they are not told in either form.
    """
    if raw is None:
        return ()
    if not isinstance(raw, tuple):
        raise FileError(f'"inbound_nodes" must be a list, and got {shown(raw)}.', where)
    return tuple(_call(node, where) for node in raw)


def tensors(given: Given) -> Iterator[Tensor]:
    """All tensors in an argument, in order."""
    if isinstance(given, Tensor):
        yield given
    elif isinstance(given, (tuple, Mapping)):
        for item in given.values() if isinstance(given, Mapping) else given:
            yield from tensors(item)


def is_place(raw: Value) -> bool:
    """Whether a value is the place of a tensor: `["conv", 0, 0]`."""
    return (
        isinstance(raw, tuple)
        and len(raw) in (3, 4)
        and isinstance(raw[0], str)
        and all(type(number) is int for number in raw[1:3])
    )


def read_place(raw: Value, where: str) -> Tensor:
    """The tensor at a place.

    Raises:
        FileError: it is none.
    """
    if isinstance(raw, tuple) and len(raw) in (3, 4):
        layer, node, index = raw[:3]
        if isinstance(layer, str) and type(node) is int and type(index) is int:
            return Tensor(layer, node, index)
    raise FileError(f'a tensor must read ["layer", call, output], and got {shown(raw)}.', where)


def _call(node: Value, where: str) -> Call:
    if isinstance(node, Mapping):
        arguments, named = node.get("args", ()), node.get("kwargs", {})
        if not isinstance(arguments, tuple) or not isinstance(named, Mapping):
            raise FileError('"args" must be a list and "kwargs" an object.', where)
        return Call(
            tuple(_given(item, where) for item in arguments),
            {key: _given(item, where) for key, item in named.items()},
        )
    if not isinstance(node, tuple):
        raise FileError(f"a call must be an object or a list, and got {shown(node)}.", where)
    entries = (node,) if node and isinstance(node[0], str) else node
    found: list[Given] = []
    named = {}
    for entry in entries:
        if isinstance(entry, tuple) and len(entry) in (3, 4) and entry[0] == _CONSTANT:
            found.append(entry[2])
        else:
            found.append(read_place(entry, where))
        if isinstance(entry, tuple) and len(entry) == 4 and isinstance(entry[3], Mapping):
            named |= {key: _old(item) for key, item in entry[3].items()}
    return Call((found[0] if len(found) == 1 else tuple(found),), named, legacy=True)


def _given(raw: Value, where: str) -> Given:
    raw = plain(raw)
    if isinstance(raw, tuple):
        return tuple(_given(item, where) for item in raw)
    if isinstance(raw, Mapping):
        if raw.get("class_name") == "__keras_tensor__":
            config = raw.get("config")
            history = config.get("keras_history") if isinstance(config, Mapping) else None
            return _told(read_place(history, where), config)
        return {key: _given(item, where) for key, item in raw.items()}
    return raw


def _told(tensor: Tensor, config: Value) -> Tensor:
    """A tensor with what a file of Keras 3 says of it besides its place."""
    assert isinstance(config, Mapping)
    shape, dtype = config.get("shape"), config.get("dtype")
    return replace(
        tensor,
        shape=as_shape(shape),
        dtype=dtype if isinstance(dtype, str) else "",
    )


def as_shape(raw: Value) -> tuple[int | None, ...] | None:
    """A shape, the batch first; None for anything else."""
    raw = plain(raw)
    if isinstance(raw, tuple) and raw and all(one is None or type(one) is int for one in raw):
        return raw  # type: ignore[return-value]
    return None


def _old(raw: Value) -> Given:
    """An argument by name in a file of Keras 2, where a tensor is only its place."""
    if is_place(raw):
        return read_place(raw, "")
    return tuple(map(_old, raw)) if isinstance(raw, tuple) else raw
