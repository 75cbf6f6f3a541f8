"""Names that both sides gave to something new: theirs gets another."""

from layerdeck.deck import Catalogue
from layerdeck.graph.blocks import PREFIX
from layerdeck.graph.graph import Graph
from layerdeck.graph.naming import fresh_id
from layerdeck.graph.placed import Card

from .renaming import with_id


def without_clashes(
    base: Graph, ours: Graph, theirs: Graph, deck: Catalogue
) -> tuple[Graph, list[str]]:
    """Theirs with other ids for what only has the id of something else that is new in ours.

    Returns:
        The graph, and a sentence for each new id.
    """
    told: list[str] = []
    if not (base.cards or base.blocks):
        # Without a version that both come from, what is called alike is taken for the same.
        base = ours
    for key in theirs.blocks:
        new_in_both = key in ours.blocks and key not in base.blocks
        if new_in_both and ours.blocks[key] != theirs.blocks[key]:
            new = fresh_id({*base.blocks, *ours.blocks, *theirs.blocks}, key)
            theirs = _with_block_called(theirs, key, new)
            told.append(f"both sides made a block called {key}: that of theirs is now {new}.")
    nothing = Graph()
    for block in theirs.blocks:
        if block in ours.blocks:
            sides = base.blocks.get(block, nothing), ours.blocks[block]
            for key, new in _others(*sides, theirs.blocks[block]):
                theirs = with_id(theirs, deck, block, key, new)
                told.append(f"{block}: {_sentence(key, new)}")
    for key, new in _others(base, ours, theirs):
        theirs = with_id(theirs, deck, "", key, new)
        told.append(_sentence(key, new))
    return theirs, told


def _sentence(key: str, new: str) -> str:
    return f"both sides added something called {key}: that of theirs is now {new}."


def _others(base: Graph, ours: Graph, theirs: Graph) -> list[tuple[str, str]]:
    """What both sides brought under one id, and is not the same, with new ids for theirs."""
    sides = [(*graph.cards, *graph.frames, *graph.notes) for graph in (base, ours, theirs)]
    taken = {key for side in sides for key in side}
    found = []
    for key in sides[2]:
        kinds = {type(graph.item(key)) for graph in (base, ours, theirs)}
        if key in ours and len(kinds) > 1 and not _same(key, ours, theirs):
            new = fresh_id(taken, key)
            taken.add(new)
            found.append((key, new))
    return found


def _same(key: str, ours: Graph, theirs: Graph) -> bool:
    """Whether both sides brought the same: a card that says the same and is wired alike."""
    one, other = ours.item(key), theirs.item(key)
    if isinstance(one, Card) and isinstance(other, Card):
        looks = {"at": one.at, "collapsed": one.collapsed}
        return one == other.with_(**looks) and set(ours.wires_of(key)) == set(theirs.wires_of(key))
    return one == other


def _with_block_called(graph: Graph, key: str, new: str) -> Graph:
    def retyped(held: Graph) -> Graph:
        cards = {
            at: card.with_(type=f"{PREFIX}{new}") if card.type == f"{PREFIX}{key}" else card
            for at, card in held.cards.items()
        }
        return held.with_(cards=cards)

    blocks = {new if at == key else at: retyped(block) for at, block in graph.blocks.items()}
    return retyped(graph).with_(blocks=blocks)
