"""The catalogue: every card type, from every package that offers the entry point."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from importlib.metadata import EntryPoint, entry_points

from .ports import CardType

ENTRY_POINT = "layerdeck.cards"
"""Packages offer an iterable of `CardType` under this entry-point group; ours does too."""


class Catalogue(Mapping[str, CardType]):
    """Card types by id, in the order they are offered, and what could not be loaded."""

    def __init__(self, cards: Iterable[CardType], faults: tuple[str, ...] = ()) -> None:
        self._cards = {card.id: card for card in cards}
        self.faults = faults
        """Sentences, each naming a package whose cards could not be loaded."""

    def __getitem__(self, card_id: str) -> CardType:
        return self._cards[card_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._cards)

    def __len__(self) -> int:
        return len(self._cards)

    def with_cards(self, cards: Iterable[CardType]) -> "Catalogue":
        """This catalogue and further cards: a project's blocks."""
        return Catalogue((*self.values(), *cards), self.faults)

    @cached_property
    def _haystacks(self) -> tuple[tuple[CardType, str, str], ...]:
        return tuple(
            (
                card,
                _words(card.title),
                " ".join(_words(word) for word in _names(card)),
            )
            for card in self._cards.values()
        )

    def search(self, text: str) -> list[CardType]:
        """The cards that every word of `text` occurs in, the best first.

        Words are sought in titles, Keras names and old names, without regard to case; a title that
        starts with the text comes before one that holds it, and that before an alias.
        """
        wanted = _words(text)
        found = []
        for order, (card, title, haystack) in enumerate(self._haystacks):
            if all(word in haystack for word in wanted.split()):
                score = 0 if title.startswith(wanted) else 1 if wanted in title else 2
                found.append((score, order, card))
        return [card for _, _, card in sorted(found, key=lambda hit: hit[:2])]


def _names(card: CardType) -> Iterator[str]:
    """Everything a card is found by: its titles, and the old words for it and for its ports."""
    yield from (card.title, card.id, *card.aliases, *card.formerly)
    for port in card.inputs:
        yield from port.aliases


def _words(text: str) -> str:
    """Lower case; `Conv3DTranspose` gives “conv3dtranspose conv 3d transpose”."""
    text = text.rsplit(".", 1)[-1].replace("_", " ")
    parts = re.findall(r"\d+[Dd](?![a-z])|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", text)
    spaced = " ".join(parts).lower()
    joined = text.lower()
    return joined if joined == spaced else f"{joined} {spaced}"


def _load(point: EntryPoint) -> tuple[tuple[CardType, ...], str]:
    try:
        cards = tuple(point.load())
        strangers = [card for card in cards if not isinstance(card, CardType)]
        if strangers:
            raise TypeError(f"it offers {strangers[0]!r}, which is no CardType")
    except Exception as error:  # a stranger's package may fail in any way, and must harm nothing
        package = point.dist.name if point.dist else point.value
        return (), f"The cards of {package} could not be loaded: {error}."
    return cards, ""


@cache
def load_catalogue() -> Catalogue:
    """Load the cards of every installed package, once per process."""
    loaded = [_load(point) for point in entry_points(group=ENTRY_POINT)]
    return Catalogue(
        (card for cards, _ in loaded for card in cards),
        tuple(fault for _, fault in loaded if fault),
    )
