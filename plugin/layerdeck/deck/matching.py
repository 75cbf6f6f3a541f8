"""Finding things by what people call them: titles, other names, words of old versions.

The ranks, best first: the title itself; another name itself; a title that starts with what is
typed; titles whose words do; an old word itself; other names whose words start so; what is typed
by the beginnings of its words, as `bn` and `tconv`; what only holds it somewhere; and last what is
spelt a little differently.
"""

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Generic, TypeVar

T = TypeVar("T")

_LEAST_FOR_TYPOS = 4
"""Of a shorter word nearly every other is a letter away."""
_LEAST_INSIDE = 3
"""Letters that a word must have to be sought within others."""
_ABBREVIATED, _HERE_AND_THERE, _NONE = 6, 9, 10
"""Ranks: up to the first, names or their words start so; the words are in several names or the
category; none."""


class Of(IntEnum):
    """What kind of name it is: what weighs most first."""

    TITLE = 0
    NAME = 1
    OLD = 2
    GROUP = 3
    """Of many things; it makes a hit only together with a name."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart: the words it is made of, all its letters in a row.

    Attributes:
        told: how it reads as the reason of a match.
    """

    words: tuple[str, ...]
    letters: str
    of: Of = Of.TITLE
    told: str = ""


def name(text: str, of: Of = Of.TITLE, told: str = "") -> Name:
    """Take a name apart; `Conv3DTranspose` is conv, 3d, transpose, and conv3dtranspose."""
    words = _words(text)
    letters = _letters(text)
    return Name((*words, letters) if len(words) > 1 else words, letters, of, told)


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A thing that a search finds.

    Attributes:
        rank: how well it is found, 0 the best; that of what is only spelt similarly is the worst.
        reason: the name by which it is found, as it is told.
        similar: whether it is only spelt similarly.
    """

    thing: T
    rank: int = 0
    reason: str = ""
    similar: bool = False


@dataclass(frozen=True, slots=True)
class _Entry(Generic[T]):
    """A thing and its names; `letters` holds those of all of them, to pass over most fast."""

    thing: T
    names: tuple[Name, ...]
    letters: str


class Index(Generic[T]):
    """The names of things, taken apart once."""

    def __init__(self, named: Iterable[tuple[T, tuple[Name, ...]]]) -> None:
        self._entries = [
            _Entry(thing, names, " ".join(name.letters for name in names)) for thing, names in named
        ]
        self._words = {
            word for entry in self._entries for name in entry.names for word in name.words
        }

    def search(self, text: str) -> list[Match[T]]:
        """The things that `text` may mean, the best first; all of them for an empty text."""
        if not text.strip():
            return [Match(entry.thing) for entry in self._entries]
        wanted = Name(_words(text), _letters(text))
        if not wanted.letters:
            return []
        # Nearly every name holds an e somewhere.
        most = _NONE if len(wanted.letters) > 2 else _ABBREVIATED
        found: dict[int, Match[T]] = {}
        for order, entry in enumerate(self._entries):
            there = all(word in entry.letters for word in wanted.words)
            rank, reason = _best(wanted, entry.names) if there else (_NONE, "")
            if rank > _ABBREVIATED:
                rank, reason = min((rank, reason), _abbreviated(wanted, entry.names))
            if rank <= most and rank < _NONE:
                found[order] = Match(entry.thing, rank, reason)
        matches = sorted(found.values(), key=lambda match: match.rank)
        # What is spelt as a name is should not be buried among what is not.
        if matches and matches[0].rank <= _ABBREVIATED:
            return matches
        return [*matches, *self._similar(wanted, found)]

    def _similar(self, wanted: Name, found: Container[int]) -> list[Match[T]]:
        if len(wanted.letters) < _LEAST_FOR_TYPOS:
            return []
        near_words = [
            {word for word in self._words if _one_off(part, word)} for part in wanted.words
        ]
        made = []
        for order, entry in enumerate(self._entries):
            missed = ((_miss(wanted, near_words, name), name.told) for name in entry.names)
            near = [(miss, told) for miss, told in missed if miss is not None]
            if near and order not in found:
                miss, reason = min(near)
                made.append((miss, order, Match(entry.thing, _NONE, reason, similar=True)))
        return [match for _, _, match in sorted(made, key=lambda match: match[:2])]


def _best(wanted: Name, names: tuple[Name, ...]) -> tuple[int, str]:
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


def _abbreviated(wanted: Name, names: tuple[Name, ...]) -> tuple[int, str]:
    """The rank of a name that is typed by the beginnings of its words, and the reason it gives."""
    for name in names:
        if name.of <= Of.NAME and _abbreviates(wanted.letters, name.words[:-1]):
            return _ABBREVIATED, name.told
    return _NONE, ""


def _abbreviates(letters: str, words: tuple[str, ...]) -> bool:
    """Whether letters are the beginnings of words, each of which has one at least, in their order.

    The last words may be left out: `gap` is Global average pooling 3D too.
    """
    left = {letters}
    for word in words:
        left = {
            rest[count:]
            for rest in left
            for count in range(1, len(word) + 1)
            if rest.startswith(word[:count])
        }
        if "" in left:
            return True
    return False


def _rank(wanted: Name, name: Name) -> int:
    letters = name.letters
    if name.of is Of.GROUP or any(word not in letters for word in wanted.words):
        return _NONE
    if wanted.letters == letters:
        return (0, 1, 4)[name.of]
    if letters.startswith(wanted.letters):
        return (2, 5, 5)[name.of]
    if all(any(word.startswith(part) for word in name.words) for part in wanted.words):
        return (3, 5, 5)[name.of]
    if wanted.letters in letters:
        return 7
    return 8 if min(map(len, wanted.words)) >= _LEAST_INSIDE else _NONE


def _miss(wanted: Name, near_words: list[set[str]], name: Name) -> int | None:
    """How far what is typed is from a name; None where it is not similar.

    0: each word is one letter wrong, missing, too many or swapped; else the letters that are left
    out between those typed, which are all there in their order.
    """
    if name.of is Of.GROUP:
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


def _words(text: str) -> tuple[str, ...]:
    parts = re.findall(r"\d+[Dd](?![a-z])|[^\W\d_A-Z]+|[A-Z]+(?![a-z])|[A-Z][^\W\d_A-Z]*|\d+", text)
    return tuple(part.lower() for part in parts)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).lower()
