"""`compare`: what changed in meaning from one Graph to another."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from layerdeck.deck import Value
from layerdeck.graph.blocks import INPUT, OUTPUT, PARAMETER, PREFIX
from layerdeck.graph.graph import Graph
from layerdeck.graph.origins import IMPORTED
from layerdeck.graph.placed import Card, Frame, Note
from layerdeck.graph.wires import End

from .comparison import (
    ABSENT,
    BYPASSED,
    CARD,
    WEIGHTS,
    BlockChanges,
    CardChange,
    Comparison,
    Reordered,
    Rewired,
    ValueChange,
    Written,
)
from .renames import Types, renames


def compare(old: Graph, new: Graph) -> Comparison:
    """Find what changed in meaning; where things lie, and how they are shown, is left out.

    A card is the same card if it has the same id. One that got another id is recognised where
    nothing else comes into question; see `renames`.
    """
    if old is new:
        return Comparison()
    called = _renamed_blocks(old.blocks, new.blocks)
    types = {f"{PREFIX}{one}": f"{PREFIX}{other}" for one, other in called.items()}
    pairs = [(old.blocks[key], called.get(key, key)) for key in old.blocks]
    inside = {
        key: _compared(block, new.blocks[key], types) for block, key in pairs if key in new.blocks
    }
    known = {*old.blocks, *called.values()}
    return replace(
        _compared(old, new, types),
        blocks=BlockChanges(
            tuple(key for key in new.blocks if key not in known),
            tuple(key for key in old.blocks if called.get(key, key) not in new.blocks),
            called,
        ),
        inside={key: found for key, found in inside.items() if found},
    )


def _renamed_blocks(old: Mapping[str, Graph], new: Mapping[str, Graph]) -> dict[str, str]:
    """By the old id, the new one of blocks that are the same but for it and their name."""
    gone = [key for key in old if key not in new]
    come = [key for key in new if key not in old]
    found: dict[str, str] = {}
    more = bool(come)
    while more:
        more = False
        types = {f"{PREFIX}{one}": f"{PREFIX}{other}" for one, other in found.items()}
        for key in gone:
            free = [other for other in come if other not in found.values()]
            alike = [other for other in free if not _body(old[key], new[other], types)]
            if key not in found and len(alike) == 1:
                found[key] = alike[0]
                more = True
    return found


def _compared(old: Graph, new: Graph, types: Types) -> Comparison:
    """What changed in a graph itself, its blocks apart."""
    files = old.weights or ABSENT, new.weights or ABSENT
    weights = () if files[0] == files[1] else (ValueChange(WEIGHTS, *files),)
    return replace(
        _body(old, new, types),
        name=None if old.name == new.name else (old.name, new.name),
        rest=(*weights, *_values(_told(old), _told(new))),
    )


def _body(old: Graph, new: Graph, types: Types) -> Comparison:
    called = renames(old, new, types)
    pairs = {called.get(key, key): key for key in old.cards if called.get(key, key) in new.cards}
    suspects = (
        (key, was)
        for key, was in pairs.items()
        if key != was or old.cards[was] is not new.cards[key]
    )
    changes = {
        key: CardChange(key, was, tuple(_said(old.cards[was], new.cards[key], types)))
        for key, was in suspects
    }
    return Comparison(
        added=tuple(key for key in new.cards if key not in pairs),
        removed=tuple(key for key in old.cards if called.get(key, key) not in new.cards),
        renamed=called,
        changed=tuple(
            changes[key]
            for key in new.cards
            if key in changes and (changes[key].values or key != changes[key].was)
        ),
        rewired=tuple(_rewired(old, new, called, pairs)),
        reordered=tuple(_reordered(old, new, pairs)),
        written=(*_written(old.frames, new.frames), *_written(old.notes, new.notes)),
    )


def _said(old: Card, new: Card, types: Types) -> Iterable[ValueChange]:
    """What is said otherwise of a card."""
    if new.type not in (old.type, types.get(old.type)):
        yield ValueChange(CARD, old.type, new.type)
    yield from _values(old.values, new.values)
    if old.bypassed != new.bypassed:
        yield ValueChange(BYPASSED, old.bypassed, new.bypassed)
    if old.weights != new.weights:
        yield ValueChange(WEIGHTS, old.weights or ABSENT, new.weights or ABSENT)
    yield from _values(old.rest, new.rest)


def _told(graph: Graph) -> dict[str, Value]:
    """What else a file says; where the graph came from is no part of what it means."""
    return {key: value for key, value in graph.rest.items() if key != IMPORTED}


def _values(old: Mapping[str, Value], new: Mapping[str, Value]) -> Iterable[ValueChange]:
    if old is new:
        return
    for key in dict.fromkeys((*new, *old)):
        one, other = old.get(key, ABSENT), new.get(key, ABSENT)
        if one != other:
            yield ValueChange(key, one, other)


def _rewired(
    old: Graph, new: Graph, called: Mapping[str, str], pairs: Mapping[str, str]
) -> Iterable[Rewired]:
    """The inputs, of cards in both graphs, that are fed otherwise."""
    if old.wires is new.wires and not called:
        return
    before, after = old.wires.into, new.wires.into
    if called:
        before = {_now(end, called): wires for end, wires in before.items()}
    for end in dict.fromkeys((*after, *before)):
        one, other = before.get(end, []), after.get(end, [])
        if end.card in pairs and (called or one != other):
            sources = tuple(_now(wire.source, called) for wire in one)
            now = tuple(wire.source for wire in other)
            if sources != now:
                yield Rewired(end, sources, now)


def _now(end: End, called: Mapping[str, str]) -> End:
    return End(called[end.card], end.port) if end.card in called else end


def _reordered(old: Graph, new: Graph, pairs: Mapping[str, str]) -> Iterable[Reordered]:
    """The inputs, outputs and parameters that both graphs have, where their order is another."""
    ranks = {key: place for place, key in enumerate(old.cards)}
    for kind in (INPUT, OUTPUT, PARAMETER):
        after = [
            card.id
            for card in new.cards.values()
            if card.type == kind and card.id in pairs and old.cards[pairs[card.id]].type == kind
        ]
        before = sorted(after, key=lambda key: ranks[pairs[key]])
        if before != after:
            yield Reordered(kind, tuple(before), tuple(after))


def _written(
    old: Mapping[str, Frame] | Mapping[str, Note], new: Mapping[str, Frame] | Mapping[str, Note]
) -> Iterable[Written]:
    for key in dict.fromkeys((*new, *old)) if old is not new else ():
        one, other = _words(old.get(key)), _words(new.get(key))
        if one != other:
            yield Written(key, one, other)


def _words(area: Frame | Note | None) -> str | None:
    """What is written in a frame or note; an empty one says as little as one that is not there."""
    if area is None:
        return None
    title = area.title if isinstance(area, Frame) else ""
    return ": ".join(filter(None, (title, area.text))) or None
