"""Which key belongs to which action."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from .action import Action

_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


def first_keys(actions: Iterable[Action]) -> dict[str, tuple[str, ...]]:
    """The keys of each action as they are at first, by its id."""
    return {action.id: tuple(filter(None, action.keys.split("; "))) for action in actions}


def for_canvas(key: str) -> bool:
    """Whether a key would type something in a field, and so works on the canvas alone."""
    pressed = QKeySequence(key)[0]  # type: ignore[index]
    bare = not pressed.keyboardModifiers() & _MODIFIERS
    return bare and not Qt.Key.Key_F1 <= pressed.key() <= Qt.Key.Key_F35
