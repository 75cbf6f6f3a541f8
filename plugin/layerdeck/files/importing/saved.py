"""Objects as Keras writes them: a class, where it comes from, and its configuration.

Two forms are read. Keras 3: `{"module", "class_name", "config", "registered_name"}`. Keras 2: the
same without a module. Sources: keras/src/saving/serialization_lib.py,
keras/src/legacy/saving/serialization.py.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from layerdeck.deck import Catalogue, Value
from layerdeck.files.errors import FileError, shown

_OUTSIDE = ("__tuple__", "TensorShape")
_ARRAYS = ("__numpy__", "__tensor__")
_LONGEST_NAME = 40
_WRAPPED = {"builtins": "function"}
_KERAS_LAYERS = ("keras.", "tf_keras.", "tensorflow.keras.", "tensorflow.python.keras.")
OPERATIONS = "keras.ops"
"""The public module of operations."""
_NO_LAYERS = (".ops", "tf_op_layer")
"""Modules of Keras whose classes are called as layers are and are none: `a + b` is such an Add."""
_PRIVATE = re.compile(r"^keras\.(src\.)?ops\.((numpy|nn|core|math)\.)?")
"""Where the operations are that `keras.ops` has itself; those of images are in a part of it."""


@dataclass(frozen=True, slots=True)
class Saved:
    """An object as a file has it.

    Attributes:
        module: where its class comes from; empty in files of Keras 2.
        registered: the name under which a class that is not Keras' own was registered.
        config: the arguments of its class, and what else the class writes.
        extra: what the file says of it besides.
    """

    class_name: str
    module: str
    registered: str
    config: Value
    extra: Mapping[str, Value]

    @property
    def arguments(self) -> Mapping[str, Value]:
        """The configuration where it is one."""
        return self.config if isinstance(self.config, Mapping) else {}

    @property
    def name(self) -> str:
        """The layer's name; empty where it has none."""
        name = self.arguments.get("name")
        return name if isinstance(name, str) else ""

    @property
    def is_sequential(self) -> bool:
        """Whether it is a row of layers."""
        return self.class_name == "Sequential"

    @property
    def is_model(self) -> bool:
        """Whether it is a model whose layers are told, whatever its class is called."""
        return self.is_sequential or {"layers", "input_layers", "output_layers"} <= set(
            self.arguments
        )


_KEYS = ("class_name", "module", "registered_name", "config")


def is_saved(raw: Value) -> bool:
    """Whether a value is an object as Keras writes it."""
    return isinstance(raw, Mapping) and isinstance(raw.get("class_name"), str) and "config" in raw


def read_saved(raw: Value, where: str) -> Saved:
    """Read an object.

    Raises:
        FileError: it is none.
    """
    if not is_saved(raw):
        raise FileError(
            f'a layer must be an object with "class_name" and "config", and got {shown(raw)}.',
            where,
        )
    assert isinstance(raw, Mapping)
    module, registered = raw.get("module"), raw.get("registered_name")
    return Saved(
        str(raw["class_name"]),
        module if isinstance(module, str) else "",
        registered if isinstance(registered, str) else "",
        raw["config"],
        {key: value for key, value in raw.items() if key not in _KEYS},
    )


def plain(raw: Value) -> Value:
    """A value out of the forms in which Keras keeps tuples, shapes and arrays."""
    if isinstance(raw, tuple):
        return tuple(map(plain, raw))
    if isinstance(raw, Mapping):
        kind = raw.get("class_name")
        if kind in _OUTSIDE and isinstance(raw.get("items"), tuple):
            return plain(raw["items"])
        inner = raw.get("config")
        if kind in _ARRAYS and isinstance(inner, Mapping) and "value" in inner:
            return plain(inner["value"])
    return raw


def function_name(raw: Value) -> Value:
    """The name of one of Keras' own functions, as of an activation; else what was given."""
    if is_saved(raw):
        saved = read_saved(raw, "")
        if saved.class_name == _WRAPPED.get(saved.module or "builtins"):
            return saved.config
    return raw


def is_operation(saved: Saved) -> bool:
    """Whether it is no layer but an operation, as `a + b` leaves it in a model of Keras 3."""
    return any(part in saved.module for part in _NO_LAYERS)


def card_type(saved: Saved, deck: Catalogue, family: str = "layers") -> str:
    """The id of the card of an object: one of the deck's, or what a placeholder is called."""
    name = saved.class_name
    own = f"{saved.module}.{name}"
    if own in deck:
        return own
    # Exported code carries the source of our classes, so that any module may hold them.
    ours = f"layerdeck.{family}.{name}"
    if saved.registered == f"layerdeck>{name}" and ours in deck:
        return ours
    keras = not saved.module or f"{saved.module}.".startswith(_KERAS_LAYERS)
    if keras and not is_operation(saved):
        shorter = re.sub(r"V[12]$", "", name)
        for known in (name, shorter):
            for room in (f"keras.{family}", f"layerdeck.{family}"):
                if f"{room}.{known}" in deck:
                    return f"{room}.{known}"
        if saved.registered in ("", name) and ">" not in name:
            return f"keras.{family}.{name}"
    if is_operation(saved):
        own = _PRIVATE.sub(f"{OPERATIONS}.", f"{saved.module}.") + snake(name)
    # HDF5 has no module, and every format the name under which a class was registered.
    registered = saved.registered if ">" in saved.registered else name
    path = registered if ">" in registered or not saved.module else own
    path = path.replace(">", ".")
    return path if all(part.isidentifier() for part in path.split(".")) else "unknown"


def snake(class_name: str) -> str:
    """A class's name as Keras makes layers' names of it: `conv_lstm2d`.

    Source: keras/src/utils/naming.py, to_snake_case.
    """
    name = re.sub(r"\W+", "", class_name)
    name = re.sub(r"(.)([A-Z][a-z]+)", r"\1_\2", name)
    return re.sub(r"([a-z])([A-Z])", r"\1_\2", name).lower()


def brief(name: str) -> str:
    """A name from a file as sentences have it: short, and nothing that a terminal acts upon."""
    shown = "".join(letter if letter.isprintable() else " " for letter in name[:80])
    flat = " ".join(shown.split())
    return flat if len(flat) <= _LONGEST_NAME else f"{flat[:_LONGEST_NAME]}…"


def all_saved(raw: Value) -> Iterator[Saved]:
    """Every object in a value, however deep."""
    if isinstance(raw, Mapping):
        if is_saved(raw):
            yield read_saved(raw, "")
        for item in raw.values():
            yield from all_saved(item)
    elif isinstance(raw, tuple):
        for item in raw:
            yield from all_saved(item)
