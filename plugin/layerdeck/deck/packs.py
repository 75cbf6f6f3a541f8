"""Packs: the packages that offer cards. What one does wrong is told, and harms no other."""

import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import EntryPoint, distributions, entry_points

from .catalogue import Catalogue
from .ports import CardType
from .wellformed import why_malformed

ENTRY_POINT = "layerdeck.cards"
"""Packages offer an iterable of `CardType` under this entry-point group; ours does too."""

OURS = "layerdeck"
_HEAVY = ("keras", "tensorflow", "torch", "jax")
"""What takes seconds to import, and what no declaration of a card needs."""


@cache
def load_catalogue() -> Catalogue:
    """Load the cards of every installed package, ours first; once per process."""
    cards: dict[str, CardType] = {}
    packages: dict[str, str] = {}
    faults: list[str] = []
    for package, point in sorted(_offers(faults), key=lambda offer: (offer[0] != OURS, offer[0])):
        for card in _load(package, point, faults):
            wrong = "" if package == OURS else why_malformed(card)
            if not wrong and card.id in cards:
                wrong = f"{packages[card.id]} offers a card of this id already"
            if wrong:
                faults.append(f"The card {card.id} of {package} is left out: {wrong}.")
            else:
                cards[card.id] = card
                packages[card.id] = package
    strange = {card_id: package for card_id, package in packages.items() if package != OURS}
    return Catalogue(cards.values(), tuple(faults), strange)


def _offers(faults: list[str]) -> list[tuple[str, EntryPoint]]:
    """The entry points of all packages, each with the package's name."""
    try:
        return [(_package(point), point) for point in entry_points(group=ENTRY_POINT)]
    except Exception:  # one unreadable package hides all others from the system's own list
        return list(_one_by_one(faults))


def _one_by_one(faults: list[str]) -> Iterator[tuple[str, EntryPoint]]:
    seen: set[str] = set()
    for package in distributions():
        try:
            name = str(package.name)
            points = list(package.entry_points.select(group=ENTRY_POINT))
        except Exception as error:  # not UTF-8, no sections, no metadata at all
            where = getattr(package, "_path", "a package")
            faults.append(f"The entry points of {where} could not be read: {_short(error)}.")
            continue
        # The first on the path is the one that is imported.
        if name not in seen:
            yield from ((name, point) for point in points)
        seen.add(name)


def _package(point: EntryPoint) -> str:
    return str(point.dist.name) if point.dist else point.value


def _load(package: str, point: EntryPoint, faults: list[str]) -> list[CardType]:
    before = set(sys.modules)
    try:
        offered = list(point.load())
    except (Exception, SystemExit) as error:  # a stranger's code may fail in any way
        faults.append(f"The cards of {package} could not be loaded: {_short(error)}.")
        return []
    heavy = [name for name in _HEAVY if name in sys.modules and name not in before]
    if heavy:
        faults.append(
            f"The cards of {package} import {heavy[0]}, which makes every start slow: declare them "
            "in a module that does not."
        )
    cards = [card for card in offered if isinstance(card, CardType)]
    if len(cards) < len(offered):
        stranger = next(card for card in offered if not isinstance(card, CardType))
        which = f"Some cards of {package}" if cards else f"The cards of {package}"
        faults.append(
            f"{which} could not be loaded: it offers {_short(stranger)}, which is no CardType."
        )
    return cards


def _short(thing: object) -> str:
    """An error or a stranger on one line."""
    said = str(thing) or type(thing).__name__ if isinstance(thing, BaseException) else repr(thing)
    text = " ".join(said.split()).rstrip(".")
    return text if len(text) <= 200 else f"{text[:200]}…"
