"""What tests of wiring have on the canvas."""

from PySide6.QtCore import QPoint

from making import CONV, card
from person import Person


def conv(card_id: str, **values: object):
    return card(card_id, CONV, **{"filters": 4, "kernel_size": 3, **values})


def open_place(person: Person) -> QPoint:
    """A place of the canvas where there is no card."""
    return QPoint(60, person.viewport.height() - 40)
