"""The catalogue: every card type by its id, where it comes from, and how it is found."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from .ports import CardType
from .search import Hit, Index


class Catalogue(Mapping[str, CardType]):
    """Card types by id, in the order they are offered, and what could not be loaded."""

    def __init__(
        self,
        cards: Iterable[CardType],
        faults: tuple[str, ...] = (),
        packages: Mapping[str, str] | None = None,
    ) -> None:
        self._cards = {card.id: card for card in cards}
        self.faults = faults
        """Sentences, each naming a package with cards that could not be loaded."""
        self._packages = packages or {}

    def __getitem__(self, card_id: str) -> CardType:
        return self._cards[card_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._cards)

    def __len__(self) -> int:
        return len(self._cards)

    def with_cards(self, cards: Iterable[CardType]) -> "Catalogue":
        """This catalogue and further cards: a project's blocks."""
        return Catalogue((*self.values(), *cards), self.faults, self._packages)

    def package_of(self, card_id: str) -> str:
        """The package that a card comes from; empty for our own."""
        return self._packages.get(card_id, "")

    def by_category(self) -> dict[str, list[CardType]]:
        """The cards of each category, in the order in which the categories first occur."""
        found: dict[str, list[CardType]] = {}
        for card in self.values():
            found.setdefault(card.category, []).append(card)
        return found

    def hits(self, text: str) -> list[Hit]:
        """The cards that `text` may mean, the best first, each with the reason why."""
        return self._index.search(text)

    def search(self, text: str) -> list[CardType]:
        """The cards of `hits`, without those that are only spelt similarly."""
        return [hit.card for hit in self.hits(text) if not hit.similar]

    @cached_property
    def _index(self) -> Index:
        return Index(self._cards.values())
