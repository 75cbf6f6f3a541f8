"""What all editors of a value on a card share: where it lies, and how it is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from layerdeck.deck import Value
from layerdeck.graph.edits import set_value

if TYPE_CHECKING:
    from .card_item import CardItem
    from .layout import Row
    from .view import CanvasView


def place_of(view: CanvasView, item: CardItem, row: Row) -> QRect:
    """Where the value of a row lies in the view, in pixels of the screen."""
    chip = item.mapRectToScene(row.chip) if row.chip else item.body()
    return view.mapFromScene(chip).boundingRect()


def commit_value(view: CanvasView, item: CardItem, row: Row, value: Value) -> str:
    """Set the value; gives what is wrong with it, or an empty text."""
    if value == row.value and type(value) is type(row.value):
        return ""
    session = view.canvas.session
    label = f"Set {row.port.title.lower()}"
    return session.edit(label, set_value, session.deck, item.card_id, row.port.id, value)
