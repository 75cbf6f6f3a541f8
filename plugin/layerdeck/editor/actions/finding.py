"""Finding actions by what people call them, as cards are found."""

from collections.abc import Iterable, Iterator

from layerdeck.deck import matching
from layerdeck.deck.matching import Of, name

from .action import Action
from .keys import Keys


def index_of(actions: Iterable[Action], keys: Keys) -> matching.Index[Action]:
    """The names of actions: titles, other words, keys, and the menus they stand in."""
    return matching.Index((action, tuple(_names(action, keys))) for action in actions)


def _names(action: Action, keys: Keys) -> Iterator[matching.Name]:
    yield name(action.title)
    if action.titled:
        yield name(action.words)
    yield from (name(word, Of.NAME, f"also {word}") for word in action.also)
    yield from (name(key, Of.NAME) for key in keys.get(action.id, ()))
    yield from (name(menu, Of.GROUP) for menu in action.menu.split(" > "))
