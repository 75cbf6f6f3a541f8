"""Rules between the values of one card, declared as data and checked by `program.check`.

Each names ports of the card. Rules about tensors' shapes are not here: those need the engine.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Exclusive:
    """Only one of two lists may hold values above 1 (strides and dilation rate)."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Divides:
    """`divisor` must divide `number` (groups and filters)."""

    divisor: str
    number: str


@dataclass(frozen=True, slots=True)
class Below:
    """Every item of `small` must be below the item of `large` on its axis (output padding)."""

    small: str
    large: str


@dataclass(frozen=True, slots=True)
class NotAbove:
    """`small` must not be greater than `large` (the least and greatest norm)."""

    small: str
    large: str


@dataclass(frozen=True, slots=True)
class Needs:
    """`port` may be given only while `other` holds `value` (a clipping needs renorm)."""

    port: str
    other: str
    value: bool | str


Rule = Exclusive | Divides | Below | NotAbove | Needs
