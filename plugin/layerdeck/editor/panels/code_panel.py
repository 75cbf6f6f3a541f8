"""The Code tab: the exported module, live; cards and lines light each other."""

from collections.abc import Generator

from PySide6.QtCore import QElapsedTimer, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from layerdeck.editor.session import Session
from layerdeck.editor.theme import Theme
from layerdeck.export import Flavour, Module, export_steps

from .code_view import CodeView
from .highlighter import PythonHighlighter

_SLICE_MS = 6
"""The export of a large graph is cut into slices this long, so that the window stays smooth."""


class CodePanel(QWidget):
    """Shows the code of the current Graph in one of two flavours."""

    card_chosen = Signal(str)
    """The card that the clicked line came from."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._module = Module("", ())
        self._work: Generator[None, None, Module] | None = None
        self.view = CodeView(theme)
        self._highlighter = PythonHighlighter(self.view.document(), theme)
        self.flavour = QComboBox()
        self.flavour.addItems([flavour.value for flavour in Flavour])
        self.flavour.setAccessibleName("Flavour of the code")
        self.copy = QPushButton("Copy")
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._step)
        self.corner = QWidget()
        bar = QHBoxLayout(self.corner)
        bar.setContentsMargins(0, 4, 10, 4)
        bar.addWidget(self.flavour)
        bar.addWidget(self.copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.flavour.currentIndexChanged.connect(self.refresh)
        self.copy.clicked.connect(self._copy)
        self.view.line_clicked.connect(self._choose)
        session.lowered_changed.connect(self.refresh)
        session.selection_changed.connect(self._light)
        self.refresh()

    @property
    def module(self) -> Module:
        """The code on show."""
        return self._module

    def set_theme(self, theme: Theme) -> None:
        """Show in another theme's colours."""
        self._highlighter.set_theme(theme)
        self.view.set_theme(theme)

    def refresh(self) -> None:
        """Begin to print the current Program; what was begun before is dropped."""
        self._work = export_steps(
            self._session.lowered.program, Flavour(self.flavour.currentText())
        )
        if self.isVisible():
            self._timer.start()

    def showEvent(self, event: QShowEvent) -> None:
        """The tab came to the front: print what changed meanwhile."""
        super().showEvent(event)
        if self._work:
            self._timer.start()

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

    def _show(self, module: Module) -> None:
        self._module = module
        self.view.show_code(module.text)
        self._light()

    def _light(self) -> None:
        lines = [line for card in self._session.selected for line in self._module.lines_of(card)]
        self.view.light(lines)
        if lines:
            self.view.reveal(lines[0])

    def _choose(self, line: int) -> None:
        lines = self._module.lines
        if line < len(lines) and lines[line].cards:
            self.card_chosen.emit(lines[line].cards[0])

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._module.text)
        self._session.said.emit("The code is in the clipboard.")
