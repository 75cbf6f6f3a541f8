"""Tidying up all there is: what lies in a frame stays together, and the frame is fitted round it.

The contents of a frame are laid out by themselves; the frame then counts as one card among those
around it. A second run changes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from layerdeck.graph import Card, End, Frame, Graph, Position, Size, Wire, Wires
from layerdeck.graph.arrange import frame_contents

from .layout import DEFAULT_SIZE, ROW_GAP, lay_out

FRAME_HEAD, FRAME_PAD = 52.0, 24.0
"""Between a frame's upper edge and what lies in it, and between its other edges and that."""


@dataclass(slots=True)
class _Laid:
    """Places from the upper left corner of all of them, sizes of frames, and the box around all."""

    places: dict[str, Position] = field(default_factory=dict)
    frames: dict[str, Size] = field(default_factory=dict)
    size: Size = (0.0, 0.0)


def tidy(graph: Graph, sizes: Mapping[str, Size]) -> Graph:
    """Lay out all cards and frames from left to right; what they cover keeps its corner.

    Notes in a frame come to lie below its cards, others stay, unless a frame would cover them:
    these go below all. Bends of wires are dropped. `sizes` are those of the cards by id.
    """
    if not (graph.cards or graph.frames):
        return graph
    holders = _holders(graph, sizes)
    laid = _levels(graph, sizes, holders)
    tops = [key for key in (*graph.cards, *graph.frames) if not holders.get(key)]
    corners = [at for key in tops if (at := _at(graph, key))] or [(0.0, 0.0)]
    left, top = min(x for x, _ in corners), min(y for _, y in corners)
    places = {key: (left + x, top + y) for key, (x, y) in laid.places.items()}
    cards = {key: card.with_(at=places[key]) for key, card in graph.cards.items()}
    frames = {
        key: frame.with_(at=places[key], size=laid.frames[key])
        for key, frame in graph.frames.items()
    }
    notes = {
        key: note.with_(at=places[key]) if key in places else note
        for key, note in graph.notes.items()
    }
    made = graph.with_(cards=cards, frames=frames, notes=notes, bends={})
    return _uncovered(made, holders, top + laid.size[1] + ROW_GAP)


def _holders(graph: Graph, sizes: Mapping[str, Size]) -> dict[str, str]:
    """By id, the smallest frame that something lies in; the first of those as large."""
    found: dict[str, str] = {}
    by_size = sorted(graph.frames.values(), key=lambda frame: frame.size[0] * frame.size[1])
    rank = {frame.id: place for place, frame in enumerate(by_size)}
    for frame in by_size:
        for key in frame_contents(graph, sizes, frame.id):
            # Two frames of one place and size would hold each other.
            if key not in found and rank.get(key, -1) < rank[frame.id]:
                found[key] = frame.id
    return found


def _levels(graph: Graph, sizes: Mapping[str, Size], holders: Mapping[str, str]) -> _Laid:
    """Lay out every frame, before the one that holds it, and then all that lies in none."""
    inside: dict[str, list[str]] = {}
    notes = (key for key in graph.notes if key in holders)
    for key in (*graph.cards, *graph.frames, *notes):
        inside.setdefault(holders.get(key, ""), []).append(key)
    order = [""]
    for frame in order:
        order += [key for key in inside.get(frame, ()) if key in graph.frames]
    laid: dict[str, _Laid] = {}
    for frame in reversed(order):
        laid[frame] = _contents(graph, sizes, inside.get(frame, []), laid)
    return laid[""]


def _contents(
    graph: Graph, sizes: Mapping[str, Size], keys: Sequence[str], laid: Mapping[str, _Laid]
) -> _Laid:
    made = _Laid()
    frames = [key for key in keys if key in graph.frames]
    extents = {key: sizes.get(key, DEFAULT_SIZE) for key in keys if key in graph.cards}
    extents |= {key: _framed(graph.frames[key], laid[key]) for key in frames}
    owner = {inner: frame for frame in frames for inner in laid[frame].places}
    owner |= {key: key for key in extents}
    around = Graph(
        cards={key: Card(key, "") for key in extents}, wires=_wires_between(graph, owner)
    )
    for key, card in lay_out(around, extents).cards.items():
        x, y = card.at or (0.0, 0.0)
        made.places[key] = x, y
        if key in laid:
            made.frames |= {key: extents[key], **laid[key].frames}
            for inner, (across, down) in laid[key].places.items():
                made.places[inner] = x + FRAME_PAD + across, y + FRAME_HEAD + down
    wide, tall = _reach(made.places, extents)
    for key in keys:
        if key in graph.notes:
            tall += ROW_GAP if tall else 0.0
            made.places[key] = 0.0, tall
            wide, tall = max(wide, graph.notes[key].size[0]), tall + graph.notes[key].size[1]
    made.size = wide, tall
    return made


def _framed(frame: Frame, laid: _Laid) -> Size:
    """The size of a frame around its contents; an empty one keeps its own."""
    if not laid.places:
        return frame.size
    return laid.size[0] + 2 * FRAME_PAD, laid.size[1] + FRAME_HEAD + FRAME_PAD


def _wires_between(graph: Graph, owner: Mapping[str, str]) -> Wires:
    found: dict[Wire, None] = {}
    for source, target in graph.wires:
        ends = owner.get(source.card), owner.get(target.card)
        if ends[0] and ends[1] and ends[0] != ends[1]:
            found[Wire(End(ends[0], source.port), End(ends[1], target.port))] = None
    return Wires(found)


def _reach(places: Mapping[str, Position], extents: Mapping[str, Size]) -> Size:
    return (
        max((places[key][0] + wide for key, (wide, _) in extents.items()), default=0.0),
        max((places[key][1] + tall for key, (_, tall) in extents.items()), default=0.0),
    )


def _at(graph: Graph, key: str) -> Position | None:
    item = graph.item(key)
    return item.at if item else None


def _uncovered(graph: Graph, holders: Mapping[str, str], below: float) -> Graph:
    """The graph with each note that a frame has come to cover below all."""
    notes = dict(graph.notes)
    for key, note in graph.notes.items():
        middle = note.at[0] + note.size[0] / 2, note.at[1] + note.size[1] / 2
        covered = any(
            all(frame.at[i] <= middle[i] <= frame.at[i] + frame.size[i] for i in (0, 1))
            for frame in graph.frames.values()
        )
        if key not in holders and covered:
            notes[key] = note.with_(at=(note.at[0], below))
            below += note.size[1] + ROW_GAP
    return graph.with_(notes=notes)
