"""Other ids, in whole projects: what one side renamed is called so on the other side too."""

from collections.abc import Iterator, Mapping
from contextlib import suppress

from layerdeck.deck import Catalogue
from layerdeck.graph.block_ports import rename_port
from layerdeck.graph.comparing import renames
from layerdeck.graph.edits import EditError, rename
from layerdeck.graph.graph import Graph
from layerdeck.graph.placed import Item

from .picking import Picking

ID = "id"


def with_common_names(
    base: Graph, ours: Graph, theirs: Graph, deck: Catalogue, picking: Picking
) -> tuple[Graph, Graph, Graph]:
    """The three versions with one id for a card that plainly is the same in all of them.

    Where both sides renamed it, each in its own way, that is a conflict.
    """
    for block, old, one, other in list(_renamed(base, ours, theirs)):
        new = one or other
        if one and other and one != other:
            picking.block = block
            picking.tell(one, ID, old, one, other)
            picking.block = ""
        names = (old, one or old, other or old)
        sides = list(zip((base, ours, theirs), names, strict=True))
        if all(name == new or new not in _held(side, block) for side, name in sides):
            base, ours, theirs = (
                with_id(side, deck, block, name, new) if name != new else side
                for side, name in sides
            )
    return base, ours, theirs


def _renamed(base: Graph, ours: Graph, theirs: Graph) -> Iterator[tuple[str, str, str, str]]:
    """Block, old id and new ids of the cards that were renamed; an id is empty where it stayed."""
    for block in ("", *base.blocks):
        if not block or (block in ours.blocks and block in theirs.blocks):
            old, one, other = (_held(side, block) for side in (base, ours, theirs))
            found = renames(old, one, {}), renames(old, other, {})
            for key in old.cards:
                names = [each.get(key, "") for each in found]
                there = (
                    name or key in side.cards
                    for name, side in zip(names, (one, other), strict=True)
                )
                if any(names) and all(there):
                    yield block, key, names[0], names[1]


def with_id(graph: Graph, deck: Catalogue, block: str, key: str, new: str) -> Graph:
    """A project with another id for a card, frame or note, in a block or outside.

    The ports of the block's cards follow.
    """
    if not block:
        return _with_id(graph, key, new)
    with suppress(EditError):
        graph = rename_port(graph, deck, block, key, new)
    inside = graph.blocks[block]
    if key in inside:
        inside = _with_id(inside, key, new)
    return graph.with_(blocks={**graph.blocks, block: inside})


def _held(graph: Graph, block: str) -> Graph:
    return graph.blocks[block] if block else graph


def _with_id(graph: Graph, key: str, new: str) -> Graph:
    if key in graph.cards:
        return rename(graph, key, new)

    def called(items: Mapping[str, Item]) -> dict[str, Item]:
        return {
            new if at == key else at: item.with_(id=new) if at == key else item
            for at, item in items.items()
        }

    return graph.with_(frames=called(graph.frames), notes=called(graph.notes))
