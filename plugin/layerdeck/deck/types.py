"""Port types, and the one rule of what may join what."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What travels along a wire. The value is the word a person reads."""

    INTEGER = "Integer"
    FLOAT = "Float"
    BOOLEAN = "Boolean"
    STRING = "String"
    INITIALIZER = "Initializer"
    REGULARIZER = "Regularizer"
    CONSTRAINT = "Constraint"
    LAYER = "Layer"
    TENSOR = "Tensor"

    @property
    def letter(self) -> str:
        """The letter that stands for the kind where colours would not do; each has its own."""
        return "N" if self is Kind.INITIALIZER else self.value[0]

    @property
    def wire_only(self) -> bool:
        """Whether an input of this kind has no written value: layers and tensors."""
        return self in (Kind.LAYER, Kind.TENSOR)

    @property
    def is_object(self) -> bool:
        """Whether the value is a Keras object, written by its name or wired from a card."""
        return self in (Kind.INITIALIZER, Kind.REGULARIZER, Kind.CONSTRAINT)


@dataclass(frozen=True, slots=True)
class PortType:
    """A kind, or a list of that kind."""

    kind: Kind
    list: bool = False

    def __str__(self) -> str:
        return f"List of {self.kind}" if self.list else str(self.kind)

    @property
    def with_article(self) -> str:
        """`a Tensor`, `an Integer`, as sentences have it."""
        word = str(self)
        return f"an {word}" if word[0] in "AEIOU" else f"a {word}"


_WIDER_KINDS = {(Kind.INTEGER, Kind.FLOAT)}
"""Pairs (from, to) of different kinds that may still join."""


def may_join(source: PortType, target: PortType) -> bool:
    """Tell whether an output of type `source` may feed an input of type `target`.

    Equal types join; Integer joins Float; a single value joins a list of the same kind, where it
    stands for every axis, as in Keras.
    """
    if source.kind == target.kind:
        return source.list == target.list or target.list
    return (source.kind, target.kind) in _WIDER_KINDS and source.list == target.list


def why_not(source: PortType, target: PortType) -> str:
    """Say in a sentence why `source` may not feed `target`; empty where it may."""
    if may_join(source, target):
        return ""
    if source.kind == target.kind:
        return f"This input takes one {target.kind}, and the output gives a list of them."
    return f"This input takes {target.with_article}, and the output gives {source.with_article}."
