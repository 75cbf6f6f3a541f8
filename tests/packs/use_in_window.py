"""Uses a card of another package from drag to saved model, and prints what there was to see.

use_in_window.py TITLE PORT FOLDER: run in a process of its own, which finds the package.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QSettings
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from layerdeck.deck import load_catalogue
from layerdeck.editor.app import make_application
from layerdeck.editor.exporting.code import export_code
from layerdeck.editor.exporting.model import save_model
from layerdeck.editor.window import Window
from person import Person


def main(title: str, port: str, folder: Path) -> None:
    """Drag an Input, the card and an Output; wire them; type a value; export; save."""
    make_application()
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    window = Window(load_catalogue(), settings)
    window.resize(1600, 1000)
    window.show()
    window.session.engine.start()
    person = Person(window)
    person.settle()
    seen: dict[str, object] = {"faults": list(window.session.deck.faults)}

    inputs = person.drag_from_deck("Input", (40.0, 80.0))
    card = person.drag_from_deck(title, (340.0, 80.0))
    seen["deck"] = window.deck.about.text()
    seen["category"] = window.deck.tree.currentItem().parent().text(0)
    result = person.drag_from_deck("Output", (640.0, 80.0))
    person.wire(f"{inputs}.output", f"{card}.input")
    person.wire(f"{card}.output", f"{result}.input")
    person.type_value(f"{card}.{port}", "3")
    person.click(person.grab_head(card))
    seen["inspector"] = window.inspector.path.text()
    seen["tip"] = tip(person, person.grab_head(card))
    seen["values"] = dict(person.graph.cards[card].values)

    wait(lambda: window.session.engine.ready and person.shapes_are_new(), "the engine's answer")
    facts = window.session.facts_of(card)
    assert facts is not None
    seen["shape"] = facts.output_shape
    seen["problems"] = [problem.message for problem in window.session.problems]
    seen["foot"] = window.canvas.cards[card].look.shape

    assert export_code(window, folder / "model.py")
    assert save_model(window, path=folder / "model.keras")
    wait((folder / "model.keras").exists, "the saved model")
    assert window.files.save_to(folder / "model.layerdeck")
    seen["keras"] = "keras" in sys.modules
    window.close()
    print(json.dumps(seen), flush=True)
    os._exit(0)


def tip(person: Person, place: QPoint) -> str:
    """What is said where the cursor rests."""
    event = QHelpEvent(QHelpEvent.Type.ToolTip, place, person.viewport.mapToGlobal(place))
    QApplication.sendEvent(person.viewport, event)
    return QToolTip.text()


def wait(happened: Callable[[], bool], what: str, patience: float = 120.0) -> None:
    """Let the window go on until something has happened."""
    end = time.monotonic() + patience
    while not happened():
        assert time.monotonic() < end, f"no sign of {what}"
        QTest.qWait(20)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
