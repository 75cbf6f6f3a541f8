"""Which cards belong together, read off the deck."""

import re

from layerdeck.deck import CardType, Catalogue

_RANK = re.compile(r"[123]D(?![a-z])")


def family(card: CardType) -> str:
    """What cards of other ranks share: `Conv3D` and `Conv2D` are both `Conv`."""
    return _RANK.sub("", card.id)


def other_ranks(card: CardType, deck: Catalogue) -> list[CardType]:
    """The same card for data of other ranks."""
    shared = family(card)
    if shared == card.id:
        return []
    return [
        other
        for other in deck.values()
        if family(other) == shared and other.id not in (card.id, shared)
    ]


def neighbours(card: CardType, deck: Catalogue) -> list[CardType]:
    """The other cards of its category."""
    ranks = other_ranks(card, deck)
    return [
        other
        for other in deck.values()
        if other.category == card.category and other != card and other not in ranks
    ]


def categories(deck: Catalogue) -> dict[str, list[CardType]]:
    """The cards by category, in the order the deck shows them."""
    found: dict[str, list[CardType]] = {}
    for card in deck.values():
        found.setdefault(card.category, []).append(card)
    return found
