"""Graphics items that come into being when they are first asked for."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

Key = TypeVar("Key")
Item = TypeVar("Item")


class Items(Mapping[Key, Item]):
    """The item of every card, or wire; only those in `shown` exist.

    Asking for another makes it, so that nobody needs to know which are in sight. Going through all
    of them makes all: ask `Contents` instead.
    """

    def __init__(self, known: Mapping[Key, object], make: Callable[[Key], Item]) -> None:
        self._known, self._make = known, make
        self.shown: dict[Key, Item] = {}

    def __getitem__(self, key: Key) -> Item:
        item = self.shown.get(key)
        if item is None:
            if key not in self._known:
                raise KeyError(key)
            item = self.shown[key] = self._make(key)
        return item

    def __contains__(self, key: object) -> bool:
        return key in self._known

    def __iter__(self) -> Iterator[Key]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)
