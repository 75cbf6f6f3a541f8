"""Opening, saving and exporting from the window: dialogs, questions, faults in words."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from layerdeck.export import Flavour, export
from layerdeck.files import (
    FileError,
    give_places,
    lay_out,
    read_project,
    write_atomically,
    write_project,
)
from layerdeck.graph import Graph

from .canvas.look import card_sizes
from .render import RenderError, render_scene
from .session import Session

_PROJECTS = "Layerdeck projects (*.layerdeck)"


class ProjectFiles(QObject):
    """The window's dealings with files. Every failure becomes a sentence; work is never lost."""

    loaded = Signal()
    """Another project is on the canvas."""
    saved = Signal()
    """The project is in a file now, which may be another than before."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window

    def new(self) -> None:
        """Start an empty graph."""
        if self.may_leave():
            self._session.document.load(Graph(), None)
            self._session.go_to(())
            self.loaded.emit()

    def open(self, path: Path | None = None) -> bool:
        """Open a project, asking for one where none is given; tells whether it was opened."""
        if not self.may_leave():
            return False
        if path is None:
            name, _ = QFileDialog.getOpenFileName(
                self._window, "Open project", self._folder(), _PROJECTS
            )
            if not name:
                return False
            path = Path(name)
        try:
            graph = read_project(path)
        except FileError as error:
            self._sorry("The project was not opened", str(error))
            return False
        sizes = card_sizes(graph, self._session.deck)
        self._session.document.load(give_places(graph, sizes), path)
        self._session.go_to(())
        self.loaded.emit()
        return True

    def tidy(self) -> None:
        """Lay out the selected cards, or all, left to right."""
        sizes = card_sizes(self._session.graph, self._session.deck)
        chosen = self._session.selected if len(self._session.selected) > 1 else None
        self._session.edit("Tidy up", lambda graph: lay_out(graph, sizes, chosen))

    def save(self) -> bool:
        """Save where the project came from, or ask; tells whether it was saved."""
        path = self._session.document.path
        return self.save_to(path) if path else self.save_as()

    def save_as(self) -> bool:
        """Ask where to save."""
        path = self._ask_where("Save project", ".layerdeck", _PROJECTS)
        return self.save_to(path) if path else False

    def save_to(self, path: Path) -> bool:
        """Save to a file; a graph without a name takes the file's."""
        document = self._session.document
        graph = document.graph
        if graph.name == Graph().name:
            graph = graph.with_(name=path.stem)
        try:
            write_project(graph, path)
        except FileError as error:
            self._sorry("The project was not saved", str(error))
            return False
        document.apply("Name", graph)
        document.mark_saved(path)
        self.saved.emit()
        self._session.said.emit(f"Saved {path.name}.")
        return True

    def export_code(self, path: Path | None = None, flavour: Flavour = Flavour.KERAS) -> bool:
        """Write the exported module to a file."""
        self._session.go_to(())
        if self._has_errors("No code was exported"):
            return False
        path = path or self._ask_where("Export code", ".py", "Python (*.py)")
        if path is None:
            return False
        text = export(self._session.lowered.program, flavour).text
        return self._write(path, text.encode(), "The code was not exported")

    def save_model(self, path: Path | None = None) -> bool:
        """Have the engine build and save the model; the status bar says when it is done."""
        self._session.go_to(())
        if self._has_errors("No model was saved"):
            return False
        path = path or self._ask_where("Save model", ".keras", "Keras models (*.keras)")
        if path is None:
            return False
        target = path

        def done(message: str) -> None:
            if message:
                self._sorry("The model was not saved", message)
            else:
                self._session.said.emit(f"Saved the model as {target}.")

        self._session.said.emit(f"Building {target.name}…")
        self._session.engine.build(self._session.lowered.program, str(target), done)
        return True

    def export_picture(self, path: Path | None = None) -> bool:
        """Draw the whole canvas as PNG, SVG or PDF."""
        path = path or self._ask_where("Export picture", ".png", "Pictures (*.png *.svg *.pdf)")
        if path is None:
            return False
        try:
            render_scene(self._window.canvas, path)  # type: ignore[attr-defined]
        except RenderError as error:
            self._sorry("The picture was not exported", str(error))
            return False
        self._session.said.emit(f"Drew {path.name}.")
        return True

    def may_leave(self) -> bool:
        """Ask what is to become of unsaved work; tells whether one may go on."""
        if not self._session.document.unsaved:
            return True
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self._window,
            "Unsaved changes",
            f"Save the changes to {self._session.whole.name} before going on?",
            buttons.Save | buttons.Discard | buttons.Cancel,
            buttons.Save,
        )
        if answer == buttons.Save:
            return self.save()
        return answer == buttons.Discard

    def _has_errors(self, title: str) -> bool:
        for problem in self._session.problems:
            if problem.severity == "error":
                more = self._session.errors - 1
                tail = f" And {more} more: see the Problems tab." if more else ""
                owner = f"{problem.card}: " if problem.card else ""
                self._sorry(title, f"{owner}{problem.message}{tail}")
                return True
        if not self._session.whole.cards:
            self._sorry(title, "The canvas is empty. Drag an Input and a layer onto it first.")
            return True
        return False

    def _write(self, path: Path, data: bytes, title: str) -> bool:
        try:
            write_atomically(path, data)
        except FileError as error:
            self._sorry(title, str(error))
            return False
        self._session.said.emit(f"Wrote {path.name}.")
        return True

    def _ask_where(self, title: str, ending: str, kinds: str) -> Path | None:
        suggested = Path(self._folder()) / f"{self._session.whole.name}{ending}"
        name, _ = QFileDialog.getSaveFileName(self._window, title, str(suggested), kinds)
        if not name:
            return None
        path = Path(name)
        return path if path.suffix else path.with_suffix(ending)

    def _folder(self) -> str:
        path = self._session.document.path
        return str(path.parent if path else Path.cwd())

    def _sorry(self, title: str, sentence: str) -> None:
        self._session.said.emit(sentence)
        QMessageBox.warning(self._window, title, sentence)
