"""When Python looks for garbage: while the person is away, and never in the middle of a gesture.

Nearly all that is let go is freed at once, as Graphs and Programs have no circles. A full
collection finds the rest, and visits every object there is for it: with ten thousand cards, or
after a thousand edits, that takes a tenth of a second and more, and Python would begin one after
every few edits.
"""

import gc

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from layerdeck.graph import Changes

from .session import Session

_NEVER = 1_000_000
_REST_MS = 60_000
"""So long after the last change a person is taken to be busy with something else."""
_MANY = 1000
"""So many new cards are no edit but a project that was opened, and stays."""


def collect_at_rest() -> None:
    """Have Python itself collect only what is young, which takes no time to speak of."""
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, _NEVER)


class Collecting(QObject):
    """Follows a session, and collects when nothing has changed for a while."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._on, self._froze = True, False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._collect)
        session.graph_changed.connect(self._take)
        session.answers_changed.connect(self._wait)

    def stop(self) -> None:
        """The window closes: what was opened in it is garbage like any other from now on."""
        # An answer may still be on its way.
        self._on = False
        self._rest.stop()
        if self._froze:
            gc.unfreeze()

    def _wait(self) -> None:
        if self._on:
            self._rest.start()

    def _take(self, changes: Changes) -> None:
        if self._on and len(changes.added) >= _MANY:
            # Who waits for a large project does not notice; later it would be a hitch, every time.
            gc.unfreeze()
            gc.collect()
            gc.freeze()
            self._froze = True
        self._wait()

    def _collect(self) -> None:
        if QApplication.mouseButtons() is not Qt.MouseButton.NoButton:
            self._rest.start()
        else:
            gc.collect()
