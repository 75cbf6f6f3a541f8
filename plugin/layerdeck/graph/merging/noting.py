"""Conflicts written onto the canvas, for whoever opens the merged project."""

from collections.abc import Sequence
from math import ceil

from layerdeck.graph.areas import add_note
from layerdeck.graph.graph import Graph
from layerdeck.graph.placed import Card, Frame, Note, updated

_WIDE = 460.0
_LETTERS, _LINE, _BORDER = 66, 17.0, 24.0
"""Letters on a line so wide, rather too few, the height of a line, and what is left around them."""
_APART = 40.0


def with_note(graph: Graph, lines: Sequence[str]) -> Graph:
    """The graph with a note above its cards that lists conflicts; without any, the graph itself."""
    if not lines:
        return graph
    text = "\n".join(
        (
            "Merge conflicts: ours was taken. Take this note away when they are settled.",
            *(f"- {line}" for line in lines),
        )
    )
    rows = sum(ceil(len(line) / _LETTERS) for line in text.splitlines())
    high = rows * _LINE + _BORDER
    placed: list[Card | Frame | Note] = [
        *graph.cards.values(),
        *graph.frames.values(),
        *graph.notes.values(),
    ]
    places = [item.at for item in placed if item.at] or [(0.0, 0.0)]
    left, top = min(x for x, _ in places), min(y for _, y in places)
    graph, note = add_note(graph, (left, top - high - _APART), (_WIDE, high), text)
    made = graph.notes[note].with_(unsettled=True)
    return graph.with_(notes=updated(graph.notes, {note: made}))
