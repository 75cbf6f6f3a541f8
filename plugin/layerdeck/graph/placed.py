"""What lies on the canvas: cards, frames and notes, as frozen values."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Self, TypeVar

from layerdeck.deck import Value

NOTHING: Mapping[str, Value] = MappingProxyType({})

Position = tuple[float, float]
"""A place on the canvas in pixels at 1:1, of a thing its top left corner; x grows right, y down."""

Size = tuple[float, float]
"""Width and height on the canvas, in pixels at 1:1."""

FARTHEST = 1e9
"""The greatest coordinate, and the greatest side of a frame or note, in pixels."""


K = TypeVar("K")
V = TypeVar("V")
Item = TypeVar("Item", "Card", "Frame", "Note")


def freeze(owner: object, *parts: str) -> None:
    """Make mappings of a frozen value, which were handed in, read-only copies."""
    for part in parts:
        given = getattr(owner, part)
        if not isinstance(given, MappingProxyType):
            object.__setattr__(owner, part, MappingProxyType(dict(given)))


def updated(old: Mapping[K, V], entries: Mapping[K, V]) -> Mapping[K, V]:
    """A mapping of a frozen value with some entries new or others, the new ones at its end."""
    # Its own `copy` runs at C speed; `{**old}` asks a read-only mapping key by key.
    made = old.copy() if isinstance(old, MappingProxyType) else dict(old)
    made.update(entries)
    return MappingProxyType(made)


def placed_anew(
    items: Mapping[str, Item],
    names: Mapping[str, str],
    here: Callable[[Position], Position],
) -> dict[str, Item]:
    """Those of some things that get other names, under these and in other places."""
    return {
        names[key]: item.with_(id=names[key], at=item.at and here(item.at))
        for key, item in items.items()
        if key in names
    }


class _Placed:
    """What cards, frames and notes can do alike."""

    __slots__ = ()

    def with_(self, **changes: object) -> Self:
        """A copy with some attributes changed."""
        return replace(self, **changes)  # type: ignore[type-var]


@dataclass(frozen=True, slots=True)
class Card(_Placed):
    """A placed card.

    Attributes:
        id: a Python identifier, unique in the graph; becomes the variable of the exported code.
        type: id of its card type, which the catalogue may not know: then it is a placeholder.
        at: where it lies, or None until it is laid out.
        values: the values a person gave; what equals the default is left out.
        rest: what a file said of the card beyond these, kept to be written back.
        collapsed: whether it shows its head alone.
        bypassed: whether the model is made as if it were not there; see `bypass`.
        weights: the layer that the card was, in the file that the Graph names: its name, after
            those of the models it is in; empty of a card that no file knows.
    """

    id: str
    type: str
    at: Position | None = None
    values: Mapping[str, Value] = field(default_factory=lambda: NOTHING)
    rest: Mapping[str, Value] = field(default_factory=lambda: NOTHING)
    collapsed: bool = False
    bypassed: bool = False
    weights: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        freeze(self, "values", "rest")


@dataclass(frozen=True, slots=True)
class Frame(_Placed):
    """A titled area behind cards. What lies on it is not said: it is seen, by the places.

    Attributes:
        id: a Python identifier, which no card, frame or note of the graph has.
        text: a longer word on it; may be empty, as the title may.
        rest: what a file said of the frame beyond these, kept to be written back.
    """

    id: str
    title: str
    text: str
    at: Position
    size: Size
    rest: Mapping[str, Value] = field(default_factory=lambda: NOTHING)

    def __post_init__(self) -> None:
        freeze(self, "rest")


@dataclass(frozen=True, slots=True)
class Note(_Placed):
    """A text on the canvas.

    Attributes:
        id: a Python identifier, which no card, frame or note of the graph has.
        rest: what a file said of the note beyond these, kept to be written back.
        unsettled: whether it tells of conflicts that a merge left, until it is taken away.
    """

    id: str
    text: str
    at: Position
    size: Size
    rest: Mapping[str, Value] = field(default_factory=lambda: NOTHING)
    unsettled: bool = False

    def __post_init__(self) -> None:
        freeze(self, "rest")


def middle(cards: Iterable[Card]) -> Position:
    """Where cards lie on the average, in whole pixels; the origin where there are none."""
    places = [card.at or (0.0, 0.0) for card in cards]
    count = max(len(places), 1)
    return (
        float(round(sum(x for x, _ in places) / count)),
        float(round(sum(y for _, y in places) / count)),
    )
