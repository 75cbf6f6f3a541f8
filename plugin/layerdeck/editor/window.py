"""The window: deck, canvas, inspector, tabs and status bar around one Session."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from layerdeck.deck import Catalogue
from layerdeck.graph.edits import collapse, remove

from .actions import Actions
from .actions.code import STYLE as CODE_STYLE
from .actions.keys import native
from .actions.menus import fill_menu_bar, fill_tool_bar, offer_menu
from .actions.summary import MENU as SUMMARY
from .announcing import speak_for
from .autosave import Autosave, journal_folder
from .canvas.adding import Adding
from .canvas.bends import remove_bend
from .canvas.breadcrumb import Breadcrumb
from .canvas.finder import CanvasFinder
from .canvas.from_deck import FromDeck
from .canvas.scene import CanvasScene
from .canvas.view import CanvasView
from .collecting import Collecting
from .comparing import Comparing
from .docks import first_size, make_docks, make_tabs
from .exporting.code import export_code
from .exporting.summary import serve_summary
from .fixing import Fixing
from .importing.sheet import RunSheet
from .library import Library, library_folder
from .notices import Notices
from .panel_sizes import PanelSizes
from .panels.code_panel import CodePanel
from .panels.deck_panel import DeckPanel
from .panels.inspector import Inspector
from .panels.problems_panel import ProblemsPanel
from .panels.summary_panel import SummaryPanel
from .panels.training_panel import TrainingPanel
from .peek import PeekPanel
from .popup import Popup
from .project_files import ProjectFiles
from .session import Session
from .start_page import StartPage
from .status import Status
from .theme import Theme, dress, pick_theme, when_system_changes
from .tidying import Tidying
from .windows import Windows


class Window(QMainWindow):
    """One open project."""

    def __init__(
        self, deck: Catalogue, settings: QSettings, windows: Windows | None = None
    ) -> None:
        super().__init__()
        self.catalogue, self.settings = deck, settings
        self.windows = windows or Windows()
        self.windows.all.append(self)
        self.leaving = False
        """Whether it is settled what becomes of the work, so that closing asks no more."""
        self.session = Session(deck, self)
        self.autosave = Autosave(self.session, journal_folder(settings))
        self.theme: Theme = self._load_theme()
        self.files = ProjectFiles(self.session, self)
        self.canvas = CanvasScene(self.session, self.theme, self)
        self.view = CanvasView(self.canvas, self)
        self.view.minimap.want(bool(settings.value("minimap", True, type=bool)))
        self.start_page: StartPage | None = None
        self.notices = Notices(self)
        self.setCentralWidget(self.notices)
        self.breadcrumb = Breadcrumb(self.view)
        self.library = Library(library_folder(settings), deck, self)
        self.adding = Adding(self.view, self.library, settings)
        self.finder = CanvasFinder(self.view)
        self.fixing = Fixing(self.view)
        self.tidying = Tidying(self.session, self.view)
        self.peek = PeekPanel(self.view, self.theme)
        self.deck = DeckPanel(self.offered, self.theme, settings)
        self.inspector = Inspector(self.session, self.theme)
        self.code = CodePanel(self.session, self.theme, settings)
        self.summary = SummaryPanel(self.session, settings)
        self.problems = ProblemsPanel(self.session, self.theme)
        self.training = TrainingPanel(self.canvas, settings)
        self.tabs = make_tabs(self)
        self.docks = make_docks(self)
        self.comparing = Comparing(self)
        self.from_deck = FromDeck(self, self.adding)
        self.all_actions = Actions(self)
        fill_menu_bar(self.menuBar(), self.all_actions)
        fill_tool_bar(self, self.all_actions)
        self.status = Status(self.session, self.training.budgeting, self.theme, self)
        self.setStatusBar(self.status)
        self.setAcceptDrops(True)
        self._connect()
        self.collecting = Collecting(self.session)
        speak_for(self)
        dress(self.theme)  # last, as parts are made more quickly without a style sheet
        self._restore()
        self._retitle()
        self._name_key()
        self._count_problems()
        self._tell_faults()

    @property
    def chosen_theme(self) -> str:
        """The theme that a person has chosen; empty where it follows the system's."""
        return str(self.settings.value("theme") or "")

    def choose_theme(self, name: str) -> None:
        """Show everything in night or paper, from now on; an empty name follows the system."""
        self.settings.setValue("theme", name)
        if not name:
            self.settings.remove("contrast")
        self.windows.show_theme()

    def choose_contrast(self, high: bool) -> None:
        """Show everything in high contrast, or not, whatever the system wants."""
        self.settings.setValue("contrast", "high" if high else "plain")
        self.windows.show_theme()

    def show_theme(self) -> None:
        """Show everything in the theme that is chosen by now."""
        theme = self._load_theme()
        if theme is self.theme:
            return
        self.theme = theme
        dress(theme)
        # What is open for a moment was made in the theme before.
        self.fixing.close()
        for popup in self.findChildren(Popup):
            popup.dismiss()
        panels = (self.deck, self.inspector, self.code, self.problems)
        for part in (self.view, self.peek, *panels, self.status):
            part.set_theme(self.theme)

    @property
    def offered(self) -> Catalogue:
        """Every card that can be added: the deck's, the project's blocks and one's own."""
        return self.library.offered(self.session.deck)

    def delete(self) -> None:
        """Take away all that is selected."""
        wires, picked = self.canvas.lighting.wires, self.canvas.lighting.picked
        if picked:
            remove_bend(self.canvas, *picked)
        elif self.session.chosen or wires:
            self.session.edit("Delete", remove, self.session.chosen, wires)

    def select_all(self) -> None:
        """Select every card, frame and note."""
        graph = self.session.graph
        self.session.select([*graph.cards, *graph.frames, *graph.notes])

    def toggle_minimap(self) -> None:
        """Show the minimap or hide it, from now on."""
        self.view.minimap.want(not self.view.minimap.wanted)
        self.settings.setValue("minimap", self.view.minimap.wanted)

    def toggle_inputs(self) -> None:
        """Open the selected cards that are collapsed, or else the rest of the inputs of all."""
        cards, chosen = self.session.graph.cards, self.session.selected
        folded = [card for card in chosen if cards[card].collapsed]
        if folded:
            self.session.edit("Expand", collapse, folded, False)
        else:
            for card in chosen:
                self.canvas.toggle_expanded(card)

    def finish_typing(self) -> None:
        """Take what is being typed into a value or a name: what follows must know of it."""
        self.view.finish_editor()
        focused = QApplication.focusWidget()
        if focused and self.inspector.isAncestorOf(focused):
            focused.clearFocus()
            focused.setFocus()

    def find_in_deck(self) -> None:
        """Put the cursor into the deck's search."""
        self.docks[0].show()
        self.deck.search.setFocus()
        self.deck.search.selectAll()

    def open_example(self, path: Path) -> None:
        """Open an example as a new project, so that saving asks where."""
        self.files.open(path, as_new=True)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved work; then end the engine and remember the window."""
        self.finish_typing()
        if not (self.leaving or self.files.may_leave("closing")):
            event.ignore()
            return
        self.leaving = True
        self.settings.setValue("geometry", self.saveGeometry())
        self.settings.setValue("state", self.saveState())
        self.settings.sync()
        self.view.close_editor()
        self.session.engine.stop()
        for sheet in self.findChildren(RunSheet):
            sheet.stop()
        self.files.disk.watch(None)
        self.autosave.stop()
        self.collecting.stop()
        self.windows.closed(self)
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the projects and models that were dropped."""
        urls = event.mimeData().urls()
        paths = [Path(url.toLocalFile()) for url in urls]
        # Later, because whoever gives them waits meanwhile, and there may be questions.
        QTimer.singleShot(0, self, partial(self.windows.open_dropped, paths, self))

    def _connect(self) -> None:
        session = self.session
        session.graph_changed.connect(self._retitle)
        self.files.saved.connect(self._retitle)
        self.files.saved.connect(self.autosave.catch_up)
        self.files.loaded.connect(self.view.fit)
        self.files.loaded.connect(self.peek.peeking.start_over)
        self.view.walking.stepped.connect(self.status.tell)
        session.graph_changed.connect(self._count_problems)
        session.answers_changed.connect(self._count_problems)
        session.graph_changed.connect(lambda: self.deck.set_deck(self.offered))
        self.library.changed.connect(lambda: self.deck.set_deck(self.offered))
        self.deck.chosen.connect(self.adding.add)
        self.deck.dragged.connect(self.from_deck.follow)
        self.deck.dropped.connect(self.from_deck.drop)
        self.deck.kept.connect(self.from_deck.keep)
        self.inspector.card_wanted.connect(self.view.reveal)
        self.code.card_chosen.connect(self._choose)
        self.code.menu_wanted.connect(partial(offer_menu, self, CODE_STYLE))
        self.code.export_wanted.connect(partial(export_code, self))
        self.summary.shown.connect(self._choose)
        self.training.shown.connect(self.view.reveal)
        self.summary.menu_wanted.connect(partial(offer_menu, self, SUMMARY))
        serve_summary(self)
        self.problems.shown.connect(self.view.reveal)
        self.problems.opened.connect(self.fixing.open)
        self.problems.shown.connect(lambda _card, port: self.inspector.explain(port))
        self.all_actions.keys_changed.connect(self._name_key)
        when_system_changes(self.show_theme)

    def _choose(self, card: str) -> None:
        seen = self.view.mapToScene(self.view.viewport().rect()).boundingRect()
        if seen.contains(self.canvas.box_of([card])):
            self.session.select([card])
        else:
            self.view.reveal(card)

    def _retitle(self) -> None:
        document = self.session.document
        self.setWindowTitle(f"{self.files.file_name}[*] — Layerdeck")
        self.setWindowFilePath(str(document.path or ""))
        self.setWindowModified(document.unsaved)

    def _name_key(self) -> None:
        key = native(self.all_actions.keys["view.find_in_deck"][:1])
        self.deck.search.setPlaceholderText(f"Search cards  ·  {key}" if key else "Search cards")

    def _count_problems(self) -> None:
        text = f"Problems {len(self.session.problems)}"
        if self.tabs.tabText(2) != text:  # Qt lays all tabs out anew, for the same text too
            self.tabs.setTabText(2, text)

    def _tell_faults(self) -> None:
        faults = self.catalogue.faults
        if faults:
            more = len(faults) - 1
            tail = f" And {more} more: see the Problems tab." if more else ""
            self.session.said.emit(f"{faults[0]}{tail}")

    def _load_theme(self) -> Theme:
        contrast = {"high": True, "plain": False}.get(str(self.settings.value("contrast")))
        return pick_theme(self.chosen_theme, contrast)

    def _restore(self) -> None:
        first_size(self)
        self.panel_sizes = PanelSizes(self)
        self.panel_sizes.fit()
        geometry, state = self.settings.value("geometry"), self.settings.value("state")
        if geometry is not None and state is not None:
            self.restoreGeometry(geometry)
            self.restoreState(state)
