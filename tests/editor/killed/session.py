"""A session in a process of its own: session.py FOLDER SEED STEPS. It tells of each step on stdout.

A real window edits FOLDER/net.layerdeck; only its engine is missing. Whoever reads kills it.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from editor.killed.script import REDO, SAVE, UNDO, steps
from layerdeck.deck import load_catalogue
from layerdeck.editor.app import make_application
from layerdeck.editor.window import Window
from layerdeck.files import journal


def main() -> None:
    folder, seed, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    make_application()
    # Small, so that some are killed while their journal begins anew.
    journal.ROOM = 10_000
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    window = Window(load_catalogue(), settings)
    window.show()
    assert window.files.open(folder / "net.layerdeck")
    session = window.session
    for number, step in enumerate(steps(seed, count)):
        print(f"before {number}", flush=True)
        if step == UNDO:
            session.document.undo()
        elif step == REDO:
            session.document.redo()
        elif step == SAVE:
            assert window.files.save()
        else:
            session.edit("Edit", step)
        print(f"after {number}", flush=True)
        QApplication.processEvents()


main()
