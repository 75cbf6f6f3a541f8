"""What the graph that is looked at means: found at once for a small one, in slices for a large."""

from collections.abc import Generator

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from layerdeck.deck import Catalogue
from layerdeck.graph import Graph
from layerdeck.graph.steps import finish
from layerdeck.program import Lowered, lower, lower_steps

_AT_ONCE = 60
"""Graphs of more cards than these, those of their blocks among them, are lowered in slices."""
_SLICE_MS = 3


class Meaning(QObject):
    """Lowers the current graph without keeping the window waiting."""

    found_later = Signal()
    """What a large graph means has been found, after `take` returned."""

    def __init__(self, graph: Graph, deck: Catalogue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lowered = lower(graph, deck)
        self._steps: Generator[None, None, Lowered] | None = None
        self._slices = QTimer(self)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._slice)

    @property
    def lowered(self) -> Lowered:
        """What the graph means; what is still to be done for it is done now."""
        if self._steps:
            self._find(finish(self._steps))
        return self._lowered

    @property
    def under_way(self) -> bool:
        """Whether it is still to be found what the graph means."""
        return self._steps is not None

    def take(self, graph: Graph, deck: Catalogue) -> bool:
        """Lower another graph; what was begun before is dropped. Tells whether it is done."""
        self._slices.stop()
        self._steps = None
        if sum(len(held.cards) for held in (graph, *graph.blocks.values())) <= _AT_ONCE:
            self._lowered = lower(graph, deck)
            return True
        self._steps = lower_steps(graph, deck)
        self._slices.start()
        return False

    def _slice(self) -> None:
        clock = QElapsedTimer()
        clock.start()
        while self._steps and clock.elapsed() < _SLICE_MS:
            try:
                next(self._steps)
            except StopIteration as done:
                self._find(done.value)

    def _find(self, lowered: Lowered) -> None:
        self._lowered, self._steps = lowered, None
        self._slices.stop()
        self.found_later.emit()
