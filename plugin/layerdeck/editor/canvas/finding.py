"""Finding cards, frames and notes by what is written on them, in the whole project."""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QElapsedTimer

from layerdeck.deck import CardType
from layerdeck.editor.session import Session
from layerdeck.graph import Card, Frame, Graph, Note
from layerdeck.graph.blocks import inside_of, used_blocks

from .chips import chip_text

_AT_END = object()
Path = tuple[str, ...]
"""The blocks to enter, the outermost first."""


class Hit(NamedTuple):
    """Something that was found: where, and the id of a card, frame or note there."""

    path: Path
    item: str


class Texts:
    """What is written on everything in the project.

    It is read bit by bit, so that the window never waits: what has been read can be found. What has
    not changed since is not read again.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[Hit, tuple[object, object, str]] = {}
        """By what was read: the thing and its card type as they were, and the text."""
        self._entries: list[tuple[Hit, str]] = []
        self._reading: Iterator[None] | None = None

    @property
    def read(self) -> bool:
        """Whether all has been read."""
        return self._reading is None

    def renew(self) -> None:
        """The project is another, or another part of it is looked at: read it from the start."""
        self._entries = []
        self._reading = self._read()

    def go_on(self, most: int) -> None:
        """Read for so many milliseconds."""
        clock = QElapsedTimer()
        clock.start()
        while self._reading and clock.elapsed() < most:
            if next(self._reading, _AT_END) is _AT_END:
                self._reading = None

    def find(self, wanted: str) -> list[Hit]:
        """What all of the words are written on: in the part that is looked at first, then inside.

        Within a part from left to right.
        """
        words = wanted.lower().split()
        if not words:
            return []
        first, *others = words
        found = (entry for entry in self._entries if first in entry[1])
        return [hit for hit, text in found if all(word in text for word in others)]

    def _read(self) -> Iterator[None]:
        known, self._known = self._known, {}
        for path, graph in _parts(self._session):
            things = sorted(_things(graph), key=_place)
            yield
            for thing in things:
                hit = Hit(path, thing.id)
                declared = self._session.deck.get(thing.type) if isinstance(thing, Card) else None
                text = known.get(hit)
                if text is None or text[0] is not thing or text[1] is not declared:
                    text = thing, declared, text_of(thing, declared).lower()
                self._known[hit] = text
                self._entries.append((hit, text[2]))
                yield


def text_of(thing: Card | Frame | Note, declared: CardType | None) -> str:
    """What is written on a card, frame or note, a line each."""
    if isinstance(thing, Frame):
        return f"{thing.title}\n{thing.text}"
    if isinstance(thing, Note):
        return thing.text
    lines = [thing.id, thing.type]
    if declared:
        lines += [declared.title, *declared.aliases]
        for port_id in thing.values:
            port = declared.input(port_id)
            if port:
                lines.append(f"{port.title} {chip_text(port, thing.values, wired=False)}")
    return "\n".join(lines)


def _things(graph: Graph) -> list[Card | Frame | Note]:
    return [*graph.cards.values(), *graph.frames.values(), *graph.notes.values()]


def _place(thing: Card | Frame | Note) -> tuple[float, float]:
    return thing.at or (0.0, 0.0)


def _parts(session: Session) -> Iterator[tuple[Path, Graph]]:
    """What is looked at, and then every other part of the project that can be entered, once."""
    here = session.path[-1:]
    yield session.path, session.graph
    waiting: list[tuple[Path, Graph]] = [((), session.whole)]
    seen: set[Path] = set()
    while waiting:
        path, graph = waiting.pop(0)
        if path[-1:] not in seen:
            seen.add(path[-1:])
            if path[-1:] != here:
                yield path, graph
            for block in used_blocks(graph):
                if block in session.whole.blocks:
                    waiting.append(((*path, block), inside_of(session.whole, block)))
