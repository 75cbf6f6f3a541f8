"""What changed between two Graphs: the one way in which a view learns of anything."""

from dataclasses import dataclass

from .blocks import PREFIX, used_blocks
from .graph import Graph, Wire


@dataclass(frozen=True, slots=True)
class Changes:
    """The difference of two Graphs, by card ids and wires.

    Attributes:
        changed: cards in both whose type, values or place differ.
        moved: those of `changed` of which only the place differs.
    """

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    wires_added: tuple[Wire, ...] = ()
    wires_removed: tuple[Wire, ...] = ()

    def __bool__(self) -> bool:
        return bool(
            self.added or self.removed or self.changed or self.wires_added or self.wires_removed
        )

    @property
    def of_meaning(self) -> bool:
        """Whether more than places changed, so that the Program may be another."""
        return bool(self) and not (
            self.changed == self.moved
            and not (self.added or self.removed or self.wires_added or self.wires_removed)
        )

    @property
    def touched(self) -> set[str]:
        """Cards in the new Graph that look different: changed, or at the end of a changed wire."""
        ends = {
            end.card for wire in (*self.wires_added, *self.wires_removed) for end in wire
        } - set(self.removed)
        return ends | set(self.changed) | set(self.added)


def diff(old: Graph, new: Graph) -> Changes:
    """Compare two Graphs. What they share is recognised by identity, without being read."""
    if old is new:
        return Changes()
    other_blocks = _other_blocks(old, new)
    changed = [
        card_id
        for card_id, card in new.cards.items()
        if card_id in old.cards
        and (
            (old.cards[card_id] is not card and old.cards[card_id] != card)
            or card.type in other_blocks
        )
    ]
    same_wires = old.wires is new.wires
    before, after = (set(), set()) if same_wires else (set(old.wires), set(new.wires))
    return Changes(
        added=tuple(card_id for card_id in new.cards if card_id not in old.cards),
        removed=tuple(card_id for card_id in old.cards if card_id not in new.cards),
        changed=tuple(changed),
        moved=tuple(
            card_id
            for card_id in changed
            if new.cards[card_id].type not in other_blocks
            and old.cards[card_id].with_(at=None) == new.cards[card_id].with_(at=None)
        ),
        wires_added=() if same_wires else tuple(w for w in new.wires if w not in before),
        wires_removed=() if same_wires else tuple(w for w in old.wires if w not in after),
    )


def _other_blocks(old: Graph, new: Graph) -> set[str]:
    """The types of the cards whose block, or a block within it, is another than before."""
    if old.blocks is new.blocks:
        return set()
    other = {
        block_id
        for block_id in old.blocks.keys() | new.blocks.keys()
        if old.blocks.get(block_id) != new.blocks.get(block_id)
    }
    while more := {
        block_id
        for block_id, block in new.blocks.items()
        if block_id not in other and not other.isdisjoint(used_blocks(block))
    }:
        other |= more
    return {f"{PREFIX}{block_id}" for block_id in other}
