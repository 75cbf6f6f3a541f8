"""Opening, saving and exporting from the window: dialogs, questions, faults in words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from layerdeck.files import (
    FileError,
    from_folder,
    in_full,
    parse_project,
    project_text,
    read_bytes,
    write_atomically,
)
from layerdeck.files.importing import remembering
from layerdeck.graph import Graph

from .canvas.look import with_places
from .importing.bringing import bring_in
from .importing.report import Report
from .on_disk import OnDisk, Standing
from .questions import (
    IMPORTED,
    PROJECTS,
    Answer,
    ask_of_unsaved,
    ask_what,
    ask_where,
    may_replace,
    sorry,
)
from .recent import remember
from .session import Session

if TYPE_CHECKING:
    from .window import Window


class ProjectFiles(QObject):
    """The window's dealings with files. Every failure becomes a sentence; work is never lost."""

    loaded = Signal()
    """Another project is on the canvas."""
    saved = Signal()
    """What is saved, or where, is another than before."""
    imported = Signal(object)
    """A model is on the canvas of which there is something to tell: a Report."""

    def __init__(self, session: Session, window: Window) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self.report: Report | None = None
        """What is told of the import that the project came from, if it came from one."""
        self.disk = OnDisk(self)

    def new(self) -> bool:
        """Start an empty graph; tells whether that was done."""
        if not self.may_leave():
            return False
        self._show(Graph(), None)
        return True

    def open(self, path: Path | None = None, *, as_new: bool = False) -> bool:
        """Open a project, asking for one where none is given; tells whether it was opened.

        A Keras model is imported, and so is that of a script, which is run if a person says so.

        Args:
            path: the file; where another window shows it, that comes forward instead.
            as_new: whether to take the file for a start alone, so that saving asks where.
        """
        path = path or ask_what(self._window, self._folder())
        if path is None or self._window.windows.brings_forward(path, self._window):
            return False
        if path.suffix.lower() in IMPORTED:
            return self._import(path)
        try:
            # What cannot be read is not worth a question.
            content, graph = self._read(path)
            if self._session.document.unsaved:
                if not self.may_leave(f"opening {path.name}"):
                    return False
                # What was saved just now may be this very file.
                content, graph = self._read(path)
        except FileError as error:
            self._sorry("The project was not opened", str(error))
            return False
        if as_new:
            self._show(graph, None)
        else:
            self._show(graph, path.absolute(), content)
            remember(self._window.settings, path.absolute())
        return True

    def _import(self, path: Path) -> bool:
        """Make a project of a Keras model, and tell what did not come over."""
        brought = bring_in(self._window, path)
        if brought is None or not self.may_leave(f"importing {path.name}"):
            return False
        imported, report = brought
        self._show(with_places(remembering(imported.graph, path), self._session.deck), None)
        # No project's file holds it.
        self._session.document.mark_unsaved()
        self.report = report
        self.saved.emit()
        self._session.said.emit(imported.told)
        if report.is_worth_reading:
            self.imported.emit(report)
        return True

    def restore(self, graph: Graph, project: Path | None) -> None:
        """Bring back unsaved work, as an edit of what its file holds now."""
        if project is None or project != self._session.document.path:
            try:
                content, saved = self._read(project) if project else (b"", Graph())
            except FileError:
                content, saved = b"", Graph()
            self._show(saved, project, content)
        self._session.document.apply("Restore unsaved work", with_places(graph, self._session.deck))
        self.loaded.emit()
        self.disk.look()

    def reload(self) -> None:
        """Take what the file holds now, as an edit: undo brings back what was here."""
        document = self._session.document
        if document.path is None:
            return
        try:
            content, graph = self._read(document.path)
        except FileError as error:
            self._sorry("The project was not reloaded", str(error))
            return
        self._session.go_to(())
        document.apply("Reload", graph)
        document.mark_saved(document.path)
        self.disk.watch(document.path, content)
        self.saved.emit()

    def keep_mine(self) -> None:
        """Go on with what is here, which is now unsaved: the file holds something else."""
        self._session.document.mark_unsaved()
        self.disk.accept()
        self.saved.emit()

    def save(self) -> bool:
        """Save where the project came from, or ask; tells whether it was saved."""
        path = self._session.document.path
        return self.save_to(path) if path else self.save_as()

    def save_as(self) -> bool:
        """Ask where to save."""
        name = f"{self._session.whole.name}.layerdeck"
        path = self._ask_where("Save project", name, PROJECTS)
        return self.save_to(path) if path else False

    def save_to(self, path: Path) -> bool:
        """Save to a file; a graph without a name takes the file's."""
        document = self._session.document
        graph = document.graph
        if graph.name == Graph().name:
            graph = graph.with_(name=path.stem)
        content = project_text(from_folder(graph, path)).encode()
        if not self._may_replace(path):
            return False
        try:
            write_atomically(path, content)
        except FileError as error:
            self._sorry("The project was not saved", str(error))
            return False
        document.apply("Name", graph)
        document.mark_saved(path)
        self.disk.watch(path, content)
        remember(self._window.settings, path)
        self.saved.emit()
        self._session.said.emit(f"Saved {path.name}.")
        return True

    @property
    def file_name(self) -> str:
        """What the project's file is called, or would be."""
        path = self._session.document.path
        return path.name if path else f"{self._session.whole.name}.layerdeck"

    def may_leave(self, doing: str = "going on") -> bool:
        """Ask what is to become of unsaved work before `doing`; tells whether one may go on."""
        if not self._session.document.unsaved:
            return True
        answer = ask_of_unsaved(self._window, self.file_name, doing)
        return self.save() if answer is Answer.SAVE else answer is Answer.DISCARD

    def _may_replace(self, path: Path) -> bool:
        own = path == self._session.document.path
        changed = own and self.disk.standing() is Standing.CHANGED
        return not changed or may_replace(self._window, path.name)

    def _show(self, graph: Graph, path: Path | None, content: bytes = b"") -> None:
        self.disk.watch(path, content)
        self._session.go_to(())
        self.report = None
        self._session.document.load(graph, path)
        self.loaded.emit()

    def _read(self, path: Path) -> tuple[bytes, Graph]:
        """The content of a project's file and its graph, with a place for every card."""
        content = read_bytes(path)
        try:
            graph = parse_project(content, self._window.catalogue, path.stem)
        except FileError as error:
            raise error.within(path) from None
        return content, with_places(in_full(graph, path), self._session.deck)

    def _ask_where(self, title: str, name: str, kinds: str) -> Path | None:
        return ask_where(self._window, title, self._folder() / name, kinds)

    def _folder(self) -> Path:
        path = self._session.document.path
        return path.parent if path else Path.cwd()

    def _sorry(self, title: str, sentence: str) -> None:
        self._session.said.emit(sentence)
        sorry(self._window, title, sentence)
