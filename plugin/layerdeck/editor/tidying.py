"""Tidying up from the window: at once, or for large graphs beside it, while one goes on working."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from threading import Thread

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent

from layerdeck.files import lay_out, tidy
from layerdeck.graph import Graph, Size

from .canvas.look import card_sizes
from .canvas.view import CanvasView
from .session import Session

_AT_ONCE = 60
"""So many cards are laid out before a person could notice."""
_ASK_MS = 20


class Tidying(QObject):
    """Lays out what is looked at. A Graph never changes, so another thread may read it."""

    def __init__(self, session: Session, view: CanvasView) -> None:
        super().__init__(view)
        self._session, self._view = session, view
        self._asked: Graph | None = None
        """What is being laid out beside the window."""
        self._laid: list[Graph] = []
        """Takes the result. The thread knows nothing of Qt, and may outlive the window."""
        self._asking = QTimer(self)
        self._asking.setInterval(_ASK_MS)
        self._asking.timeout.connect(self._take)

    @property
    def under_way(self) -> bool:
        """Whether a graph is being laid out."""
        return self._asked is not None

    def start(self) -> None:
        """Lay out the selected cards left to right, or all, with frames round what lies in them."""
        graph, chosen = self._session.graph, self._session.selected
        chosen = chosen if 1 < len(chosen) < len(graph.cards) else ()
        if len(graph.cards) <= _AT_ONCE:
            sizes = card_sizes(graph, self._session.deck)
            self._session.edit("Tidy up", _tidied, sizes, chosen)
        elif self._asked is not graph:
            self.cancel()
            self._asked, self._laid = graph, []
            # Fonts are the window's to measure with: the sizes are those that are drawn.
            bodies = {key: placed.body for key, placed in self._view.canvas.contents.cards.items()}
            sizes = {key: (body.width(), body.height()) for key, body in bodies.items()}
            self._view.installEventFilter(self)
            self._asking.start()
            self._session.said.emit(f"Tidying up {len(graph.cards):,} cards… Esc cancels.")
            Thread(target=_work, args=(self._laid, graph, sizes, chosen), daemon=True).start()

    def cancel(self) -> None:
        """Let go of what is being laid out."""
        if self._asked is not None:
            self._asked = None
            self._asking.stop()
            self._view.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc cancels."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() is QEvent.Type.KeyPress:
                self.cancel()
                self._session.said.emit("Nothing was tidied up.")
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _take(self) -> None:
        asked = self._asked
        if not self._laid or asked is None:
            return
        laid = self._laid.pop()
        self.cancel()
        if self._session.graph is asked:
            self._session.edit("Tidy up", lambda _: laid)
            self._session.said.emit(f"Tidied up {len(laid.cards):,} cards.")
        else:
            self._session.said.emit("Nothing was tidied up: the graph has changed meanwhile.")


def _work(
    into: list[Graph], graph: Graph, sizes: Mapping[str, Size], chosen: Collection[str]
) -> None:
    into.append(_tidied(graph, sizes, chosen))


def _tidied(graph: Graph, sizes: Mapping[str, Size], chosen: Collection[str]) -> Graph:
    return lay_out(graph, sizes, chosen) if chosen else tidy(graph, sizes)
