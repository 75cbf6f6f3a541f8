"""The difference in meaning of two Graphs, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple

from layerdeck.deck import Value
from layerdeck.graph.placed import freeze
from layerdeck.graph.wires import End


class Absent(Enum):
    """The type of `ABSENT`."""

    ABSENT = "absent"


ABSENT = Absent.ABSENT
"""Stands for a value that was not given, where the default holds."""

Said = Value | Absent

CARD, BYPASSED, WEIGHTS = "card", "bypassed", "weights_from"
"""The parts of a card that are no values of its ports: its type, whether it is passed by, and the
layer that its weights come from; of a project WEIGHTS is the file of that layer."""


class ValueChange(NamedTuple):
    """What is said otherwise of a card, or of a project.

    Attributes:
        part: a port's id, CARD, BYPASSED, WEIGHTS or a key of the file.
    """

    part: str
    old: Said
    new: Said


class CardChange(NamedTuple):
    """A card in both graphs that is another; `was` is its id in the old one."""

    card: str
    was: str
    values: tuple[ValueChange, ...]


class Rewired(NamedTuple):
    """An input, of a card in both graphs, that other outputs feed, or the same in another order.

    Attributes:
        old: what fed it; cards that are in both graphs by their new ids.
    """

    input: End
    old: tuple[End, ...]
    new: tuple[End, ...]


class Reordered(NamedTuple):
    """Cards of one type in both graphs whose order counts and is another, by their new ids."""

    type: str
    old: tuple[str, ...]
    new: tuple[str, ...]


class Written(NamedTuple):
    """A frame or note whose words are others; None where there is none."""

    id: str
    old: str | None
    new: str | None


class BlockChanges(NamedTuple):
    """The blocks by their ids; `renamed` by the old ones."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    renamed: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed in meaning. Cards are named by their ids in the new graph, where they are there.

    Attributes:
        name: the old and the new name of the model; None if it is the same.
        renamed: by the old id, the new one of cards that were recognised under it.
        changed: cards in both graphs of which anything is said otherwise, or that are renamed.
        reordered: inputs, outputs and parameters in another order.
        written: frames and notes with other words.
        rest: what else the file says otherwise.
        inside: by its new id, what changed in a block that is in both.
    """

    name: tuple[str, str] | None = None
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    changed: tuple[CardChange, ...] = ()
    rewired: tuple[Rewired, ...] = ()
    reordered: tuple[Reordered, ...] = ()
    written: tuple[Written, ...] = ()
    rest: tuple[ValueChange, ...] = ()
    blocks: BlockChanges = field(default_factory=BlockChanges)
    inside: Mapping[str, "Comparison"] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        freeze(self, "renamed", "inside")

    def __bool__(self) -> bool:
        return self != Comparison()

    @property
    def touched(self) -> dict[str, None]:
        """The cards in both graphs that are another, or fed otherwise, in order."""
        return dict.fromkeys(
            (*(change.card for change in self.changed), *(one.input.card for one in self.rewired))
        )
