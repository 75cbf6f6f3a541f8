"""Arranging what lies on the canvas: moved together, in line, evenly apart; what a frame holds."""

from collections.abc import Collection, Mapping
from typing import Literal

from .edits import EditError, move
from .graph import Graph
from .placed import Frame, Note, Position, Size

Side = Literal["left", "centre", "right", "top", "middle", "bottom"]
"""Where things are in line: the first three from left to right, the others from top to bottom."""

_ACROSS: Mapping[str, tuple[int, float]] = {
    "left": (0, 0.0),
    "centre": (0, 0.5),
    "right": (0, 1.0),
    "top": (1, 0.0),
    "middle": (1, 0.5),
    "bottom": (1, 1.0),
}
"""By side, the axis along which things move, and which part of each counts."""

Rect = tuple[Position, Size]


def shift(graph: Graph, items: Collection[str], by: Position) -> Graph:
    """Move cards, frames and notes, and the bends of the wires between these cards with them."""
    chosen = set(items)
    there = {key: item for key in chosen if (item := graph.item(key))}
    places = {key: _sum(item.at, by) for key, item in there.items() if item.at}
    bends = {
        wire: [_sum(point, by) for point in points]
        for wire, points in graph.bends.items()
        if {wire.source.card, wire.target.card} <= chosen
    }
    return move(graph, places, bends)


def align(graph: Graph, sizes: Mapping[str, Size], items: Collection[str], side: Side) -> Graph:
    """Put cards, frames and notes in line, on a side or in the middle of all they cover.

    Args:
        graph: what they lie in.
        sizes: of the cards by id; frames and notes have their own.
        items: ids of what is to be in line.
        side: where.

    Raises:
        EditError: there are not two of them.
    """
    rects = _rects(graph, sizes, items)
    if len(rects) < 2:
        raise EditError("Select two or more things to put in line.")
    axis, part = _ACROSS[side]
    low = min(at[axis] for at, _ in rects.values())
    high = max(at[axis] + size[axis] for at, size in rects.values())
    line = low + part * (high - low)
    starts = {key: line - part * size[axis] for key, (_, size) in rects.items()}
    return _along(graph, rects, axis, starts)


def distribute(
    graph: Graph,
    sizes: Mapping[str, Size],
    items: Collection[str],
    axis: Literal["horizontal", "vertical"],
) -> Graph:
    """Leave the same gap between things in a row, whose two ends stay where they are.

    Args:
        graph: what they lie in.
        sizes: of the cards by id; frames and notes have their own.
        items: ids of what is in the row.
        axis: along which the row runs.

    Raises:
        EditError: there are not three of them.
    """
    rects = _rects(graph, sizes, items)
    if len(rects) < 3:
        raise EditError("Select three or more things to put evenly apart.")
    along = 0 if axis == "horizontal" else 1
    middles = {key: at[along] + size[along] / 2 for key, (at, size) in rects.items()}
    row = sorted(rects, key=middles.__getitem__)
    first, last = rects[row[0]][0][along], rects[row[-1]][0][along]
    gap = (last - first - sum(rects[key][1][along] for key in row[:-1])) / (len(row) - 1)
    step = (middles[row[-1]] - middles[row[0]]) / (len(row) - 1)
    starts: dict[str, float] = {}
    for place, key in enumerate(row[1:-1], 1):
        first += rects[row[place - 1]][1][along] + gap
        # Where there is no room for gaps, the middles are evenly apart.
        middle = middles[row[0]] + place * step
        start = first if gap >= 0 else middle - rects[key][1][along] / 2
        starts[key] = round(start, 1)  # thirds of pixels would only be noise in the file
    return _along(graph, rects, along, starts)


def frame_contents(graph: Graph, sizes: Mapping[str, Size], frame_id: str) -> tuple[str, ...]:
    """What lies in a frame and goes where it goes: cards and notes whose middle does, whole frames.

    A card that is opened may reach over the frame's edge without being left behind.
    """
    frame = graph.frames[frame_id]
    others = [key for key in graph.frames if key != frame_id]
    rects = _rects(graph, sizes, (*graph.cards, *graph.notes, *others))
    return tuple(
        key
        for key, (at, size) in rects.items()
        if (
            _holds(frame.at, frame.size, at, size)
            if key in graph.frames
            else _holds(frame.at, frame.size, (at[0] + size[0] / 2, at[1] + size[1] / 2), (0, 0))
        )
    )


def _holds(at: Position, size: Size, inner: Position, of: Size) -> bool:
    return all(at[i] <= inner[i] and inner[i] + of[i] <= at[i] + size[i] for i in (0, 1))


def _along(
    graph: Graph, rects: Mapping[str, Rect], axis: int, starts: Mapping[str, float]
) -> Graph:
    places = {
        key: (start, rects[key][0][1]) if axis == 0 else (rects[key][0][0], start)
        for key, start in starts.items()
    }
    return move(graph, places)


def _rects(graph: Graph, sizes: Mapping[str, Size], items: Collection[str]) -> dict[str, Rect]:
    """The places and sizes of things, in the order of the graph; of those that have a place."""
    chosen = set(items)
    cards = (card for card in graph.cards.values() if card.id in chosen)
    areas: tuple[Frame | Note, ...] = (*graph.frames.values(), *graph.notes.values())
    return {
        **{card.id: (card.at, sizes.get(card.id, (0.0, 0.0))) for card in cards if card.at},
        **{area.id: (area.at, area.size) for area in areas if area.id in chosen},
    }


def _sum(at: Position, by: Position) -> Position:
    return at[0] + by[0], at[1] + by[1]
