"""The window: deck, canvas, inspector, tabs and status bar around one Session."""

from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QMainWindow,
    QMessageBox,
    QTabWidget,
    QWidget,
)

from layerdeck import __version__
from layerdeck.deck import Catalogue
from layerdeck.export import Flavour
from layerdeck.graph import Graph
from layerdeck.graph.edits import add, remove

from .actions import Actions
from .actions.menus import fill_menu_bar, fill_tool_bar
from .canvas.breadcrumb import Breadcrumb
from .canvas.ghost import Ghost
from .canvas.scene import CanvasScene
from .canvas.view import CanvasView
from .panels.code_panel import CodePanel
from .panels.deck_panel import DeckPanel
from .panels.inspector import Inspector
from .panels.problems_panel import ProblemsPanel
from .panels.summary_panel import SummaryPanel
from .project_files import ProjectFiles
from .session import Session
from .status import Status
from .theme import Theme, palette, pick_theme, style_sheet, when_system_changes


class Window(QMainWindow):
    """One open project."""

    def __init__(self, deck: Catalogue, settings: QSettings) -> None:
        super().__init__()
        self._settings = settings
        self.session = Session(deck, self)
        self.theme: Theme = self._load_theme()
        self._dress()
        self.files = ProjectFiles(self.session, self)
        self.canvas = CanvasScene(self.session, self.theme, self)
        self.view = CanvasView(self.canvas, self)
        self.setCentralWidget(self.view)
        self.breadcrumb = Breadcrumb(self.view)
        self.deck = DeckPanel(deck, self.theme, settings)
        self.inspector = Inspector(self.session, self.theme)
        self.code = CodePanel(self.session, self.theme)
        self.summary = SummaryPanel(self.session)
        self.problems = ProblemsPanel(self.session, self.theme)
        self.tabs = self._make_tabs()
        self.docks = self._make_docks()
        self.ghost = Ghost(self)
        self.all_actions = Actions(self)
        fill_menu_bar(self.menuBar(), self.all_actions)
        fill_tool_bar(self, self.all_actions)
        self.status = Status(self.session, self.theme, self)
        self.setStatusBar(self.status)
        self.setAcceptDrops(True)
        self._connect()
        self._restore()
        self._retitle()
        self._count_problems()
        if deck.faults:
            more = len(deck.faults) - 1
            tail = f" And {more} more: see the Problems tab." if more else ""
            self.session.said.emit(f"{deck.faults[0]}{tail}")

    @property
    def chosen_theme(self) -> str:
        """The theme that a person has chosen; empty where it follows the system's."""
        return str(self._settings.value("theme") or "")

    def choose_theme(self, name: str) -> None:
        """Show everything in night or paper, from now on; an empty name follows the system."""
        self._settings.setValue("theme", name)
        if not name:
            self._settings.remove("contrast")
        self._show_theme()

    def choose_contrast(self, high: bool) -> None:
        """Show everything in high contrast, or not, whatever the system wants."""
        self._settings.setValue("contrast", "high" if high else "plain")
        self._show_theme()

    def _show_theme(self) -> None:
        theme = self._load_theme()
        if theme is self.theme:
            return
        self.theme = theme
        self._dress()
        for part in (self.view, self.deck, self.inspector, self.code, self.problems, self.status):
            part.set_theme(self.theme)

    def add_card(self, card_type: str, place: QPointF | None = None) -> None:
        """Place a new card, at a place of the scene or in the middle of the view, and select it."""
        chosen = self.view.free_place() if place is None else place
        added = ""

        def place_card(graph: Graph) -> Graph:
            nonlocal added
            graph, added = add(graph, self.session.deck, card_type, (chosen.x(), chosen.y()))
            return graph

        title = self.session.deck[card_type].title
        if not self.session.edit(f"Add {title}", place_card):
            self.session.select([added])
            self.view.setFocus()
            if place is None:
                self.view.ensureVisible(self.canvas.box_of([added]))

    def delete(self) -> None:
        """Take away the selected cards and wires."""
        wires = self.canvas.lighting.wires
        if self.session.selected or wires:
            self.session.edit("Delete", remove, self.session.selected, wires)

    def select_all(self) -> None:
        """Select every card."""
        self.session.select(list(self.session.graph.cards))

    def toggle_inputs(self) -> None:
        """Open or close the rest of the inputs of the selected cards."""
        for card in self.session.selected:
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

    def export_code(self) -> None:
        """Export in the flavour that the Code tab shows."""
        self.files.export_code(flavour=Flavour(self.code.flavour.currentText()))

    def open_example(self, path: Path) -> None:
        """Open an example as a new project, so that saving asks where."""
        if self.files.open(path):
            self.session.document.path = None
            self._retitle()

    def about(self) -> None:
        """Say what this is."""
        QMessageBox.about(
            self,
            "About Layerdeck",
            f"<b>Layerdeck {__version__}</b><br>Build Keras models from cards and wires, take away "
            "clean Python.<br><br>MIT licence. Fonts: Inter and JetBrains Mono, SIL Open Font "
            "License.",
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved work; then end the engine and remember the window."""
        self.finish_typing()
        if not self.files.may_leave():
            event.ignore()
            return
        self._settings.setValue("geometry", self.saveGeometry())
        self._settings.setValue("state", self.saveState())
        self._settings.sync()
        self.view.close_editor()
        self.session.engine.stop()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A project file may be dropped."""
        if any(url.toLocalFile().endswith(".layerdeck") for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the project that was dropped."""
        for url in event.mimeData().urls():
            if url.toLocalFile().endswith(".layerdeck"):
                self.files.open(Path(url.toLocalFile()))
                return

    def _make_tabs(self) -> QTabWidget:
        tabs = QTabWidget()
        tabs.setObjectName("tabs")
        tabs.setDocumentMode(True)
        tabs.tabBar().setDrawBase(False)
        tabs.setUsesScrollButtons(False)
        tabs.addTab(self.code, "Code")
        tabs.addTab(self.summary, "Summary")
        tabs.addTab(self.problems, "Problems 0")
        tabs.setCornerWidget(self.code.corner)
        tabs.currentChanged.connect(lambda index: self.code.corner.setVisible(index == 0))
        return tabs

    def _make_docks(self) -> tuple[QDockWidget, ...]:
        areas = Qt.DockWidgetArea
        made = []
        for title, widget, area in (
            ("Deck", self.deck, areas.LeftDockWidgetArea),
            ("Inspector", self.inspector, areas.RightDockWidgetArea),
            ("Code and problems", self.tabs, areas.BottomDockWidgetArea),
        ):
            dock = QDockWidget(title, self)
            dock.setObjectName(title)
            dock.setWidget(widget)
            dock.setTitleBarWidget(QWidget())
            self.addDockWidget(area, dock)
            made.append(dock)
        for corner, area in (
            (Qt.Corner.BottomLeftCorner, areas.LeftDockWidgetArea),
            (Qt.Corner.BottomRightCorner, areas.RightDockWidgetArea),
        ):
            self.setCorner(corner, area)
        self.resizeDocks(made[:2], [260, 356], Qt.Orientation.Horizontal)
        self.resizeDocks(made[2:], [254], Qt.Orientation.Vertical)
        return tuple(made)

    def _connect(self) -> None:
        session = self.session
        session.graph_changed.connect(self._retitle)
        self.files.saved.connect(self._retitle)
        self.files.loaded.connect(self.view.fit)
        session.graph_changed.connect(self._count_problems)
        session.answers_changed.connect(self._count_problems)
        session.graph_changed.connect(lambda: self.deck.set_deck(session.deck))
        self.deck.chosen.connect(self.add_card)
        self.deck.dragged.connect(self._drag_card)
        self.deck.dropped.connect(self._drop_card)
        self.deck.kept.connect(self.ghost.let_go)
        self.inspector.card_wanted.connect(self.view.reveal)
        self.code.card_chosen.connect(self._choose)
        self.summary.shown.connect(self.view.reveal)
        self.problems.shown.connect(self.view.reveal)
        self.problems.shown.connect(lambda _card, port: self.inspector.explain(port))
        when_system_changes(self._show_theme)

    def _drag_card(self, card_type: str, place: QPoint) -> None:
        self.ghost.follow(self.session.deck[card_type], place)

    def _drop_card(self, card_type: str, place: QPoint) -> None:
        self.ghost.let_go()
        inside = self.view.viewport().mapFromGlobal(place)
        if self.view.viewport().rect().contains(inside):
            self.add_card(card_type, self.view.mapToScene(inside) - QPointF(30, 15))

    def _choose(self, card: str) -> None:
        if self.session.selected != (card,):
            self.view.reveal(card)

    def _retitle(self) -> None:
        document = self.session.document
        name = document.path.name if document.path else f"{document.graph.name}.layerdeck"
        self.setWindowTitle(f"{name}[*] — Layerdeck")
        self.setWindowModified(document.unsaved)

    def _count_problems(self) -> None:
        self.tabs.setTabText(2, f"Problems {len(self.session.problems)}")

    def _load_theme(self) -> Theme:
        contrast = {"high": True, "plain": False}.get(str(self._settings.value("contrast")))
        return pick_theme(self.chosen_theme, contrast)

    def _dress(self) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(palette(self.theme))
            application.setStyleSheet(style_sheet(self.theme))

    def _restore(self) -> None:
        screen = self.screen().availableGeometry()
        self.resize(min(1600, screen.width()), min(1000, screen.height()))
        geometry, state = self._settings.value("geometry"), self._settings.value("state")
        if geometry is not None and state is not None:
            self.restoreGeometry(geometry)
            self.restoreState(state)
