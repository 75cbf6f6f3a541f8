"""The Code tab: the exported module, live; cards and lines light each other."""

from collections.abc import Callable, Generator
from dataclasses import replace

from PySide6.QtCore import QElapsedTimer, QEvent, QPoint, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from layerdeck.editor.session import Session
from layerdeck.editor.theme import Theme
from layerdeck.export import Flavour, Manner
from layerdeck.program import Lowered

from .code_view import SIZE, CodeView
from .find_bar import CodeFinder
from .manner_kept import keep_manner, read_manner
from .printing import Page, printing

_SLICE_MS = 6
"""The export of a large graph is cut into slices this long, so that the window stays smooth."""
_SIZE = "code/size"


class CodePanel(QWidget):
    """Shows the code of the project in one of two flavours, a block's function where it is in."""

    card_chosen = Signal(str)
    """The card that the line came from on which a person put the cursor."""
    export_wanted = Signal()
    """The code is to be written to a file."""
    menu_wanted = Signal(QPoint)
    """How it is written is to be chosen, at a place of the screen."""

    def __init__(
        self, session: Session, theme: Theme, settings: QSettings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._settings = session, settings
        self.manner = read_manner(settings)
        """How the code is written."""
        self.page = Page()
        """What is shown."""
        self._lowered: Lowered | None = None
        self._printed: tuple[object, ...] = ()
        self._place: tuple[str, ...] = ()
        self._work: Generator[None, None, Page] | None = None
        self.view = CodeView(theme)
        self.view.set_text_size(int(str(settings.value(_SIZE) or SIZE)))
        self.finder = CodeFinder(self.view)
        self._keys = self._own_keys()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._step)
        self.flavour = QComboBox()
        self.copy, self.save = QPushButton("Copy"), QPushButton("Save…")
        self._style = QPushButton("Style")
        self.corner = self._make_corner()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.view)
        layout.addWidget(self.finder)
        self.view.line_chosen.connect(self._choose)
        self.view.sized.connect(lambda size: settings.setValue(_SIZE, size))
        self.view.customContextMenuRequested.connect(self._offer)
        session.lowered_changed.connect(self.refresh)
        session.graph_changed.connect(self._rename)
        session.selection_changed.connect(self._light)
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Show in another theme's colours."""
        self.view.set_theme(theme)

    def choose(self, manner: Manner) -> None:
        """Write the code in another manner, from now on and ever after."""
        self.manner = manner
        keep_manner(self._settings, manner)
        self.flavour.setCurrentText(manner.flavour)
        self.refresh()

    def refresh(self) -> None:
        """Begin to print what is meant now, if that is another; what was begun is dropped."""
        session, manner = self._session, self.manner
        place = (session.path, session.whole.name, manner)
        lowered = session.lowered
        if lowered is not self._lowered or place != self._printed:
            self._lowered, self._printed = lowered, place
            self._work = printing(session, lowered, manner)
        if self._work and self.isVisible():
            self._timer.start()

    def open_find(self) -> None:
        """Open the bar in which a text is found in the code."""
        self.finder.open()

    def copy_all(self) -> None:
        """Put all of the code into the clipboard."""
        QGuiApplication.clipboard().setText(self.page.module.text)
        self._session.said.emit("The code is in the clipboard.")

    def copy_selection(self) -> None:
        """Put what is selected in the code into the clipboard."""
        self.view.copy()
        self._session.said.emit("What is selected in the code is in the clipboard.")

    def why_no_selection(self) -> str:
        """Why there is nothing selected to be copied; empty where there is."""
        selected = self.view.textCursor().hasSelection()
        return "" if selected else "Select some of the code first, with the mouse or Shift."

    def showEvent(self, event: QShowEvent) -> None:
        """The tab came to the front: print what changed meanwhile."""
        super().showEvent(event)
        if self._work:
            self._timer.start()

    def event(self, event: QEvent) -> bool:
        """While the code has the focus, its own keys do what they do here and not elsewhere."""
        override = event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if override and _name(event) in self._keys:  # type: ignore[arg-type]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Its own keys."""
        act = self._keys.get(_name(event))
        if act:
            act()
        else:
            super().keyPressEvent(event)

    def _rename(self) -> None:
        """Inside a block the name of the project, which the code tells, may become another too."""
        if self._session.path and self._session.whole.name not in self._printed:
            self.refresh()

    def _own_keys(self) -> dict[str, Callable[[], object]]:
        def size(by: int) -> Callable[[], object]:
            return lambda: self.view.set_text_size(self.view.text_size + by)

        larger = dict.fromkeys(("Ctrl++", "Ctrl+=", "Ctrl+Shift++"), size(1))
        found = {"F3": self.finder.go_on, "Shift+F3": self.finder.go_back}
        return {"Ctrl+F": self.open_find, **found, **larger, "Ctrl+-": size(-1)}

    def _make_corner(self) -> QWidget:
        self.flavour.addItems([flavour.value for flavour in Flavour])
        self.flavour.setAccessibleName("Flavour of the code")
        self.flavour.setCurrentText(self.manner.flavour)
        self.flavour.currentTextChanged.connect(self._choose_flavour)
        self.copy.setToolTip("Copy all of the code; Ctrl+C copies what is selected in it")
        self.copy.clicked.connect(self.copy_all)
        self.save.setToolTip("Export the code to a file")
        self.save.clicked.connect(self.export_wanted)
        self._style.setToolTip("Functions or classes, short arguments or all names")
        self._style.clicked.connect(self._offer_styles)
        corner = QWidget()
        # Nobody sees it: it gives the choice its name where screen readers take that of a label.
        label = QLabel("Flavour of the code", corner)
        label.setBuddy(self.flavour)
        label.hide()
        bar = QHBoxLayout(corner)
        bar.setContentsMargins(0, 4, 10, 4)
        for widget in (self.flavour, self._style, self.copy, self.save):
            bar.addWidget(widget)
        return corner

    def _offer_styles(self) -> None:
        below = self._style.rect().bottomLeft()
        self.menu_wanted.emit(self._style.mapToGlobal(below))

    def _choose_flavour(self, name: str) -> None:
        if name != self.manner.flavour:
            self.choose(replace(self.manner, flavour=Flavour(name)))

    def _offer(self, place: QPoint) -> None:
        """What can be done with the code, at the cursor."""
        menu = self.view.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addSeparator()
        menu.addAction("Copy all", self.copy_all)
        menu.addAction("Find…\tCtrl+F", self.open_find)
        menu.addAction("Save…", self.export_wanted.emit)
        menu.popup(self.view.viewport().mapToGlobal(place))

    def _step(self) -> None:
        clock = QElapsedTimer()
        clock.start()
        while self._work and clock.elapsed() < _SLICE_MS:
            try:
                next(self._work)
            except StopIteration as done:
                self._work = None
                self._show(done.value)
        if not self._work:
            self._timer.stop()

    def _show(self, page: Page) -> None:
        self.page = page
        self.view.show_code(page.module.text)
        self._light()
        if self._session.path != self._place:
            self._place = self._session.path
            self.view.show_at_top(page.start)

    def _light(self) -> None:
        lines = [line for card in self._session.selected for line in self.page.lines_of(card)]
        self.view.light(lines)
        # Whoever reads the code is not to lose the place.
        if not self.view.hasFocus():
            self.view.reveal(sorted(lines))

    def _choose(self, line: int) -> None:
        cards = self.page.cards_at(line, self._session.graph)
        if len(cards) == 1:
            self.card_chosen.emit(cards[0])
        elif cards:
            self._session.select(cards)


def _name(event: QKeyEvent) -> str:
    """A key as it is written: `Ctrl+F`."""
    return QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
