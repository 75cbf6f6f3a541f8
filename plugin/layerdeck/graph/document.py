"""A Document: the current Graph, the earlier ones, and one signal that it changed."""

from collections.abc import Callable
from pathlib import Path

from .graph import Graph

Listener = Callable[[Graph, Graph], None]
"""Is told the old and the new Graph."""


class Document:
    """The Graph a person is editing.

    Load, edit, undo and redo all end in `changed(old, new)`: a view has one way in. There are no
    commands to undo; history is the earlier Graphs, which share what did not change.
    """

    def __init__(self, graph: Graph | None = None, path: Path | None = None) -> None:
        self._graph = graph or Graph()
        self._saved: Graph | None = self._graph
        self._undo: list[tuple[str, Graph]] = []
        self._redo: list[tuple[str, Graph]] = []
        self._listeners: list[Listener] = []
        self.path = path

    @property
    def graph(self) -> Graph:
        """The current Graph."""
        return self._graph

    @property
    def unsaved(self) -> bool:
        """Whether the Graph differs from the one last loaded or saved."""
        return self._graph != self._saved

    @property
    def undo_label(self) -> str:
        """What undo would take back; empty where there is nothing."""
        return self._undo[-1][0] if self._undo else ""

    @property
    def redo_label(self) -> str:
        """What redo would do again; empty where there is nothing."""
        return self._redo[-1][0] if self._redo else ""

    def on_change(self, listener: Listener) -> None:
        """Have `listener` told of every change from now on."""
        self._listeners.append(listener)

    def apply(self, label: str, graph: Graph) -> None:
        """Make an edit's result the current Graph. `label` says what was done: “Move”."""
        if graph == self._graph:
            return
        self._undo.append((label, self._graph))
        self._redo.clear()
        self._show(graph)

    def undo(self) -> None:
        """Go back to the Graph before the last edit."""
        self._step(self._undo, self._redo)

    def redo(self) -> None:
        """Go forward to the Graph that undo left."""
        self._step(self._redo, self._undo)

    def load(self, graph: Graph, path: Path | None) -> None:
        """Start afresh with a Graph from a file, or a new one."""
        self._undo.clear()
        self._redo.clear()
        self._saved = graph
        self.path = path
        self._show(graph)

    def mark_saved(self, path: Path) -> None:
        """Remember that the current Graph is what the file at `path` holds."""
        self._saved = self._graph
        self.path = path

    def mark_unsaved(self) -> None:
        """Remember that no file holds the current Graph: its own has gone, or is another now."""
        self._saved = None

    def _step(self, source: list[tuple[str, Graph]], target: list[tuple[str, Graph]]) -> None:
        if source:
            label, graph = source.pop()
            target.append((label, self._graph))
            self._show(graph)

    def _show(self, graph: Graph) -> None:
        old, self._graph = self._graph, graph
        for listener in self._listeners:
            listener(old, graph)
