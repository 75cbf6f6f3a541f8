"""Three-way choices: the side that changed something is right about it."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from layerdeck.deck import Value
from layerdeck.graph.comparing import ABSENT, Said

from .conflicts import Conflict, Side, Sources

T = TypeVar("T")

_THERE, _CHANGED, _REMOVED = Side("there"), Side("changed"), Side("removed")


def either(base: T, ours: T, theirs: T) -> tuple[T, bool]:
    """What either side changed; ours where both did, and whether they did so differently."""
    if theirs in (ours, base):
        return ours, False
    return (theirs, False) if ours == base else (ours, True)


class Picking:
    """Chooses, and notes down the conflicts.

    Attributes:
        block: the block that is being merged; empty for the project itself.
    """

    def __init__(self) -> None:
        self.block = ""
        self.conflicts: list[Conflict] = []

    def pick(self, item: str, part: str, base: T, ours: T, theirs: T) -> T:
        """The value of whichever side changed it; where both did, ours, and that is told."""
        value, conflict = either(base, ours, theirs)
        if conflict:
            self.tell(item, part, base, ours, theirs)  # type: ignore[arg-type]
        return value

    def mapping(
        self,
        item: str,
        base: Mapping[str, Value],
        ours: Mapping[str, Value],
        theirs: Mapping[str, Value],
    ) -> dict[str, Value]:
        """Values by their keys, each chosen for itself."""
        made: dict[str, Value] = {}
        for key in dict.fromkeys((*ours, *theirs)):
            old, one, other = (side.get(key, ABSENT) for side in (base, ours, theirs))
            value = self.pick(item, key, old, one, other)
            if value is not ABSENT:
                made[key] = value
        return made

    def one_sided(
        self,
        item: str,
        versions: tuple[T | None, T | None, T | None],
        differs: Callable[[T, T], bool],
    ) -> T | None:
        """What becomes of something that only one side has: it was added, or the other removed it.

        What one side changed and the other removed is a conflict.

        Args:
            item: what it is called.
            versions: the base, ours and theirs; one of the latter two is None.
            differs: whether two versions differ by more than their looks.
        """
        base, ours, theirs = versions
        there = theirs if ours is None else ours
        if base is None or there is None:
            return there
        if not differs(base, there):
            return None
        states = (_REMOVED, _CHANGED) if ours is None else (_CHANGED, _REMOVED)
        self.tell(item, "", _THERE, *states)
        return ours

    def tell(
        self,
        item: str,
        part: str,
        base: Said | Sources | Side,
        ours: Said | Sources | Side,
        theirs: Said | Sources | Side,
    ) -> None:
        """Note a conflict down."""
        self.conflicts.append(Conflict(self.block, item, part, base, ours, theirs))
