"""Copying and pasting cards: the clipboard holds project text, which any window or mail can take.

What stands in the clipboard is read as a file is: nothing of it is ever run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QCursor, QGuiApplication

from layerdeck.files import FileError, give_places, parse_project, project_text
from layerdeck.graph import Graph, Position
from layerdeck.graph.clipping import clip, corner, duplicate, paste
from layerdeck.graph.edits import remove
from layerdeck.graph.splice import remove_joining

from .canvas.look import card_sizes

if TYPE_CHECKING:
    from .session import Session
    from .window import Window

_BESIDE = (32.0, 32.0)
"""How far a copy lies from what it was made of, in pixels at 1:1."""
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
    """Put what the clipboard holds at the cursor, or beside where it came from, and select it."""
    session = window.session
    text = QGuiApplication.clipboard().text()[:_LARGEST]
    try:
        clipped = parse_project(text, session.deck, "the clipboard")
    except FileError as error:
        session.said.emit(f"The clipboard holds no cards: {error}")
        return
    clipped = give_places(clipped, card_sizes(clipped, session.deck))
    made: tuple[str, ...] = ()

    def pasted(graph: Graph) -> Graph:
        nonlocal made
        by = _way(window, clipped)
        graph, made = paste(graph, session.deck, clipped, by)
        return graph

    if not session.edit("Paste", pasted):
        session.select(made)


def duplicate_chosen(session: Session) -> None:
    """Put a copy of what is selected beside it, with the wires among it, and select the copy."""
    made: tuple[str, ...] = ()

    def doubled(graph: Graph) -> Graph:
        nonlocal made
        graph, made = duplicate(graph, session.deck, session.chosen, _BESIDE)
        return graph

    if not session.edit("Duplicate", doubled):
        session.select(made)


def delete_joining(session: Session) -> None:
    """Take the selected cards away and wire what fed them to whom they fed."""
    session.edit("Delete and join", remove_joining, session.deck, session.chosen)


def _take(session: Session) -> None:
    QGuiApplication.clipboard().setText(project_text(clip(session.graph, session.chosen)))


def _way(window: Window, clipped: Graph) -> Position:
    """How far what is pasted goes from its place: to the cursor where that is on the canvas.

    Else it stays beside its place, or where that is out of sight, comes into the middle; never
    just onto cards that lie there already.
    """
    view, graph = window.view, window.session.graph
    left, top = corner(clipped)
    cursor = view.viewport().mapFromGlobal(QCursor.pos())
    if view.viewport().rect().contains(cursor) and view.viewport().underMouse():
        place = view.mapToScene(cursor)
        return place.x() - left, place.y() - top
    seen = view.mapToScene(view.viewport().rect()).boundingRect()
    if not seen.contains(QPointF(left, top)):
        return seen.center().x() - left, seen.center().y() - top
    taken = {card.at for card in graph.cards.values()}
    by = (0.0, 0.0)
    while any(
        card.at and (card.at[0] + by[0], card.at[1] + by[1]) in taken
        for card in clipped.cards.values()
    ):
        by = by[0] + _BESIDE[0], by[1] + _BESIDE[1]
    return by
