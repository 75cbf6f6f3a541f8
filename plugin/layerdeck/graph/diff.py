"""What changed between two Graphs: the one way in which a view learns of anything."""

from dataclasses import dataclass

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
    changed = [
        card_id
        for card_id, card in new.cards.items()
        if card_id in old.cards and old.cards[card_id] is not card and old.cards[card_id] != card
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
            if old.cards[card_id].with_(at=None) == new.cards[card_id].with_(at=None)
        ),
        wires_added=() if same_wires else tuple(w for w in new.wires if w not in before),
        wires_removed=() if same_wires else tuple(w for w in old.wires if w not in after),
    )
