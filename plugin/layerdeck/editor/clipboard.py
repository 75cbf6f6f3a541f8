"""Copying and pasting cards: the clipboard holds project text, which any window or mail can take.

What stands in the clipboard is read as a file is: nothing of it is ever run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QCursor, QGuiApplication

from layerdeck.files import FileError, give_places, parse_project, project_text
from layerdeck.graph import Graph
from layerdeck.graph.clipping import clip, corner, duplicate, paste
from layerdeck.graph.edits import remove
from layerdeck.graph.splice import remove_joining

from .canvas.area_layout import Area, body_of
from .canvas.backdrop import GRID
from .canvas.look import card_sizes
from .canvas.room import free_place

if TYPE_CHECKING:
    from .session import Session
    from .window import Window

_LARGEST = 50_000_000
"""Letters of a clipboard that are still read: more is no project of anybody's."""

_WHERE = "it can be pasted here, in another window, or into a text."


def nothing_chosen(session: Session) -> str:
    """Why nothing can be copied."""
    return "" if session.chosen else "Select the cards, frames or notes that are meant."


def nothing_to_paste() -> str:
    """Why nothing can be pasted; tells by the beginning of the text alone."""
    begun = QGuiApplication.clipboard().text()[:200].lstrip()
    if begun.startswith("{") and '"layerdeck"' in begun:
        return ""
    return "The clipboard holds no cards: copy some first."


def copy(session: Session) -> None:
    """Put the selected cards, frames and notes into the clipboard, with the wires among them."""
    _take(session)
    session.said.emit(f"Copied: {_WHERE}")


def cut(session: Session) -> None:
    """Put them into the clipboard and take them away."""
    _take(session)
    if not session.edit("Cut", remove, session.chosen):
        session.said.emit(f"Cut: {_WHERE}")


def paste_here(window: Window) -> None:
    """Put what the clipboard holds at the cursor, or where there is room, and select it.

    On the start page it begins a new project.
    """
    session = window.session
    text = QGuiApplication.clipboard().text()[:_LARGEST]
    try:
        clipped = parse_project(text, session.deck, "the clipboard")
    except FileError as error:
        session.said.emit(f"The clipboard holds no cards: {error}")
        return
    page = window.start_page
    if page and page.isVisible() and not window.files.new():
        return
    clipped = give_places(clipped, card_sizes(clipped, session.deck))
    (left, top), made, cursor = corner(clipped), tuple[str, ...](), _cursor(window)
    place = _free(window, clipped) if cursor is None else cursor

    def pasted(graph: Graph) -> Graph:
        nonlocal made
        by = place.x() - left, place.y() - top
        graph, made = paste(graph, session.deck, clipped, by)
        return graph

    if not session.edit("Paste", pasted):
        session.select(made)
        if cursor is None:
            window.view.ensureVisible(window.canvas.box_of(made))


def duplicate_chosen(window: Window) -> None:
    """Put a copy of what is selected below it, with the wires among it, and select the copy."""
    session, scene = window.session, window.canvas
    made: tuple[str, ...] = ()
    box = scene.box_of(session.chosen)
    place = free_place(scene.contents, box.translated(0, box.height() + GRID)) - box.topLeft()

    def doubled(graph: Graph) -> Graph:
        nonlocal made
        by = place.x(), place.y()
        graph, made = duplicate(graph, session.deck, session.chosen, by)
        return graph

    if not session.edit("Duplicate", doubled):
        session.select(made)
        window.view.ensureVisible(scene.box_of(made))


def delete_joining(session: Session) -> None:
    """Take the selected cards away and wire what fed them to whom they fed."""
    session.edit("Delete and join", remove_joining, session.deck, session.chosen)


def _take(session: Session) -> None:
    QGuiApplication.clipboard().setText(project_text(clip(session.graph, session.chosen)))


def _cursor(window: Window) -> QPointF | None:
    """Where the cursor is in the scene, if it is on the canvas."""
    view = window.view
    cursor = view.viewport().mapFromGlobal(QCursor.pos())
    on_canvas = view.viewport().rect().contains(cursor) and view.viewport().underMouse()
    return view.mapToScene(cursor) if on_canvas else None


def _free(window: Window, clipped: Graph) -> QPointF:
    """Where there is room for a clipping: at its place, or if that is out of sight in the middle.

    Or as little below as to cover nothing.
    """
    seen = window.view.mapToScene(window.view.viewport().rect()).boundingRect()
    box = _box(window, clipped)
    if not seen.contains(box.topLeft()):
        box.moveCenter(seen.center())
    return free_place(window.canvas.contents, box)


def _box(window: Window, clipped: Graph) -> QRectF:
    """The box around a clipping."""
    sizes, box = card_sizes(clipped, window.session.deck), QRectF()
    for card in clipped.cards.values():
        box |= QRectF(*(card.at or (0.0, 0.0)), *sizes[card.id])
    areas: tuple[Area, ...] = (*clipped.frames.values(), *clipped.notes.values())
    for area in areas:
        box |= body_of(area)
    return box
