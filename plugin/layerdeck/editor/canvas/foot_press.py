"""A press on the foot of a card that says what is wrong: it tells of the ways out."""

from PySide6.QtCore import QPointF

from .card_drag import Drag


class FootPress(Drag):
    """Moves the card as a press anywhere on it does; without a move, it asks for more."""

    def release(self, point: QPointF) -> None:
        """Lay the card down, or tell of its problems."""
        still = not self._scene.hand.load.items
        super().release(point)
        if still:
            self._scene.problem_pressed.emit(self._lead)
