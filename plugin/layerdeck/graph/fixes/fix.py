"""What a fix is: a title and the changes it makes, as values that travel as JSON."""

from dataclasses import dataclass, replace
from typing import Any

from layerdeck.graph.blocks import WITHIN

Scalar = None | bool | int | float | str
Given = Scalar | tuple[Scalar | tuple[Scalar | tuple[Scalar | tuple[Scalar, ...], ...], ...], ...]
"""The value of an input; or of several inputs of a new card, in pairs of port and value."""


@dataclass(frozen=True, slots=True)
class Change:
    """An edit by name, with what it needs to know.

    Attributes:
        edit: a key of `FIXES`.
        port: the input it concerns, where it concerns one.
        value: the value to give; to a new card, pairs of port and value.
        new: the type of the card it adds, where it adds one.
        wire: which of the wires into the input is meant, counted from 0.
    """

    edit: str
    card: str
    port: str = ""
    value: Given = None
    new: str = ""
    wire: int = 0

    @property
    def values(self) -> dict[str, Any]:
        """The values of the card that it adds, by port."""
        pairs = self.value if isinstance(self.value, tuple) else ()
        return {str(pair[0]): pair[1] for pair in pairs if isinstance(pair, tuple)}


@dataclass(frozen=True, slots=True)
class Fix:
    """A way out of a problem: one step to apply and to undo, whatever it changes.

    Attributes:
        title: what a person reads: “Set strides to 1, 1, 1”.
        changes: made one after the other.
        note: what is worth knowing of it in a few words; where empty, `effect` says what it does.
    """

    title: str
    changes: tuple[Change, ...]
    note: str = ""

    def within(self, card: str) -> "Fix":
        """The same from outside, where what it changes is inside the block that a card is of."""
        way = f"{card}{WITHIN}"
        changes = (replace(change, card=f"{way}{change.card}") for change in self.changes)
        return replace(self, changes=tuple(changes))


def setting(title: str, card: str, port: str, value: Given) -> Fix:
    """The fix that gives one input a value."""
    return Fix(title, (Change("set_value", card, port, value),))
