"""A real window, opened and closed for each test, and a person to use it."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from layerdeck.deck import load_catalogue
from layerdeck.editor.app import make_application
from layerdeck.editor.autosave import journal_folder
from layerdeck.editor.recovery import Recovery
from layerdeck.editor.window import Window
from layerdeck.editor.windows import Windows
from layerdeck.graph import Graph
from leaks import assert_no_leaks, freeze_what_is_there
from making import INPUT, card, graph, line
from peeker import Peeker
from person import Person
from two_convolutions import conv


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    often = gc.get_threshold()
    made = make_application()
    # Here nobody rests, and the process is shared with tests that have Keras in it.
    gc.set_threshold(*often)
    return made


@pytest.fixture(autouse=True)
def no_leaks(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    thaw = gc.unfreeze
    with pytest.MonkeyPatch.context() as patch:
        thawed: list[bool] = []
        patch.setattr(gc, "unfreeze", lambda: (thawed.append(True), thaw()))
        yield from assert_no_leaks(request.node)
    if thawed:
        # A window that had a large project in it has thawed all.
        freeze_what_is_there()
    if not QApplication.topLevelWidgets():
        # The next window, like the program's first, is made before it is dressed.
        qapp.setStyleSheet("")


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path, no_leaks: None) -> Iterator[Window]:
    """An empty window without its engine, in the Night theme, as large as in the pictures."""
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    settings.setValue("theme", "night")
    # Where the test before left the mouse, a move to the same place would be none.
    QCursor.setPos(0, 0)
    made = Window(load_catalogue(), settings)
    made.resize(1600, 1000)
    made.show()
    qapp.processEvents()
    # A double click of QTest ends with the button held, as far as its next moves know.
    for button in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
        QTest.mouseRelease(made, button)
    yield made
    made.finish_typing()
    made.session.document.mark_saved(tmp_path / "done.layerdeck")
    made.close()
    made.deleteLater()


@pytest.fixture
def programs(qapp: QApplication, tmp_path: Path, no_leaks: None) -> Iterator[Callable[..., Person]]:
    """Starts the program, without engines, on a project or on the start page; as often as wanted.

    All starts share one settings file, so one finds what the one before has left.
    """
    started: list[Windows] = []

    def start(path: Path | None = None) -> Person:
        settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
        settings.setValue("theme", "night")
        deck = load_catalogue()
        windows = Windows(Recovery(journal_folder(settings), deck))
        started.append(windows)
        window = Window(deck, settings, windows)
        windows.begin(window, path)
        window.resize(1600, 1000)
        qapp.processEvents()
        windows.recovery.wait()
        # What was found is told, then laid out, then shown.
        for _ in range(3):
            qapp.processEvents()
        return Person(window)

    yield start
    for windows in started:
        for window in list(windows.all):
            window.leaving = True
            window.close()


@pytest.fixture
def person(window: Window) -> Person:
    return Person(window)


@pytest.fixture
def engine(window: Window, qtbot: object) -> Window:
    """A window with an engine of its own: a second process that has imported Keras."""
    window.session.engine.start()
    qtbot.waitUntil(lambda: window.session.engine.ready, timeout=60_000)  # type: ignore[attr-defined]
    return window


@pytest.fixture(scope="session")
def served(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    """One window with its engine for all the tests that only ask it."""
    folder = tmp_path_factory.mktemp("served")
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    settings.setValue("theme", "night")
    made = Window(load_catalogue(), settings)
    made.resize(1600, 1000)
    made.show()
    # Its pauses would outlast the tests.
    made.collecting.stop()
    made.session.engine.start()
    yield made
    made.session.document.mark_saved(folder / "done.layerdeck")
    made.close()
    made.deleteLater()


@pytest.fixture
def user(served: Window, no_leaks: None, qtbot: object) -> Iterator[Person]:
    """A person at the window with the engine, which is empty and ready."""
    served.move(0, 0)
    qtbot.waitUntil(lambda: served.session.engine.ready, timeout=60_000)  # type: ignore[attr-defined]
    served.session.document.load(Graph(), None)
    served.tabs.setCurrentIndex(0)
    served.view.zoom_to_one()
    served.activateWindow()
    yield Person(served)
    served.finish_typing()
    served.session.document.load(Graph(), None)
    # It would lie over the windows of other tests, and take their mouse.
    served.move(5000, 5000)


@pytest.fixture
def two(person: Person) -> Person:
    """An Input and two convolutions, not wired."""
    person.open(graph(card("x", INPUT, shape=[8, 8, 8, 1]), conv("a"), conv("b")))
    return person


@pytest.fixture
def chain(person: Person) -> Person:
    """The same, wired in a row."""
    person.open(line(card("x", INPUT, shape=[8, 8, 8, 1]), conv("a"), conv("b")))
    return person


@pytest.fixture
def peeker(user: Person, qtbot: object) -> Iterator[Peeker]:
    """A person at the window with the engine, who will not end it."""
    yield Peeker(user, qtbot)
    user.window.peek.close_up()
    user.window.peek.peeking.samples.clear()
    user.window.peek.peeking.seed = 0
    user.window.peek.own.setChecked(False)


@pytest.fixture
def alone(engine: Window, person: Person, qtbot: object) -> Peeker:
    """One whose engine may be ended."""
    return Peeker(person, qtbot)
