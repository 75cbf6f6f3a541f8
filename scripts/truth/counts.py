"""How much of Keras and of the documentation the cards cover."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from layerdeck.deck import CardType

from .faults import class_of, constructed
from .walk import arguments, public_classes


@dataclass(frozen=True, slots=True)
class Counts:
    """What there is, and how much of it the cards cover.

    Attributes:
        cards: all cards of the deck.
        documented: documented cards that are there, by their titles or other words.
        documented_wanted: all documented cards.
        classes: public classes of Keras with a card.
        left_out: public classes of Keras left out with a reason.
        missing: public classes of Keras that are neither.
        ports: arguments of the classes with a card that have a port.
        exceptions: those that have none, with a reason.
    """

    cards: int
    documented: int
    documented_wanted: int
    classes: int
    left_out: int
    missing: int
    ports: int
    exceptions: int

    def __str__(self) -> str:
        total = self.classes + self.left_out + self.missing
        return (
            f"{self.cards} cards; {self.documented} of {self.documented_wanted} documented cards; "
            f"{self.classes} of {total} Keras classes have a card, {self.left_out} are left out "
            f"with a reason, {self.missing} are missing; {self.ports} arguments have a port, "
            f"{self.exceptions} are exceptions with a reason."
        )


def count(cards: Sequence[CardType], titles: Iterable[str], left_out: Mapping[str, str]) -> Counts:
    """Count against the installed Keras and the titles of the documented cards."""
    words = {word for card in cards for word in (card.id, card.title, *card.aliases)}
    wanted = set(titles)
    stand_for = {class_of(card): card for card in constructed(cards)}
    public = public_classes().values()
    with_card = [stand_for[thing] for thing in public if thing in stand_for]
    without = [thing for thing in public if thing not in stand_for]
    named = [
        (card, name)
        for card in with_card
        for name in (*arguments(class_of(card)), *(port.id for port in card.arguments))
        if name in card.exceptions or card.input(name)
    ]
    taken = {(card.id, name) for card, name in named}
    excepted = {(card.id, name) for card, name in named if name in card.exceptions}
    out = sum(thing.__name__ in left_out for thing in without)
    return Counts(
        len(cards),
        len(wanted & words),
        len(wanted),
        len(with_card),
        out,
        len(without) - out,
        len(taken - excepted),
        len(excepted),
    )
