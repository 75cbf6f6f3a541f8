"""A comparison in words: a line for each card, as a good change log has it."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from layerdeck.deck import CardType, Catalogue, Port, Required, Value, followed, show
from layerdeck.graph.blocks import INPUT, OUTPUT, PARAMETER, with_blocks
from layerdeck.graph.graph import Graph
from layerdeck.graph.placed import Card
from layerdeck.graph.wires import End

from .comparison import (
    ABSENT,
    BYPASSED,
    CARD,
    WEIGHTS,
    CardChange,
    Comparison,
    Reordered,
    Rewired,
    Said,
    ValueChange,
    Written,
)

_LONGEST = 60
"""Letters of a value; a longer one is cut."""
_ORDERED = {INPUT: "inputs", OUTPUT: "outputs", PARAMETER: "parameters"}


class What(StrEnum):
    """What happened to a card, a block, a frame or note, or to the project."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Told(NamedTuple):
    """One line.

    Attributes:
        block: the block in which it happened; empty for the project itself.
        item: a card, frame or note; one that is gone by its old id. Empty where all is meant.
        subject: what it happened to: `conv1 (Convolution 3D)`.
        words: what happened; may be empty where something is new or gone.
    """

    what: What
    block: str
    item: str
    subject: str
    words: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """The line as a person reads it."""
        inside = f"{self.block}: " if self.block else ""
        return f"{inside}{self.subject}{': ' if self.words else ''}{'; '.join(self.words)}"


def tell(found: Comparison, old: Graph, new: Graph, deck: Catalogue) -> list[Told]:
    """All that a comparison of two graphs found: the project first, then each of its blocks."""
    decks = with_blocks(deck, old), with_blocks(deck, new)
    lines = [*_Teller(old, new, *decks).lines(found)]
    for block in found.blocks.added:
        lines.append(Told(What.ADDED, block, "", "the block is new", _size(new.blocks[block])))
    for block in found.blocks.removed:
        lines.append(Told(What.REMOVED, block, "", "the block is gone", _size(old.blocks[block])))
    for was, block in found.blocks.renamed.items():
        lines.append(Told(What.CHANGED, block, "", "the block", (f"renamed from {was}",)))
    called = {block: was for was, block in found.blocks.renamed.items()}
    for block, inside in found.inside.items():
        before, after = old.blocks[called.get(block, block)], new.blocks[block]
        lines += _Teller(before, after, *decks, block).lines(inside)
    return [_printable(line) for line in lines]


def _printable(told: Told) -> Told:
    return told._replace(subject=printable(told.subject), words=tuple(map(printable, told.words)))


def printable(text: str) -> str:
    """A text on one line, without the signs that command a terminal."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _size(block: Graph) -> tuple[str, ...]:
    count = len(block.cards)
    return (f"{count} card{'s' * (count != 1)}",)


class _Teller:
    """Puts what changed between two graphs into words, with the titles of their decks."""

    def __init__(
        self, old: Graph, new: Graph, old_deck: Catalogue, new_deck: Catalogue, block: str = ""
    ) -> None:
        self._old, self._new = old, new
        self._old_deck, self._new_deck = old_deck, new_deck
        self._block = block

    def lines(self, found: Comparison) -> Iterator[Told]:
        yield from self._of_all(found)
        for key in found.added:
            card = self._new.cards[key]
            yield self._told(What.ADDED, card, self._new_deck, self._all_of(card))
        for key in found.removed:
            yield self._told(What.REMOVED, self._old.cards[key], self._old_deck, ())
        changes = {change.card: change for change in found.changed}
        wires: dict[str, list[Rewired]] = {}
        for rewired in found.rewired:
            wires.setdefault(rewired.input.card, []).append(rewired)
        for key in self._new.cards:
            words = [*self._changed(changes.get(key))]
            words += [self._rewired(rewired) for rewired in wires.get(key, ())]
            if words:
                yield self._told(What.CHANGED, self._new.cards[key], self._new_deck, tuple(words))
        for area in found.written:
            yield self._written(area)

    def _of_all(self, found: Comparison) -> Iterator[Told]:
        """What changed of the graph as a whole."""
        if found.name:
            yield self._whole("the name", " -> ".join(map(_short, found.name)))
        for change in found.rest:
            subject = "the file of the weights" if change.part == WEIGHTS else change.part
            yield self._whole(subject, _change(change, None, None))
        for order in found.reordered:
            yield self._whole(f"the order of the {_ORDERED[order.type]}", _order(order))

    def _whole(self, subject: str, words: str) -> Told:
        return Told(What.CHANGED, self._block, "", subject, (words,))

    def _told(self, what: What, card: Card, deck: Catalogue, words: tuple[str, ...]) -> Told:
        return Told(what, self._block, card.id, f"{card.id} ({_title(deck, card.type)})", words)

    def _all_of(self, card: Card) -> tuple[str, ...]:
        """What a new card says, and what feeds it."""
        declared = self._new_deck.get(card.type)
        given = {**card.values, **card.rest}
        words = [
            f"{_port_title(port, key)} {value_words(port, value)}"
            for key, value in given.items()
            for port in [_port(declared, card, key)]
        ]
        words += [BYPASSED] if card.bypassed else []
        fed: dict[End, list[End]] = {}
        for wire in self._new.wires_of(card.id):
            if wire.target.card == card.id:
                fed.setdefault(wire.target, []).append(wire.source)
        words += [f"{self._input(end)} from {ends_words(sources)}" for end, sources in fed.items()]
        return tuple(words)

    def _changed(self, change: CardChange | None) -> Iterator[str]:
        if change is None:
            return
        if change.was != change.card:
            yield f"renamed from {change.was}"
        old, new = self._old.cards[change.was], self._new.cards[change.card]
        for value in change.values:
            if value.part == CARD:
                titles = _title(self._old_deck, old.type), _title(self._new_deck, new.type)
                yield " -> ".join((old.type, new.type) if titles[0] == titles[1] else titles)
            elif value.part == BYPASSED:
                yield BYPASSED if value.new else f"no longer {BYPASSED}"
            elif value.part == WEIGHTS:
                yield f"weights from {_layer(value.old)} -> {_layer(value.new)}"
            else:
                before = _port(self._old_deck.get(old.type), old, value.part)
                after = _port(self._new_deck.get(new.type), new, value.part)
                title = _port_title(after or before, value.part)
                yield f"{title} {_change(value, before, after)}"

    def _rewired(self, change: Rewired) -> str:
        title = self._input(change.input)
        if change.old and change.new:
            return f"{title} {ends_words(change.old)} -> {ends_words(change.new)}"
        if change.new:
            return f"{title} wired to {ends_words(change.new)}"
        return f"{title} no longer wired to {ends_words(change.old)}"

    def _input(self, end: End) -> str:
        declared = self._new_deck.get(self._new.cards[end.card].type)
        return _port_title(declared.input(end.port) if declared else None, end.port)

    def _written(self, area: Written) -> Told:
        kind = "frame" if area.id in self._new.frames or area.id in self._old.frames else "note"
        subject = f"{area.id} ({kind})" if area.id != kind else kind
        if area.old is None:
            words = What.ADDED, _short(f"“{area.new}”")
        elif area.new is None:
            words = What.REMOVED, _short(f"“{area.old}”")
        else:
            words = What.CHANGED, f"{_short(f'“{area.old}”')} -> {_short(f'“{area.new}”')}"
        return Told(words[0], self._block, area.id, subject, words[1:])


def _title(deck: Catalogue, card_type: str) -> str:
    declared = deck.get(card_type)
    return declared.title if declared else card_type


def _port(declared: CardType | None, card: Card, key: str) -> Port | None:
    port = declared.input(key) if declared else None
    return followed(port, declared, card.values) if port and declared else None


def _port_title(port: Port | None, key: str) -> str:
    """A port's title within a sentence: Filters, but RNN."""
    title = port.title if port else key
    return title if title[1:2].isupper() else f"{title[:1].lower()}{title[1:]}"


def _change(change: ValueChange, old: Port | None, new: Port | None) -> str:
    return f"{value_words(old, change.old)} -> {value_words(new, change.new)}"


def value_words(port: Port | None, value: Said) -> str:
    """A value as the card shows it; where it is not given, the default."""
    if value is ABSENT:
        if port is None or isinstance(port.default, Required):
            return "nothing"
        return _short(_in_words(port, port.default))
    return _short(_in_words(port, value))


def _in_words(port: Port | None, value: Value) -> str:
    text = show(port, value) if port else _plain(value)
    return text if text.strip() else f"“{text}”"


def _plain(value: Value) -> str:
    """A value of a port that nobody knows."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {_plain(item)}' for key, item in value.items())}}}"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_plain, value))}]"
    return str(value)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _layer(way: Said) -> str:
    """A layer in a file of weights, by its way."""
    return _short("/".join(map(str, way))) if isinstance(way, tuple) else "nothing"


def ends_words(ends: Iterable[End]) -> str:
    """Outputs, a card's main one by the card alone."""
    return ", ".join(end.card if end.port == "output" else str(end) for end in ends)


def _order(order: Reordered) -> str:
    return f"{', '.join(order.old)} -> {', '.join(order.new)}"
