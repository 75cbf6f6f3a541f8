"""`merge`: what two sides made of one Graph, in one Graph."""

from collections.abc import Mapping
from dataclasses import dataclass

from layerdeck.deck import Catalogue
from layerdeck.graph.blocks import INPUT, OUTPUT, PARAMETER, block_of, used_blocks
from layerdeck.graph.comparing import CARD, WEIGHTS, compare
from layerdeck.graph.graph import Graph
from layerdeck.graph.origins import with_layers_of
from layerdeck.graph.placed import Card
from layerdeck.graph.values import fitted
from layerdeck.graph.wires import End

from .areas import merged_frames, merged_notes
from .clashes import without_clashes
from .conflicts import NAME, ORDER, Conflict, Sources
from .picking import Picking, either
from .renaming import with_common_names
from .sequence import merged_order
from .wiring import Versions, merged_wires


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged Graph.

    Attributes:
        conflicts: what both sides changed, each in its own way: ours was taken.
        remarks: what else a person should know, a sentence each.
    """

    graph: Graph
    conflicts: tuple[Conflict, ...] = ()
    remarks: tuple[str, ...] = ()


def merge(base: Graph, ours: Graph, theirs: Graph, deck: Catalogue) -> Merged:
    """Bring together what two sides made of `base`; what only one side changed is taken from it.

    Cards, frames, notes and blocks are the same if they have the same id; a card that one side
    renamed is recognised where that is plain. Where both sides moved
    one thing, it lies where ours does: that is no conflict. The result can always be written and
    read again.
    """
    if theirs in (ours, base):
        return Merged(ours)
    if ours == base:
        return Merged(theirs)
    picking = Picking()
    base, ours, theirs = with_common_names(base, ours, theirs, deck, picking)
    theirs, remarks = without_clashes(base, ours, theirs, deck)
    graph = _Work(deck, base, ours, theirs, picking).project()
    return Merged(graph, tuple(picking.conflicts), tuple(remarks))


class _Work:
    """A merge in the making."""

    def __init__(
        self, deck: Catalogue, base: Graph, ours: Graph, theirs: Graph, picking: Picking
    ) -> None:
        self._base, self._ours, self._theirs = base, ours, theirs
        self._deck, self._picking = deck, picking

    def project(self) -> Graph:
        blocks = self._blocks()
        graph = self._body(self._base, self._ours, self._theirs)
        while lost := self._lost(graph.with_(blocks=blocks)):
            blocks |= lost
        return self._of_one_file(graph.with_(blocks=blocks))

    def _of_one_file(self, made: Graph) -> Graph:
        """The graph with layers of weights as the side has them that names its file."""
        if self._ours.weights == self._theirs.weights:
            return made
        side = self._ours if made.weights == self._ours.weights else self._theirs
        blocks = {
            key: with_layers_of(block, side.blocks.get(key, Graph()))
            for key, block in made.blocks.items()
        }
        return with_layers_of(made, side).with_(blocks=blocks)

    def _lost(self, made: Graph) -> dict[str, Graph]:
        """Blocks that one side removed, and a card that the other brought is of."""
        needed = {key for held in (made, *made.blocks.values()) for key in used_blocks(held)}
        sides = (self._base, self._theirs, self._ours)
        known = {key: block for side in sides for key, block in side.blocks.items()}
        return {key: known[key] for key in known if key in needed and key not in made.blocks}

    def _blocks(self) -> dict[str, Graph]:
        base, ours, theirs = self._base.blocks, self._ours.blocks, self._theirs.blocks
        made: dict[str, Graph] = {}
        for key in dict.fromkeys((*ours, *theirs)):
            self._picking.block = key
            old, one, other = base.get(key), ours.get(key), theirs.get(key)
            if one and other:
                made[key] = self._body(old or Graph(), one, other)
            elif kept := self._picking.one_sided("", (old, one, other), _other_block):
                made[key] = kept
        self._picking.block = ""
        order, _ = merged_order([*base], [*ours], [*theirs], made)
        return {key: made[key] for key in order}

    def _body(self, base: Graph, ours: Graph, theirs: Graph) -> Graph:
        """What a project and a block hold alike."""
        if theirs in (ours, base):
            return ours
        if ours == base:
            return theirs
        held: set[str] = set()
        cards = self._cards(base, ours, theirs, held)
        made = Graph(
            self._picking.pick("", NAME, base.name, ours.name, theirs.name),
            {key: cards[key] for key in self._order(base, ours, theirs, cards)},
            weights=self._picking.pick("", WEIGHTS, base.weights, ours.weights, theirs.weights),
            rest=self._picking.mapping("", base.rest, ours.rest, theirs.rest),
            frames=merged_frames(base.frames, ours.frames, theirs.frames, self._picking),
            notes=merged_notes(base.notes, ours.notes, theirs.notes, self._picking),
        )
        made = merged_wires(
            Versions(base, ours, theirs), made, held, lambda end: self._many(made, end), self._clash
        )
        bends = {
            wire: either(base.bends.get(wire, ()), ours.bends.get(wire, ()), points)[0]
            for wire, points in (dict.fromkeys(ours.bends, ()) | dict(theirs.bends)).items()
        }
        return made.with_(bends=bends)

    # ------------------------------------------------------------------ cards

    def _cards(self, base: Graph, ours: Graph, theirs: Graph, held: set[str]) -> dict[str, Card]:
        """The cards; those that ours keeps though theirs removed them are put into `held`."""
        made: dict[str, Card] = {}
        for key in dict.fromkeys((*ours.cards, *theirs.cards)):
            old, one, other = (graph.cards.get(key) for graph in (base, ours, theirs))
            if one and other:
                made[key] = self._card(old, one, other)
                continue
            side = ours if one else theirs

            def differs(old: Card, new: Card, side: Graph = side) -> bool:
                wired = set(side.wires_of(old.id)) - set(base.wires_of(old.id))
                return _meant(old) != _meant(new) or bool(wired)

            kept = self._picking.one_sided(key, (old, one, other), differs)
            if kept:
                made[key] = kept
                if old:
                    held.add(key)
        return made

    def _card(self, base: Card | None, ours: Card, theirs: Card) -> Card:
        if ours == theirs:
            return ours
        old = base or ours.with_(values={}, rest={}, at=None)
        at, _ = either(old.at, ours.at, theirs.at)
        collapsed, _ = either(old.collapsed, ours.collapsed, theirs.collapsed)
        weights, _ = either(old.weights, ours.weights, theirs.weights)
        if ours.type != theirs.type:
            meant, conflict = either(_meant(old), _meant(ours), _meant(theirs))
            if conflict:
                self._picking.tell(ours.id, CARD, old.type, ours.type, theirs.type)
            side = theirs if meant == _meant(theirs) else ours
            return side.with_(at=at, collapsed=collapsed, weights=weights)
        values = self._picking.mapping(ours.id, old.values, ours.values, theirs.values)
        declared = self._deck.get(ours.type)
        return ours.with_(
            at=at,
            collapsed=collapsed,
            weights=weights,
            bypassed=either(old.bypassed, ours.bypassed, theirs.bypassed)[0],
            values=fitted(declared, values) if declared else values,
            rest=self._picking.mapping(ours.id, old.rest, ours.rest, theirs.rest),
        )

    def _order(
        self, base: Graph, ours: Graph, theirs: Graph, cards: Mapping[str, Card]
    ) -> list[str]:
        """The cards in the order of both sides; it counts among inputs, outputs and parameters."""
        sides = [[*graph.cards] for graph in (base, ours, theirs)]
        order, _ = merged_order(sides[0], sides[1], sides[2], cards)
        for kind in (INPUT, OUTPUT, PARAMETER):
            of_kind = {key for key, card in cards.items() if card.type == kind}
            old, one, other = ([key for key in side if key in of_kind] for side in sides)
            sorted_, conflict = merged_order(old, one, other, of_kind)
            if conflict:
                self._picking.tell("", ORDER, tuple(old), tuple(one), tuple(other))
            following = iter(sorted_)
            order = [next(following) if key in of_kind else key for key in order]
        return order

    def _many(self, graph: Graph, end: End) -> bool:
        """Whether an input takes several wires; one of a card that nobody knows may."""
        card_type = graph.cards[end.card].type
        if block_of(card_type):
            return False
        declared = self._deck.get(card_type)
        port = declared.input(end.port) if declared else None
        return declared is None or (port is not None and port.takes_many_wires)

    def _clash(self, end: End, base: Sources, ours: Sources, theirs: Sources) -> None:
        self._picking.tell(end.card, end.port, base, ours, theirs)


def _meant(card: Card) -> tuple[object, ...]:
    """What of a card is more than its look."""
    return card.type, card.values, card.bypassed, card.rest


def _other_block(old: Graph, new: Graph) -> bool:
    return bool(compare(old, new))
