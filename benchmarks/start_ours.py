"""Starts Layerdeck as its command does, drags a card as soon as one is there, says so, ends.

start_ours.py FILE; prints `ready` once the dragged card has moved in the Graph.
"""

import os
import sys
import time

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from layerdeck.cli import main

PATIENCE = 30.0
_exec = QApplication.exec


def _run_and_drag(*_: object) -> int:
    timer = QTimer()
    timer.timeout.connect(_drag_a_card)
    timer.start(1)
    return _exec()


def _drag_a_card() -> None:
    from layerdeck.editor.window import Window  # noqa: PLC0415 - the command imports it

    (window,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, Window))
    if time.monotonic() - STARTED > PATIENCE:
        window.session.engine.stop()
        os._exit(1)
    if not window.canvas.cards or not window.isVisible():
        return
    item = next(iter(window.canvas.cards.values()))
    before = window.session.graph.cards[item.card_id].at
    body = item.body()
    point = window.view.mapFromScene(QPointF(body.center().x(), body.top() + 12))
    none, left = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
    _mouse(window.view.viewport(), QEvent.Type.MouseButtonPress, point, left, left)
    for _ in range(5):
        point += QPoint(8, 6)
        _mouse(window.view.viewport(), QEvent.Type.MouseMove, point, none, left)
    _mouse(window.view.viewport(), QEvent.Type.MouseButtonRelease, point, left, none)
    window.repaint()
    if window.session.graph.cards[item.card_id].at != before:
        print("ready", flush=True)
        assert not {"keras", "tensorflow"} & set(sys.modules)
        window.session.engine.stop()
        window.autosave.stop()
        os._exit(0)


def _mouse(
    target: object,
    kind: QEvent.Type,
    point: QPoint,
    button: Qt.MouseButton,
    buttons: Qt.MouseButton,
) -> None:
    place = QPointF(target.mapToGlobal(point))  # type: ignore[attr-defined]
    modifiers = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(kind, QPointF(point), place, button, buttons, modifiers)
    QApplication.sendEvent(target, event)  # type: ignore[arg-type]


if __name__ == "__main__":
    STARTED = time.monotonic()
    QApplication.exec = _run_and_drag  # type: ignore[method-assign, assignment]
    sys.argv[0] = "layerdeck"
    sys.exit(main())
