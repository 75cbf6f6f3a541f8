"""Finding cards: by title, Keras name, other names, and the words of old versions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from . import matching
from .matching import Of, name
from .ports import CardType


@dataclass(frozen=True, slots=True)
class Hit:
    """A card that a search finds.

    Attributes:
        rank: how well it is found, 0 the best.
        reason: why it is found, where its title does not tell: “formerly Causal”.
        similar: whether it is only spelt similarly.
    """

    card: CardType
    rank: int = 0
    reason: str = ""
    similar: bool = False


class Index:
    """The names of cards, taken apart once."""

    def __init__(self, cards: Iterable[CardType]) -> None:
        self._names = matching.Index((card, tuple(_names(card))) for card in cards)

    def search(self, text: str) -> list[Hit]:
        """The cards that `text` may mean, the best first; all of them for an empty text.

        Of a path such as `keras.layers.Conv3D` only the last word counts.
        """
        matches = self._names.search(text.rsplit(".", 1)[-1])
        return [Hit(match.thing, match.rank, match.reason, match.similar) for match in matches]


def _names(card: CardType) -> Iterator[matching.Name]:
    """Everything a card is found by: its names, and the old words for it and for its ports."""
    yield name(card.title)
    class_name = card.id.rsplit(".", 1)[-1]
    for other in (class_name, *card.aliases):
        told = "" if card.title in other else other if other == class_name else f"also {other}"
        yield name(other, Of.NAME, told)
    yield from (name(word, Of.OLD, f"formerly {word}") for word in card.formerly)
    for port in card.inputs:
        told = f"{port.title}, formerly "
        yield from (name(word, Of.OLD, f"{told}{word}") for word in port.aliases)
    yield name(card.category, Of.GROUP)
