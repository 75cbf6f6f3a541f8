"""What a person does with the button held: one class per gesture, all of this form."""

from typing import Protocol

from PySide6.QtCore import QPointF, Qt

FREELY = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
"""Held, they have things go exactly where the mouse does, into line with nothing."""


class Gesture(Protocol):
    """Begins with a press and ends with a release, or is cancelled by Esc or a change.

    Attributes:
        patience: how far the mouse must go before it counts as moved, in pixels on the screen.
    """

    patience: int

    def move(self, point: QPointF) -> None:
        """Follow the mouse to a point of the scene."""

    def release(self, point: QPointF) -> None:
        """Do what was meant, as an edit of the graph."""

    def cancel(self) -> None:
        """Put everything back as it looked before."""
