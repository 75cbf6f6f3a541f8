"""Frames and notes: what a person writes round the cards, without any meaning to the model."""

from .edits import EditError, place
from .graph import Graph
from .naming import fresh_id
from .placed import FARTHEST, Frame, Note, Position, Size, updated


def add_frame(
    graph: Graph, at: Position, size: Size, title: str = "", text: str = ""
) -> tuple[Graph, str]:
    """Put a frame in front of the others; gives the graph and the frame's id."""
    frame = Frame(fresh_id(graph, "frame"), title, text, place(at), side(size))
    return graph.with_(frames=updated(graph.frames, {frame.id: frame})), frame.id


def add_note(graph: Graph, at: Position, size: Size, text: str = "") -> tuple[Graph, str]:
    """Put a note in front of the others; gives the graph and the note's id."""
    note = Note(fresh_id(graph, "note"), text, place(at), side(size))
    return graph.with_(notes=updated(graph.notes, {note.id: note})), note.id


def write(graph: Graph, area: str, part: str, text: str) -> Graph:
    """Write the `title` of a frame, or the `text` of a frame or note."""
    if part != "text" and not (part == "title" and area in graph.frames):
        raise EditError(f"{area} has no {part} to write.")
    return _put(graph, area, **{part: text})


def resize(graph: Graph, area: str, size: Size, at: Position | None = None) -> Graph:
    """Give a frame or note another size, and a corner where it is drawn from there."""
    return _put(graph, area, size=side(size), **({"at": place(at)} if at else {}))


def side(size: Size) -> Size:
    """A size as graphs hold it.

    Raises:
        EditError: it is none, and no file could hold it.
    """
    width, height = float(size[0]), float(size[1])
    if not (0 < width <= FARTHEST and 0 < height <= FARTHEST):
        raise EditError(
            f"A size must be two numbers of pixels above 0 and up to {FARTHEST:.0f}, and got "
            f"{width:g}, {height:g}."
        )
    return width, height


def _put(graph: Graph, area: str, **changes: object) -> Graph:
    if area in graph.frames:
        frame = graph.frames[area].with_(**changes)
        return graph.with_(frames=updated(graph.frames, {area: frame}))
    if area in graph.notes:
        note = graph.notes[area].with_(**changes)
        return graph.with_(notes=updated(graph.notes, {area: note}))
    raise EditError(f"There is no frame or note called {area}.")
