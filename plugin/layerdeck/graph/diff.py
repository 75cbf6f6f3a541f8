"""What changed between two Graphs: the one way in which a view learns of anything."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import compress
from operator import is_not

from .blocks import PREFIX, used_blocks
from .graph import Graph
from .placed import Card
from .wires import Wire, Wires

Ids = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """The difference of two Graphs, by ids and wires.

    Attributes:
        changed: cards in both of which anything differs.
        moved: those of `changed` of which only the place differs.
        folded: those of `changed` that were collapsed or opened, and at most moved besides.
        reordered: cards in both that come elsewhere in the order, where none is new or gone, and
            those at whose inputs the same wires come in another order or number.
        areas_added: frames and notes.
        areas_changed: frames and notes in both of which anything differs.
        bends: wires of the new Graph that are led otherwise than before.
        unsettled: whether other notes than before tell of conflicts that a merge left.
    """

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()
    reordered: tuple[str, ...] = ()
    wires_added: tuple[Wire, ...] = ()
    wires_removed: tuple[Wire, ...] = ()
    areas_added: tuple[str, ...] = ()
    areas_removed: tuple[str, ...] = ()
    areas_changed: tuple[str, ...] = ()
    bends: tuple[Wire, ...] = ()
    unsettled: bool = False

    def __bool__(self) -> bool:
        return self != Changes()

    @property
    def of_meaning(self) -> bool:
        """Whether more than the look changed, so that the Program or its problems may be others."""
        return len(self.changed) > len(self.moved) + len(self.folded) or bool(
            self.added
            or self.removed
            or self.reordered
            or self.wires_added
            or self.wires_removed
            or self.unsettled
        )

    @property
    def touched(self) -> set[str]:
        """Cards in the new Graph that look different: changed, or at the end of a changed wire."""
        ends = {
            end.card for wire in (*self.wires_added, *self.wires_removed) for end in wire
        } - set(self.removed)
        return ends.union(self.changed, self.added, self.reordered)


def diff(old: Graph, new: Graph) -> Changes:
    """Compare two Graphs. What they share is recognised by identity, without being read."""
    if old is new:
        return Changes()
    other_blocks = _other_blocks(old, new)
    added, removed, changed = _entries(old.cards, new.cards)
    if other_blocks:
        changed = _with_cards_of(other_blocks, old, new, changed)
    looks = {
        key
        for key in changed
        if new.cards[key].type not in other_blocks
        and _meant(old.cards[key]) == _meant(new.cards[key])
    }
    moved = {key for key in looks if old.cards[key].collapsed == new.cards[key].collapsed}
    wires_added, wires_removed, reordered = _wires(old.wires, new.wires)
    if not (added or removed or old.cards is new.cards) and list(old.cards) != list(new.cards):
        pairs = zip(old.cards, new.cards, strict=True)
        reordered = (*reordered, *(after for before, after in pairs if before != after))
    frames, notes = _entries(old.frames, new.frames), _entries(old.notes, new.notes)
    areas = [(*one, *other) for one, other in zip(frames, notes, strict=True)]
    return Changes(
        added=added,
        removed=removed,
        changed=changed,
        moved=tuple(key for key in changed if key in moved),
        folded=tuple(key for key in changed if key in looks and key not in moved),
        reordered=tuple(dict.fromkeys(reordered)),
        wires_added=wires_added,
        wires_removed=wires_removed,
        areas_added=areas[0],
        areas_removed=areas[1],
        areas_changed=areas[2],
        bends=_bends(old, new),
        unsettled=old.notes is not new.notes and _unsettled(old) != _unsettled(new),
    )


def _entries(old: Mapping[str, object], new: Mapping[str, object]) -> tuple[Ids, Ids, Ids]:
    """The ids that are new, gone, and those of which the entry is another."""
    if old is new:
        return (), (), ()
    if list(old) == list(new):
        others = map(is_not, old.values(), new.values())
        suspects = compress(zip(new, old.values(), new.values(), strict=True), others)
        return (), (), tuple(key for key, before, after in suspects if before != after)
    both = [key for key in new if key in old]
    return (
        tuple(key for key in new if key not in old),
        tuple(key for key in old if key not in new),
        tuple(key for key in both if old[key] is not new[key] and old[key] != new[key]),
    )


def _unsettled(graph: Graph) -> list[str]:
    return [note.id for note in graph.notes.values() if note.unsettled]


def _meant(card: Card) -> tuple[object, ...]:
    """What of a card is more than its look."""
    return card.type, card.values, card.bypassed, card.rest


def _wires(old: Wires, new: Wires) -> tuple[tuple[Wire, ...], tuple[Wire, ...], Ids]:
    """The wires that are new, those gone, and the cards into which the same come otherwise."""
    if old is new:
        return (), (), ()
    head = _common(old, new)
    tail = min(_common(old[::-1], new[::-1]), len(old) - head, len(new) - head)
    before, after = old[head : len(old) - tail], new[head : len(new) - tail]
    ends = dict.fromkeys(wire.target for wire in (*before, *after))
    pairs = ((end.card, old.into.get(end, []), new.into.get(end, [])) for end in ends)
    return (
        tuple(wire for wire in dict.fromkeys(after) if wire not in old),
        tuple(wire for wire in dict.fromkeys(before) if wire not in new),
        tuple(card for card, one, other in pairs if one != other and set(one) == set(other)),
    )


def _common(one: tuple[Wire, ...], other: tuple[Wire, ...]) -> int:
    """How many wires two graphs begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    differing = (place for place, (a, b) in pairs if a is not b and a != b)
    return next(differing, min(len(one), len(other)))


def _bends(old: Graph, new: Graph) -> tuple[Wire, ...]:
    if old.bends is new.bends:
        return ()
    return tuple(
        wire
        for wire in dict.fromkeys((*new.bends, *old.bends))
        if wire in new.wires and old.bends.get(wire) != new.bends.get(wire)
    )


def _with_cards_of(types: set[str], old: Graph, new: Graph, changed: Ids) -> Ids:
    """The changed cards and those of some types that both graphs hold, in order."""
    known = set(changed)
    return tuple(
        key
        for key, card in new.cards.items()
        if key in known or (card.type in types and key in old.cards)
    )


def _other_blocks(old: Graph, new: Graph) -> set[str]:
    """The types of the cards whose block, or a block within it, means something else."""
    if old.blocks is new.blocks:
        return set()
    other = {
        block_id
        for block_id in old.blocks.keys() | new.blocks.keys()
        if _means_otherwise(old.blocks.get(block_id), new.blocks.get(block_id))
    }
    while more := {
        block_id
        for block_id, block in new.blocks.items()
        if block_id not in other and not other.isdisjoint(used_blocks(block))
    }:
        other |= more
    return {f"{PREFIX}{block_id}" for block_id in other}


def _means_otherwise(old: Graph | None, new: Graph | None) -> bool:
    if old is None or new is None:
        return True
    return old.name != new.name or diff(old, new).of_meaning
