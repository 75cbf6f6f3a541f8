"""What moves together: what is selected, what lies in a selected frame, and the bends of wires."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from layerdeck.graph import Graph, Position, Wire
from layerdeck.graph.arrange import frame_contents
from layerdeck.graph.edits import move

from .area_layout import body_of

if TYPE_CHECKING:
    from .contents import Contents


@dataclass(frozen=True, slots=True)
class Load:
    """Things that are moved as one.

    Attributes:
        items: ids of cards, frames and notes.
        bends: of the wires that are led through points, which of these go along.
    """

    items: frozenset[str] = frozenset()
    bends: Mapping[Wire, tuple[bool, ...]] = field(default_factory=dict)


def load_of(graph: Graph, contents: Contents, chosen: Collection[str]) -> Load:
    """What goes along when these are moved: a frame takes what lies in it."""
    frames = [area_id for area_id in chosen if area_id in graph.frames]
    items = {*chosen, *(key for frame in frames for key in _inside(graph, contents, frame))}
    bodies = [body_of(graph.frames[frame]) for frame in frames]
    bends: dict[Wire, tuple[bool, ...]] = {}
    for wire, points in graph.bends.items():
        if wire.source.card in items and wire.target.card in items:
            bends[wire] = (True,) * len(points)
        else:
            goes = tuple(any(body.contains(*point) for body in bodies) for point in points)
            if any(goes):
                bends[wire] = goes
    return Load(frozenset(items), bends)


def shifted(graph: Graph, load: Load, offset: QPointF) -> Graph:
    """The graph with a load so far from where it lies; an edit."""

    def there(at: Position) -> Position:
        return at[0] + offset.x(), at[1] + offset.y()

    places = {key: there(item.at or (0.0, 0.0)) for key in load.items if (item := graph.item(key))}
    bends = {
        wire: [
            there(point) if goes else point
            for point, goes in zip(graph.bends[wire], points, strict=True)
        ]
        for wire, points in load.bends.items()
    }
    return move(graph, places, bends)


def _inside(graph: Graph, contents: Contents, frame: str) -> Iterator[str]:
    """What lies in a frame, without asking what lies elsewhere."""
    body = body_of(graph.frames[frame])
    cards = {key: graph.cards[key] for key in contents.card_boxes.meeting(body)}
    near = Graph(cards=cards, frames=graph.frames, notes=graph.notes)
    sizes = {key: contents.cards[key].body.size().toTuple() for key in cards}
    yield from frame_contents(near, sizes, frame)
