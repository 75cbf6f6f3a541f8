"""Starts the editor: one application, one window; the engine comes up behind it."""

import gc
import signal
import sys
import traceback
from importlib import import_module
from pathlib import Path
from threading import Thread
from types import TracebackType

from PySide6.QtCore import QSettings
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from layerdeck.deck import load_catalogue

from .assets import asset_path
from .autosave import journal_folder
from .collecting import collect_at_rest
from .fonts import font
from .recovery import Recovery
from .window import Window
from .windows import Windows


def open_editor(path: Path | None = None) -> int:
    """Open a window on a project, or on the start page, and stay until the last one is closed.

    Returns:
        The exit status.
    """
    # Ctrl+C in the terminal ends the program as people expect.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    application = make_application()
    deck, kept = load_catalogue(), settings()
    windows = Windows(Recovery(journal_folder(kept), deck), engines=True)
    window = Window(deck, kept, windows)
    report_faults(windows)
    # What is there by now stays: no pause is to look through it again.
    gc.freeze()
    windows.begin(window, path)
    # What the code is laid out with takes longer than a frame to import; the window is there now.
    Thread(target=import_module, args=("black",), daemon=True).start()
    return application.exec()


def make_application() -> QApplication:
    """The application with its fonts, name and icon; the one that is there already, if one is."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    collect_at_rest()
    application.setApplicationName("Layerdeck")
    application.setDesktopFileName("layerdeck")
    application.setStyle("Fusion")
    application.setFont(font(12))
    application.setWindowIcon(QIcon(str(asset_path("icons/layerdeck.svg"))))
    return application


def settings() -> QSettings:
    """Where a window remembers its shape and theme; journals and pictures lie beside it."""
    scope = QSettings.Scope.UserScope
    return QSettings(QSettings.Format.IniFormat, scope, "Layerdeck", "Layerdeck")


def report_faults(windows: Windows) -> None:
    """A fault of our own is said in the status bar; the windows and the work stay."""

    def report(
        kind: type[BaseException], fault: BaseException, trace: TracebackType | None
    ) -> None:
        traceback.print_exception(kind, fault, trace)
        for window in windows.all:
            # It may have kept the journal from hearing of an edit.
            window.autosave.catch_up()
            window.session.said.emit(
                f"Something went wrong inside Layerdeck ({fault}). Your work is still here: "
                "save it."
            )

    sys.excepthook = report
