"""The one way a Program becomes Keras objects: infer and build both run its statements here."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from layerdeck.deck import Catalogue, Role
from layerdeck.program import (
    MODEL,
    UNKNOWN,
    Apply,
    Argument,
    Assign,
    Call,
    Expression,
    Make,
    Program,
    Ref,
    Statement,
    trim,
)

from .backend import keras

CONSTRUCTED = (Role.LAYER, Role.OBJECT, Role.INPUT)
"""The roles whose card id is the path of a class or function to call."""


class UnknownPathError(ValueError):
    """A Program names something that no card declares; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Making:
    """A layer or object in the making, or made: who made it, from what.

    Attributes:
        card: the card whose values are its arguments.
        arguments: the values of `call`'s arguments by name, variables looked up.
    """

    card: str
    call: Call
    arguments: dict[str, Any]


@dataclass(slots=True)
class Runner:
    """Runs statements one by one and keeps what they make.

    Attributes:
        values: by variable, the literal, Keras object or tensor.
        makings: by the id() of a Keras object, how it was made.
        layers: by card, the layer that the card makes or applies.
    """

    catalogue: Catalogue
    values: dict[str, Any] = field(default_factory=dict)
    makings: dict[int, Making] = field(default_factory=dict)
    layers: dict[str, Any] = field(default_factory=dict)

    def start(self, program: Program) -> None:
        """Give the parameters their defaults."""
        self.values.update({item.name: item.default for item in program.parameters})

    def prepare(self, card: str, call: Call) -> Making:
        """Look up the arguments of a construction."""
        return Making(card, call, {item.name: self.evaluate(item.value) for item in call.arguments})

    def construct(self, making: Making) -> Any:
        """Make the Keras object.

        Raises:
            UnknownPathError: no card declares the path.
            Exception: whatever Keras raises.
        """
        factory = resolve(making.call.path, self.catalogue)
        names = [item.name for item in making.call.arguments if item.positional]
        positional = [making.arguments[name] for name in names]
        keywords = {key: value for key, value in making.arguments.items() if key not in names}
        made = factory(*positional, **keywords)
        self.makings[id(made)] = making
        return made

    def finish(self, statement: Apply, result: Any) -> None:
        """Name what a layer gave, as Python's assignment does in the exported code."""
        if len(statement.targets) == 1:
            first = result[0] if statement.open_ended else result
            self.values[statement.targets[0]] = first
        else:
            self.values.update(zip(statement.targets, result, strict=not statement.open_ended))

    def run(self, statement: Statement) -> None:
        """Run one statement to its end."""
        if isinstance(statement, Assign):
            self.values[statement.target] = statement.value
        elif isinstance(statement, Make):
            made = self.construct(self.prepare(statement.card, statement.call))
            self.made(statement, made)
        else:
            layer = self.layer(statement)
            self.finish(statement, self.apply(layer, statement))

    def made(self, statement: Make, made: Any) -> None:
        """Name what a Make constructed."""
        self.values[statement.target] = made
        self.layers[statement.card] = made

    def layer(self, statement: Apply) -> Any:
        """The layer that a statement applies, constructed where it names a Call."""
        if isinstance(statement.layer, Ref):
            layer = self.values[statement.layer.name]
        else:
            layer = self.construct(self.prepare(statement.card, statement.layer))
        self.layers[statement.card] = layer
        return layer

    def apply(self, layer: Any, statement: Apply) -> Any:
        """Call a layer with a statement's arguments."""
        positional = [self.evaluate(item.value) for item in statement.arguments if item.positional]
        keywords = {
            item.name: self.evaluate(item.value)
            for item in statement.arguments
            if not item.positional
        }
        return layer(*positional, **keywords)

    def evaluate(self, value: Expression) -> Any:
        """A variable's value, or the literal; of a list of variables, the list."""
        if isinstance(value, Ref):
            return self.values[value.name]
        if isinstance(value, tuple):
            items = [self.evaluate(item) for item in value]
            return items if any(isinstance(item, Ref) for item in value) else tuple(items)
        return value


def _unknown(shape: Any, dtype: str, behind: Any, fed: Any, name: str) -> Any:
    """A tensor that a layer gives which nobody knows; what leads to it makes nothing of it."""
    del behind, fed
    return keras.Input(batch_shape=shape, dtype=dtype, name=name)


def resolve(path: str, catalogue: Catalogue) -> Callable[..., Any]:
    """The class or function at a dotted path, which must be the id of a card, or Keras' Model.

    Raises:
        UnknownPathError: no card of the deck has this id, or its package lacks it.
    """
    if path == UNKNOWN:
        return _unknown
    declared = catalogue.get(path)
    if path != MODEL and (declared is None or declared.role not in CONSTRUCTED):
        raise UnknownPathError(f"No card of the deck is called {path}, so it is not run.")
    module, _, name = path.rpartition(".")
    try:
        found: Callable[..., Any] = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise UnknownPathError(f"The installed {module} has no {name}.") from error
    return found


def in_build_order(program: Program) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
    """The statements that the outputs need, and the rest, each in order.

    Run in this order, the automatic names of what is needed are those of the exported code, which
    leaves the rest out.
    """
    if not program.outputs:
        return program.statements, ()
    kept = trim(program).statements
    needed = set(map(id, kept))
    return kept, tuple(item for item in program.statements if id(item) not in needed)


def argument(call: Call, name: str) -> Argument | None:
    """An argument of a construction by its name."""
    return next((item for item in call.arguments if item.name == name), None)
