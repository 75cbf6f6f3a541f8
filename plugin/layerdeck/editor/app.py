"""Starts the editor: one application, one window; the engine comes up behind it."""

import signal
import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from layerdeck.deck import load_catalogue

from .assets import asset_path
from .fonts import font, install_fonts
from .window import Window


def open_editor(path: Path | None = None) -> int:
    """Open the window on a project, or an empty one, and stay until it is closed.

    Returns:
        The exit status.
    """
    # Ctrl+C in the terminal ends the program as people expect.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    application = make_application()
    window = Window(load_catalogue(), settings())
    report_faults(window)
    window.show()
    # The window answers first; the engine's start and the file come when it has been painted.
    QTimer.singleShot(0, window.session.engine.start)
    if path is not None:
        QTimer.singleShot(0, lambda: window.files.open(path))
    return application.exec()


def make_application() -> QApplication:
    """The application with its fonts, name and icon; the one that is there already, if one is."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("Layerdeck")
    application.setDesktopFileName("layerdeck")
    application.setStyle("Fusion")
    install_fonts()
    application.setFont(font(12))
    application.setWindowIcon(QIcon(str(asset_path("icons/layerdeck.svg"))))
    return application


def settings() -> QSettings:
    """Where the window remembers its shape and theme."""
    scope = QSettings.Scope.UserScope
    return QSettings(QSettings.Format.IniFormat, scope, "Layerdeck", "Layerdeck")


def report_faults(window: Window) -> None:
    """A fault of our own is said in the status bar; the window and the work stay."""

    def report(
        kind: type[BaseException], fault: BaseException, trace: TracebackType | None
    ) -> None:
        traceback.print_exception(kind, fault, trace)
        window.session.said.emit(
            f"Something went wrong inside Layerdeck ({fault}). Your work is still here: save it."
        )

    sys.excepthook = report
