"""The pictures of the tour, each taken from the real window after real presses and keys."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QPoint, QRect, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from layerdeck.deck import Catalogue
from layerdeck.editor.window import Window

from .pictures import THEMES, save

sys.path.append(str(Path(__file__).resolve().parents[2] / "tests"))
from person import Person  # type: ignore[import-not-found]

_ENGINE_SECONDS = 120
_SIZE = (1440, 860)
_CANVAS_HEIGHT = 330
"""As much of the canvas as has cards on it, in pixels."""


class Tour:
    """Somebody's first five minutes, and a camera."""

    def __init__(self, window: Window, folder: Path) -> None:
        self.window, self.folder = window, folder
        self.person = Person(window)

    def take(self) -> None:
        """Walk through the steps of the page, taking a picture at each."""
        person = self.person
        self._search()
        inputs = person.drag_from_deck("Input", self._place(40, 130))
        self._type(f"{inputs}.shape", "32, 32, 32, 1")
        conv = person.drag_from_deck("Convolution 3D", self._place(300, 80))
        self._wire(f"{inputs}.output", f"{conv}.input")
        self._wait()
        self._shoot("shape", self.window.view)
        person.choose(f"{conv}.padding", "Same")
        person.choose(f"{conv}.activation", "ReLU")
        self._wait()
        self._shoot("same", self.window.view)
        result = person.drag_from_deck("Output", self._place(620, 130))
        person.wire(f"{conv}.output", f"{result}.input")
        self._wait()
        self.window.tabs.setCurrentIndex(0)
        self._shoot("code", self.window)
        text = self.window.code.view.toPlainText()
        (self.folder / "first-network.py").write_text(text.rstrip() + "\n", "utf-8")
        self._mistake(conv)

    def _search(self) -> None:
        search = self.window.deck.search
        search.setFocus()
        QTest.keyClicks(search, "input")
        self._shoot("search", self.window)

    def _place(self, x: int, y: int) -> tuple[float, float]:
        """A place of the scene, by its place in the view."""
        point = self.window.view.mapToScene(QPoint(x, y))
        return point.x(), point.y()

    def _type(self, end: str, text: str) -> None:
        """The first picture has the editor open, with what was typed."""
        person = self.person
        person.click(person.chip(end))
        editor = self.window.view.editor
        assert isinstance(editor, QLineEdit)
        editor.selectAll()
        QTest.keyClicks(editor, text)
        self._shoot("input", self.window.view)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        person.settle()

    def _wire(self, source: str, target: str) -> None:
        person = self.person
        start, end = person.socket(source, False), person.socket(target, True)
        person.press(start)
        for step in range(1, 5):
            person.move(start + (end - start) * step / 8)
        self._shoot("wire", self.window.view)
        person.move(end)
        person.release(end)

    def _mistake(self, conv: str) -> None:
        person, window = self.person, self.window
        person.type_value(f"{conv}.strides", "2")
        person.click(person.grab_head(conv))
        person.key("E")
        person.type_value(f"{conv}.dilation_rate", "2")
        self._wait()
        person.key("F")
        window.tabs.setCurrentIndex(2)
        self._shoot("mistake", window)

    def _wait(self) -> None:
        """Let the engine answer."""
        deadline = QDeadlineTimer(_ENGINE_SECONDS * 1000)
        while not self.person.shapes_are_new():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
            if deadline.hasExpired():
                raise TimeoutError("the engine did not answer")

    def _shoot(self, name: str, widget: QWidget) -> None:
        for theme in THEMES:
            self.window.choose_theme(theme)
            for _ in range(5):
                QApplication.processEvents()
            place = QRect(widget.mapTo(self.window, QPoint()), widget.size())
            if widget is self.window.view:
                place.setHeight(_CANVAS_HEIGHT)
            save(self.window.grab(place).toImage(), self.folder / f"{name}-{theme}.png")


def take_pictures(deck: Catalogue, folder: Path) -> None:
    """Take the pictures of the tour. The application must be there already.

    Raises:
        TimeoutError: the engine does not answer.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _window(deck, folder) as window:
        Tour(window, folder).take()


@contextmanager
def _window(deck: Catalogue, folder: Path) -> Iterator[Window]:
    # Qt writes settings by replacing the file: a device such as /dev/null must never be named here.
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    window = Window(deck, settings)
    window.resize(*_SIZE)
    window.show()
    window.session.engine.start()
    try:
        yield window
    finally:
        window.session.document.mark_saved(folder / "first-network.layerdeck")
        window.close()
