"""What the search popup lists: cards for what is typed, and how they suit what is wanted."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from layerdeck.deck import CardType, Catalogue, Hit, Kind


@dataclass(frozen=True, slots=True)
class Wish:
    """What a new card should suit.

    Attributes:
        words: what it does then: “takes a Tensor”. Empty where any card will do.
        fitting: ids of the card types that can be wired.
        axes: how many axes the tensor that it gets has, batch included; 0 where that is not known.
    """

    words: str = ""
    fitting: frozenset[str] = frozenset()
    axes: int = 0


@dataclass(frozen=True, slots=True)
class Offer:
    """A card that is listed.

    Attributes:
        note: its category, with why it is found or why it hardly suits.
        rank: how well it is found, 0 the best.
        fits: whether it can be wired.
        suits: whether it also takes tensors of so many axes.
    """

    card: CardType
    note: str
    rank: int = 0
    fits: bool = True
    suits: bool = True


def offers(
    deck: Catalogue, text: str, recent: Iterable[str], wish: Wish, *, all_cards: bool
) -> list[Offer]:
    """The cards for what is typed, the best first; for nothing, those used last and then all.

    Who types the name of a card that cannot be wired means it all the same.

    Args:
        deck: where they come from.
        text: what is typed.
        recent: ids of the cards that were used last, the latest first.
        wish: what they should suit.
        all_cards: whether those are listed too that cannot be wired.
    """
    hits = deck.hits(text) if text.strip() else _recent_first(deck, recent)
    every = [_offer(hit, wish) for hit in hits]
    fitting = [offer for offer in every if offer.fits]
    as_good = fitting and fitting[0].rank == every[0].rank
    return every if all_cards or not as_good else fitting


def best_of(found: Sequence[Offer]) -> int:
    """The number of the one that is meant: of those found as well as the first, one that suits."""
    return next(
        (at for at, offer in enumerate(found) if offer.suits and offer.rank == found[0].rank), 0
    )


def axes_taken(card: CardType) -> int:
    """How many axes the tensor must have that a card takes, batch included; 0 for any number.

    Keras writes 1D, 2D and 3D into the names of the layers that take one number of axes alone.
    """
    if not re.search(r"\b[123]D\b", card.title):
        return 0
    examples = (port.example for port in card.inputs if port.kind is Kind.TENSOR)
    return next((len(shape) + 1 for shape in examples if isinstance(shape, tuple)), 0)


def _recent_first(deck: Catalogue, recent: Iterable[str]) -> Iterator[Hit]:
    used = dict.fromkeys(card for card in recent if card in deck)
    yield from (Hit(deck[card]) for card in used)
    yield from (Hit(card) for card in deck.values() if card.id not in used)


def _offer(hit: Hit, wish: Wish) -> Offer:
    card = hit.card
    fits = not wish.words or card.id in wish.fitting
    taken = axes_taken(card) if fits and wish.axes else 0
    suits = taken in (0, wish.axes)
    more = f"rank {taken}" if not suits else hit.reason
    note = f"{card.category} · {more}" if more else card.category
    return Offer(card, note, hit.rank, fits, fits and suits)
