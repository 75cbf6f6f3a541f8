"""Asks the tree of the canvas thousands of questions while cards come and go.

A process of its own, since a wild pointer would end it. Its arguments say how the window ends, and
how often everything is asked.
"""

import gc
import random
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtGui import QAccessible, QAccessibleActionInterface

from layerdeck.editor.app import make_application
from layerdeck.editor.window import Window
from layerdeck.graph.edits import remove
from making import CONV, DECK, INPUT, OUTPUT, card, line

application = make_application()
QAccessible.setActive(True)
folder = tempfile.TemporaryDirectory()
settings = QSettings(f"{folder.name}/settings.ini", QSettings.Format.IniFormat)
window = Window(DECK, settings)
window.show()
chance = random.Random(5)


def settle() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    application.processEvents()


def ask(node) -> None:
    """All that assistive technology may ask."""
    for kind in QAccessible.Text:
        if kind is not QAccessible.Text.UserText:
            node.text(kind)
    node.role(), node.rect(), node.isValid(), node.window(), node.object(), node.relations()
    state = node.state()
    parent = node.parent()
    if parent is not None:
        assert state.invalid or parent.indexOfChild(node) >= 0
    node.focusChild(), node.childAt(chance.randrange(1500), chance.randrange(900))
    node.textInterface(), node.valueInterface(), node.tableCellInterface()
    actions = node.actionInterface()
    if actions and chance.random() < 0.05 and node.object() is None:
        actions.doAction(QAccessibleActionInterface.setFocusAction())


def walk(node) -> int:
    """Ask a node and all below it; gives how many those were."""
    ask(node)
    below = (node.child(place) for place in range(node.childCount()))
    return 1 + sum(walk(child) for child in below if child is not None)


whole = line(
    card("x", INPUT, shape=[8, 8, 8, 1]),
    *(card(f"c{place}", CONV, filters=1, kernel_size=1) for place in range(12)),
    card("y", OUTPUT),
)
session, asked = window.session, 0
for turn in range(int(sys.argv[2])):
    session.document.load(whole, None)
    root = QAccessible.queryAccessibleInterface(window.view)
    asked += walk(root)
    settle()
    for _ in range(4):
        there = list(session.graph.cards)
        if there:
            window.canvas.toggle_expanded(there[0])
            gone = chance.sample(there, min(4, len(there)))
            session.edit("Delete", remove, gone, ())
        if turn % 3 == 0:
            gc.collect()
        asked += walk(root)
        if chance.random() < 0.5:
            session.document.undo()
        settle()

if sys.argv[1] == "closed":
    window.leaving = True
    window.close()
    window.deleteLater()
    settle()
elif sys.argv[1] == "thrown away":
    window.leaving = True
    window.close()
    del window, session, root
    gc.collect()
else:
    window.leaving = True
    window.session.engine.stop()
    window.autosave.stop()
print(asked, "nodes asked")
