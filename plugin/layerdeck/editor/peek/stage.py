"""How far a peek is."""

from enum import Enum, auto


class Stage(Enum):
    """From what is asked to what is shown."""

    STARTING = auto()
    """The engine is not ready yet."""
    ASKED = auto()
    RUNNING = auto()
    CANCELLING = auto()
    WAITING = auto()
    """It costs much, and is run only if that is agreed."""
    SHOWN = auto()
    STOPPED = auto()
    """It was declined or cancelled, or the engine is gone."""
