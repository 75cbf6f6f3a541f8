"""Clipping a part of a graph, to be a project of its own, and pasting it into another."""

from collections.abc import Collection

from layerdeck.deck import Catalogue

from .blocks import reached_blocks
from .bringing import bring_blocks, with_types
from .edits import place
from .graph import Graph
from .names import with_own_names
from .naming import Ids
from .origins import of_same_file
from .placed import Card, Frame, Note, Position, placed_anew
from .wires import End, Wire, Wires


def clip(graph: Graph, items: Collection[str]) -> Graph:
    """The chosen cards, frames and notes, the wires among them, and the blocks they need."""
    chosen = set(items)
    clipped = Graph(
        graph.name,
        {key: card for key, card in graph.cards.items() if key in chosen},
        Wires(wire for wire in graph.wires if {wire.source.card, wire.target.card} <= chosen),
        frames={key: frame for key, frame in graph.frames.items() if key in chosen},
        notes={key: note for key, note in graph.notes.items() if key in chosen},
        bends=graph.bends,
        weights=graph.weights,
    )
    needed = reached_blocks(clipped, graph.blocks)
    return clipped.with_(blocks={key: graph.blocks[key] for key in graph.blocks if key in needed})


def paste(
    graph: Graph, deck: Catalogue, clipped: Graph, by: Position
) -> tuple[Graph, tuple[str, ...]]:
    """Put all of a clipping into a graph, moved; gives the graph and the ids of what is new.

    An id or name that is there already gets a number. Blocks come along as `bring_blocks` says. A
    graph that names no file of weights takes over what the clipping names; where they name two,
    what is pasted forgets its own.

    Args:
        graph: what is pasted into.
        deck: says of which cards the names must differ.
        clipped: what `clip` gave, perhaps read from a text.
        by: how far from its place there it is put here; see `corner`.

    Raises:
        EditError: it would lie too far away.
    """
    if not graph.weights:
        graph = graph.with_(weights=clipped.weights)
    clipped = of_same_file(clipped, graph)
    graph, called = bring_blocks(graph, clipped)
    cards = with_own_names(graph, deck, with_types(clipped, called).cards)
    ids = Ids((*graph.cards, *graph.frames, *graph.notes))
    new = {key: ids.take(key) for key in (*cards, *clipped.frames, *clipped.notes)}

    def here(at: Position) -> Position:
        return place((at[0] + by[0], at[1] + by[1]))

    def wired(wire: Wire) -> Wire:
        source, target = wire
        return Wire(End(new[source.card], source.port), End(new[target.card], target.port))

    led = {wired(wire): tuple(map(here, points)) for wire, points in clipped.bends.items()}
    made = graph.with_(
        cards={**graph.cards, **placed_anew(cards, new, here)},
        frames={**graph.frames, **placed_anew(clipped.frames, new, here)},
        notes={**graph.notes, **placed_anew(clipped.notes, new, here)},
        wires=(*graph.wires, *map(wired, clipped.wires)),
        bends={**graph.bends, **led},
    )
    return made, tuple(new.values())


def duplicate(
    graph: Graph, deck: Catalogue, items: Collection[str], by: Position
) -> tuple[Graph, tuple[str, ...]]:
    """Put a copy of the chosen cards, frames and notes beside them; gives the ids of the copies."""
    return paste(graph, deck, clip(graph, items), by)


def corner(clipped: Graph) -> Position:
    """The upper left corner of all that has a place."""
    things: tuple[Card | Frame | Note, ...] = (
        *clipped.cards.values(),
        *clipped.frames.values(),
        *clipped.notes.values(),
    )
    places = [thing.at for thing in things if thing.at]
    return min((x for x, _ in places), default=0.0), min((y for _, y in places), default=0.0)
