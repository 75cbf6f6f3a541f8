"""Finding cards by what people call them: titles, Keras names, other names, words of old versions.

The ranks, best first: the title itself; another name itself; a title that starts with what is
typed; titles whose words do; an old word itself; other names whose words start so; what only holds
it somewhere; and last what is spelt a little differently.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from .ports import CardType

_LEAST_FOR_TYPOS = 4
"""Of a shorter word nearly every other is a letter away."""
_LEAST_INSIDE = 3
"""Letters that a word must have to be sought within others."""
_STARTS, _HERE_AND_THERE, _NONE = 5, 8, 9
"""Ranks: up to the first, names start so; the words are in several names or the category; none."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A card that a search finds.

    Attributes:
        reason: why it is found, where its title does not tell: “formerly Causal”.
        similar: whether it is only spelt similarly.
    """

    card: CardType
    reason: str = ""
    similar: bool = False


class _Of(IntEnum):
    """Whose name it is: what weighs most first."""

    TITLE = 0
    CARD = 1
    OLD = 2
    CATEGORY = 3


@dataclass(frozen=True, slots=True)
class _Name:
    """A name taken apart: the words it is made of, all its letters in a row.

    Attributes:
        told: how it reads as the reason of a hit.
    """

    words: tuple[str, ...]
    letters: str
    of: _Of = _Of.TITLE
    told: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A card and its names; `letters` holds those of all of them, to pass over most cards fast."""

    card: CardType
    names: tuple[_Name, ...]
    letters: str


class Index:
    """The names of cards, taken apart once."""

    def __init__(self, cards: Iterable[CardType]) -> None:
        named = [(card, tuple(_names(card))) for card in cards]
        self._entries = [
            _Entry(card, names, " ".join(name.letters for name in names)) for card, names in named
        ]
        self._words = {word for _, names in named for name in names for word in name.words}

    def search(self, text: str) -> list[Hit]:
        """The cards that `text` may mean, the best first; all of them for an empty text."""
        text = text.rsplit(".", 1)[-1].strip()
        if not text:
            return [Hit(entry.card) for entry in self._entries]
        wanted = _Name(_words(text), _letters(text))
        if not wanted.letters:
            return []
        # Nearly every name holds an e somewhere.
        most = _NONE if len(wanted.letters) > 2 else _STARTS
        found = []
        for order, entry in enumerate(self._entries):
            if all(word in entry.letters for word in wanted.words):
                rank, reason = _best(wanted, entry.names)
                if rank <= most and rank < _NONE:
                    found.append((rank, order, Hit(entry.card, reason)))
        found.sort(key=lambda hit: hit[:2])
        hits = [hit for _, _, hit in found]
        # What is spelt as a name is should not be buried among what is not.
        if found and found[0][0] <= _STARTS:
            return hits
        return [*hits, *self._similar(wanted, {hit.card.id for hit in hits})]

    def _similar(self, wanted: _Name, found: set[str]) -> list[Hit]:
        if len(wanted.letters) < _LEAST_FOR_TYPOS:
            return []
        near_words = [
            {word for word in self._words if _one_off(part, word)} for part in wanted.words
        ]
        made = []
        for order, entry in enumerate(self._entries):
            missed = ((_miss(wanted, near_words, name), name.told) for name in entry.names)
            near = [(miss, told) for miss, told in missed if miss is not None]
            if near and entry.card.id not in found:
                miss, reason = min(near)
                made.append((miss, order, Hit(entry.card, reason, similar=True)))
        return [hit for _, _, hit in sorted(made, key=lambda hit: hit[:2])]


def _best(wanted: _Name, names: tuple[_Name, ...]) -> tuple[int, str]:
    """The rank of the best name, and the reason it gives."""
    ranked = ((_rank(wanted, name), place) for place, name in enumerate(names))
    rank, place = min(ranked)
    if rank < _NONE:
        return rank, names[place].told
    # Two letters are in nearly every name; they must begin a word.
    begun = all(
        any(each.startswith(word) for name in names for each in name.words)
        for word in wanted.words
        if len(word) < _LEAST_INSIDE
    )
    return (_HERE_AND_THERE if begun else _NONE), ""


def _rank(wanted: _Name, name: _Name) -> int:
    letters = name.letters
    if name.of is _Of.CATEGORY or any(word not in letters for word in wanted.words):
        return _NONE
    if wanted.letters == letters:
        return (0, 1, 4)[name.of]
    if letters.startswith(wanted.letters):
        return (2, 5, 5)[name.of]
    if all(any(word.startswith(part) for word in name.words) for part in wanted.words):
        return (3, 5, 5)[name.of]
    if wanted.letters in letters:
        return 6
    return 7 if min(map(len, wanted.words)) >= _LEAST_INSIDE else _NONE


def _miss(wanted: _Name, near_words: list[set[str]], name: _Name) -> int | None:
    """How far what is typed is from a name; None where it is not similar.

    0: each word is one letter wrong, missing, too many or swapped; else the letters that are left
    out between those typed, which are all there in their order.
    """
    if name.of is _Of.CATEGORY:
        return None
    if not any(near.isdisjoint(name.words) for near in near_words):
        return 0
    if name.letters[:1] != wanted.letters[0]:
        return None
    place = -1
    for letter in wanted.letters:
        place = name.letters.find(letter, place + 1)
        if place < 0:
            return None
    skipped = place + 1 - len(wanted.letters)
    return skipped if skipped <= len(wanted.letters) - 3 else None


def _one_off(typed: str, word: str) -> bool:
    """Whether `word` starts with `typed`, but for one letter; short ones must end with it too."""
    if word.startswith(typed):
        return True
    if len(typed) < _LEAST_FOR_TYPOS or (len(typed) < 6 and len(word) > len(typed) + 1):
        return False
    same = next((i for i, (a, b) in enumerate(zip(typed, word, strict=False)) if a != b), len(word))
    mine, other = typed[same:], word[same:]
    return (
        other.startswith(mine[1:])
        or other[1:].startswith(mine)
        or other[1:].startswith(mine[1:])
        or (other[1:2] + other[:1] == mine[:2] and other[2:].startswith(mine[2:]))
    )


def _names(card: CardType) -> Iterator[_Name]:
    """Everything a card is found by: its names, and the old words for it and for its ports."""
    yield _name(card.title)
    class_name = card.id.rsplit(".", 1)[-1]
    for name in (class_name, *card.aliases):
        told = "" if card.title in name else name if name == class_name else f"also {name}"
        yield _name(name, _Of.CARD, told)
    yield from (_name(word, _Of.OLD, f"formerly {word}") for word in card.formerly)
    for port in card.inputs:
        told = f"{port.title}, formerly "
        yield from (_name(word, _Of.OLD, f"{told}{word}") for word in port.aliases)
    yield _name(card.category, _Of.CATEGORY)


def _name(text: str, of: _Of = _Of.TITLE, told: str = "") -> _Name:
    """Take a name apart; `Conv3DTranspose` is conv, 3d, transpose, and conv3dtranspose."""
    words = _words(text)
    letters = _letters(text)
    return _Name((*words, letters) if len(words) > 1 else words, letters, of, told)


def _words(text: str) -> tuple[str, ...]:
    parts = re.findall(r"\d+[Dd](?![a-z])|[^\W\d_A-Z]+|[A-Z]+(?![a-z])|[A-Z][^\W\d_A-Z]*|\d+", text)
    return tuple(part.lower() for part in parts)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).lower()
