"""Arranging what lies on the canvas, from the window: frames, notes, lines, gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, QSizeF

from layerdeck.graph import Graph
from layerdeck.graph.areas import add_frame, add_note
from layerdeck.graph.arrange import align, distribute

from .canvas.area_layout import HEAD, NEW_NOTE

if TYPE_CHECKING:
    from .canvas.view import CanvasView
    from .session import Session

_MARGIN = 24.0
"""Between a frame and what it was put round, in pixels at 1:1."""
_NEW_FRAME = (480.0, 320.0)


def frame_chosen(view: CanvasView) -> None:
    """Put a frame round what is selected, or where there is room, and write its title."""
    session = view.canvas.session
    box = view.canvas.box_of(session.chosen)
    if session.chosen:
        box.adjust(-_MARGIN, -_MARGIN - HEAD, _MARGIN, _MARGIN)
    else:
        size = QSizeF(*_NEW_FRAME)
        box = QRectF(view.free_middle(size), size)
    at, wide = (round(box.x()), round(box.y())), (round(box.width()), round(box.height()))
    _add(view, "Frame", add_frame, at, wide)


def add_note_here(view: CanvasView) -> None:
    """Put an empty note into the middle of the view, covering nothing, and write in it."""
    place = view.free_middle(QSizeF(*NEW_NOTE))
    _add(view, "Add a note", add_note, (round(place.x()), round(place.y())), NEW_NOTE)


def write_in_chosen(view: CanvasView) -> None:
    """Open what is written in the selected frame or note."""
    view.edit_area(view.canvas.session.selected_areas[0])


def no_one_area(session: Session) -> str:
    """Why nothing can be written, or an empty text."""
    one = len(session.selected_areas) == 1 and not session.selected
    return "" if one else "Select one frame or note to write in it."


def too_few(session: Session, least: int, what: str) -> str:
    """Why so few things cannot be arranged, or an empty text."""
    count = "two" if least == 2 else "three"
    return "" if len(session.chosen) >= least else f"Select {count} things or more to {what}."


def align_chosen(view: CanvasView, side: str) -> None:
    """Put what is selected in line on a side, or in its middle."""
    session = view.canvas.session
    session.edit("Align", align, _sizes(view), session.chosen, side)


def distribute_chosen(view: CanvasView, axis: str) -> None:
    """Leave equal gaps between what is selected."""
    session = view.canvas.session
    session.edit("Distribute", distribute, _sizes(view), session.chosen, axis)


def _sizes(view: CanvasView) -> dict[str, tuple[float, float]]:
    cards = view.canvas.contents.cards
    bodies = ((key, cards[key].body) for key in view.canvas.session.selected)
    return {key: (body.width(), body.height()) for key, body in bodies}


def _add(view: CanvasView, label: str, make: Any, *arguments: Any) -> None:
    """Add a frame or note, select it and write in it."""
    session, added = view.canvas.session, ""

    def placed(graph: Graph) -> Graph:
        nonlocal added
        graph, added = make(graph, *arguments)
        return graph

    if not session.edit(label, placed):
        session.select([added])
        view.setFocus()
        view.edit_area(added)
