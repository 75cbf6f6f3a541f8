"""Whether the engine's process is there at all, while something is awaited of it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

_BEAT_MS = 1000


class Pulse(QObject):
    """Asks the engine once a second whether it is there, until nothing more is awaited.

    Counted in beats, not in time: while the editor itself stands still, nothing is held against
    the engine.
    """

    lost = Signal()
    """Nothing was heard for as many beats as there is patience."""

    def __init__(self, ask: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ask = ask
        self._silent = 0
        self._patience = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self._beat)

    def watch(self, patience: int) -> None:
        """Give it so many beats to say something, from now on; 0 watches no longer."""
        self._patience = patience
        if not patience:
            self._timer.stop()
        elif not self._timer.isActive():
            self._silent = 0
            self._timer.start()

    def heard(self) -> None:
        """Something was heard of it."""
        self._silent = 0

    def _beat(self) -> None:
        self._silent += 1
        if self._silent > self._patience:
            self.watch(0)
            self.lost.emit()
        else:
            self._ask()
