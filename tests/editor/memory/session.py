"""A session of opens, edits, undos and closes that reports its memory: session.py KIND COUNT MARK.

Prints, as JSON, the process's memory in MiB after MARK rounds and after COUNT.
"""

import ctypes
import gc
import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import psutil
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication

from layerdeck.deck import load_catalogue
from layerdeck.editor.app import make_application
from layerdeck.editor.window import Window
from layerdeck.files import write_project
from layerdeck.graph import Graph
from layerdeck.graph.edits import add, set_value

CONV = "keras.layers.Conv3D"


def main() -> None:
    """Do so many rounds of one kind."""
    kind, count, mark = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    application = make_application()
    with tempfile.TemporaryDirectory() as folder:
        round_of = {"open": opens, "window": windows, "undo": undos}[kind](Path(folder))
        marked = 0.0
        for number in range(1, count + 1):
            round_of()
            settle(application)
            if number == mark:
                marked = resident()
        print(json.dumps({"marked": marked, "ended": resident()}), flush=True)
    # What is left is the system's: the windows were closed, or would ask.
    os._exit(0)


def opens(folder: Path) -> Callable[[], None]:
    """A project is opened, looked at and edited in a window that stays."""
    window, path = made(folder), project(folder)

    def one() -> None:
        assert window.files.open(path)
        window.view.fit()
        window.view.zoom_to_one()
        change(window, 3)
        window.session.document.undo()
        window.session.document.mark_saved(path)

    return one


def windows(folder: Path) -> Callable[[], None]:
    """A window is opened with a project, edited and closed."""
    path = project(folder)

    def one() -> None:
        window = made(folder)
        assert window.files.open(path)
        change(window, 3)
        window.session.document.mark_saved(path)
        window.close()
        window.deleteLater()

    return one


def undos(folder: Path) -> Callable[[], None]:
    """All is undone and done again."""
    window = made(folder)
    window.files.open(project(folder))
    change(window, 10)
    document = window.session.document

    def one() -> None:
        while document.undo_label:
            document.undo()
        while document.redo_label:
            document.redo()

    return one


def made(folder: Path) -> Window:
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    window = Window(load_catalogue(), settings)
    window.resize(1280, 720)
    window.show()
    return window


def project(folder: Path) -> Path:
    deck, graph = load_catalogue(), Graph("leaks")
    for number in range(12):
        graph, _ = add(graph, deck, CONV, (number * 300.0, 0.0))
    path = folder / "leaks.layerdeck"
    write_project(graph, path)
    return path


def change(window: Window, times: int) -> None:
    session = window.session
    for number in range(times):
        window.adding.add(CONV)
        card = session.selected[0]
        session.edit("Set", set_value, session.deck, card, "filters", 7 + number)


def settle(application: QApplication) -> None:
    for _ in range(3):
        application.processEvents()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def resident() -> float:
    gc.collect()
    # What the allocator keeps for later is no leak.
    ctypes.CDLL(None).malloc_trim(0)
    return psutil.Process().memory_info().rss / 2**20


if __name__ == "__main__":
    main()
