"""Comparing what is in the window with another version of it, for as long as a person wants."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from layerdeck.editor.canvas.look import with_places
from layerdeck.editor.importing.bringing import bring_in
from layerdeck.editor.notices import Notice
from layerdeck.editor.questions import IMPORTED, ask_what, sorry
from layerdeck.files import FileError, read_project
from layerdeck.graph import Graph
from layerdeck.graph.comparing import Comparison, Told, What, compare, tell

from .here import ghosts_in, marks_in
from .marks import GhostsItem, MarksItem
from .panel import DifferencesPanel

if TYPE_CHECKING:
    from layerdeck.editor.window import Window

_CALM_MS = 60
"""After a change, differences are looked for when nothing has changed for so long."""


class Comparing(QObject):
    """Marks what is otherwise than in another version, and lists it in a tab."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window, self._session = window, window.session
        self._before: Graph | None = None
        self._name, self._saved = "", False
        self._in_front: QWidget | None = None
        """The tab that was in front before."""
        self._found = Comparison()
        self.told: list[Told] = []
        """What is otherwise, a line each."""
        self.notice: Notice = window.notices.compared
        self.panel: DifferencesPanel | None = None
        """The tab, while there is something to compare with."""
        self.marks, self.ghosts = MarksItem(window.canvas), GhostsItem(window.canvas)
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_CALM_MS)
        self._calm.timeout.connect(self._compare)
        self._session.graph_changed.connect(self._follow)
        self._session.entered.connect(self._mark)
        window.canvas.arranged.connect(self._follow_places)
        window.files.loaded.connect(self.stop)
        window.files.saved.connect(self._after_saving)
        window.view.escaped.connect(self.stop)

    @property
    def going_on(self) -> bool:
        """Whether something is compared with."""
        return self._before is not None

    def ask(self) -> None:
        """Ask for a file to compare with: a project, or what can be imported."""
        path = self._session.document.path
        folder = path.parent if path else Path.cwd()
        chosen = ask_what(self._window, folder, "Compare with")
        if chosen:
            self.with_file(chosen)

    def with_file(self, path: Path, *, saved: bool = False) -> None:
        """Compare with what a file holds."""
        before = self._read(path)
        if before is not None:
            self._saved = saved
            self.begin(before, f"{path.name} as it is on disk" if saved else path.name)

    def with_saved(self) -> None:
        """Compare with what the project's own file holds."""
        path = self._session.document.path
        if path:
            self.with_file(path, saved=True)

    def why_not_saved(self) -> str:
        """Say why there is no saved state to compare with; empty where there is."""
        return "" if self._session.document.path else "This project was not saved yet."

    def why_not_stop(self) -> str:
        """Say why there is nothing to stop; empty where there is."""
        return "" if self.going_on else "Nothing is being compared."

    def begin(self, before: Graph, name: str) -> None:
        """Compare with another graph; `name` is what it is called."""
        self._before, self._name = before, name
        if self.panel is None:
            self._in_front = self._window.tabs.currentWidget()
            panel = self.panel = DifferencesPanel(self._window.theme)
            panel.shown.connect(self.reveal)
            panel.left.connect(self.stop)
            panel.restyled.connect(self._list)
            self._window.tabs.addTab(panel, "Differences")
        self._compare()
        self.show_list()

    def stop(self) -> None:
        """Compare no longer."""
        if self._before is None:
            return
        self._before, self.told, self._found = None, [], Comparison()
        self._calm.stop()
        self._mark()
        self.notice.close_up()
        panel, self.panel = self.panel, None
        if panel:
            had_focus, tabs = panel.tree.hasFocus(), self._window.tabs
            if tabs.currentWidget() is panel and self._in_front:
                tabs.setCurrentWidget(self._in_front)
            tabs.removeTab(tabs.indexOf(panel))
            panel.hide()
            panel.deleteLater()
            if had_focus:
                self._window.view.setFocus()

    def show_list(self) -> None:
        """Bring the list to the front, and the keys to it."""
        if self.panel:
            self._window.docks[2].show()
            self._window.tabs.setCurrentWidget(self.panel)
            self.panel.tree.setFocus()

    def reveal(self, told: Told) -> None:
        """Bring what a line is about into view, entering a block where it is inside of one."""
        session, view = self._session, self._window.view
        whole = session.whole
        path = (told.block,) if told.block in whole.blocks and told.item else ()
        if session.path[-1:] != path:
            session.go_to(path)
        ghost = self.ghosts.ghosts.get(told.item)
        if ghost and told.what is What.REMOVED:
            view.come_near(ghost.body)
        else:
            view.reveal(told.item)

    def _read(self, path: Path) -> Graph | None:
        deck = self._window.catalogue
        if path.suffix.lower() in IMPORTED:
            brought = bring_in(self._window, path)
            return with_places(brought[0].graph, deck) if brought else None
        try:
            return with_places(read_project(path, deck, self._session.whole.name), deck)
        except FileError as error:
            self._session.said.emit(str(error))
            sorry(self._window, "Nothing was compared", str(error))
            return None

    def _after_saving(self) -> None:
        """The file may hold something else now."""
        document = self._session.document
        if self._saved and self.going_on and document.path and not document.unsaved:
            self._before = document.graph
            self._compare()

    def _follow(self) -> None:
        if self.going_on:
            self.marks.follow()
            self._calm.start()

    def _follow_places(self) -> None:
        """Things lie elsewhere: the marks go with them, and what is gone makes way."""
        self.marks.follow()
        self.ghosts.follow()

    def _compare(self) -> None:
        if self._before is None:
            return
        whole = self._session.whole
        self._found = compare(self._before, whole)
        self.told = tell(self._found, self._before, whole, self._window.catalogue)
        self._list()
        sentence = f"Compared with {self._name}: {_counted(self.told)}."
        if sentence != self.notice.text:
            self.notice.say(
                sentence, {"Show differences": self.show_list, "Stop comparing": self.stop}
            )
        self._mark()

    def _list(self) -> None:
        if self.panel:
            self.panel.show_told(self.told, self._window.theme)
            place = self._window.tabs.indexOf(self.panel)
            self._window.tabs.setTabText(place, f"Differences {len(self.told)}")

    def _mark(self) -> None:
        """Mark what is otherwise in the part of the project that is looked at."""
        session, before, deck = self._session, self._before, self._window.catalogue
        block = session.path[-1] if session.path else ""
        self.marks.show_marks(marks_in(session.graph, block, self.told, self._found))
        gone = {} if before is None else ghosts_in(before, block, self._found, deck)
        self.ghosts.show_ghosts(gone)


def _counted(told: list[Told]) -> str:
    """`2 added, 1 changed`."""
    counts = Counter(line.what for line in told)
    parts = [f"{counts[what]:,} {what}" for what in What if counts[what]]
    return ", ".join(parts) or "no differences in meaning"
