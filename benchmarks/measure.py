"""The steps every canvas is put through, the same for ours and its peers.

Runs inside the process of one editor, so it knows Qt and nothing of the editor but `Editor`.
"""

import gc
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import psutil
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QCursor, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QGraphicsView

SIZE = (1920, 1080)
STEPS = 12
WARM_UP = 3
GAP = 60


class Editor(Protocol):
    """One editor under measurement, its empty window not yet shown."""

    view: QGraphicsView

    def show(self) -> None:
        """Show the empty window."""

    def card_size(self) -> tuple[float, float]:
        """Width and height of the measured card at 1:1."""

    def create(self, places: list[tuple[float, float]]) -> None:
        """Make one card at each place and wire each to the next."""

    def add_one(self, place: tuple[float, float]) -> None:
        """Make one more card there."""

    def rectangles(self) -> list[QRectF]:
        """Where the cards lie in the scene."""

    def handle(self, card: QRectF) -> QPointF:
        """A point of a card by which it is dragged."""

    def show_all(self, whole: QRectF) -> None:
        """Zoom so that this part of the scene fills the window."""

    def show_close(self, centre: QPointF) -> None:
        """Zoom to 1:1 with this point in the middle."""

    def save(self, path: Path) -> None:
        """Write what was made to a file."""

    def clear(self) -> None:
        """Empty the canvas."""

    def load(self, path: Path) -> None:
        """Read that file back."""


def measure(editor: Editor, count: int, file: Path) -> dict[str, float]:
    """Time in milliseconds and memory in MiB, by step."""
    editor.show()
    editor.view.window().resize(*SIZE)
    _settle()
    places = _grid(count, editor.card_size())
    before = _resident()
    figures = {"create": _timed(lambda: editor.create(places))}
    _fit(editor)
    figures["memory"] = _resident() - before
    figures["zoom"] = _zoom(editor.view)
    if not _sees_all(editor):
        raise AssertionError("not all cards were on the screen")
    figures["drag"] = _drag(editor, count)
    editor.show_close(_all(editor).center())
    _settle()
    figures["zoom_close"] = _zoom(editor.view)
    editor.save(file)
    figures["add"] = _add(editor)
    editor.clear()
    _settle()
    figures["load"] = _timed(lambda: editor.load(file))
    if len(editor.rectangles()) != count:
        raise AssertionError(f"{len(editor.rectangles())} of {count} cards came back")
    return figures


def _timed(step: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    step()
    QApplication.processEvents()
    return (time.perf_counter() - start) * 1000


class Paints(QObject):
    """Counts how often the viewport is painted."""

    def __init__(self, view: QGraphicsView) -> None:
        super().__init__()
        self.count = 0
        view.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.Paint
        return False


def _settle() -> None:
    for _ in range(5):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


def _resident() -> float:
    gc.collect()
    return psutil.Process().memory_info().rss / 2**20


def _grid(count: int, size: tuple[float, float]) -> list[tuple[float, float]]:
    """Places in rows, of about the window's proportions, so that all are seen at once."""
    width, height = size[0] + GAP, size[1] + GAP
    columns = max(1, round((count * height / width * SIZE[0] / SIZE[1]) ** 0.5))
    return [(i % columns * width, i // columns * height) for i in range(count)]


def _all(editor: Editor) -> QRectF:
    whole = QRectF()
    for card in editor.rectangles():
        whole = whole.united(card)
    return whole.adjusted(-GAP, -GAP, GAP, GAP)


def _fit(editor: Editor) -> None:
    """Show all cards, as large as the window bears; the wheel goes out from here, and back."""
    whole = _all(editor)
    x, y = whole.width() * 0.02, whole.height() * 0.02
    editor.show_all(whole.adjusted(-x, -y, x, y))
    _settle()


def _sees_all(editor: Editor) -> bool:
    view = editor.view
    return view.mapToScene(view.viewport().rect()).boundingRect().contains(_all(editor))


def _add(editor: Editor) -> float:
    """One more card on a canvas that is full already."""
    below = _all(editor).bottom()
    return statistics.median(
        _timed(lambda n=n: editor.add_one((n * 600.0, below))) for n in range(WARM_UP)
    )


def _zoom(view: QGraphicsView) -> float:
    """One notch of the wheel and the repaint of the whole, back and forth."""
    centre = view.viewport().rect().center()
    times = []
    none = Qt.MouseButton.NoButton
    # Views anchor a zoom at the system's cursor, wherever the event says it is.
    QCursor.setPos(view.viewport().mapToGlobal(centre))
    mouse(view, QEvent.Type.MouseMove, centre, none, none)
    paints = Paints(view)
    for step in range(WARM_UP + STEPS):
        before = view.transform().m11()
        times.append(_timed(lambda step=step: _wheel(view, centre, 120 if step % 2 else -120)))
        if view.transform().m11() == before:
            raise AssertionError("the wheel does not zoom")
    if paints.count < WARM_UP + STEPS:
        raise AssertionError("a zoom step was not painted")
    return statistics.median(times[WARM_UP:])


def _wheel(view: QGraphicsView, point: QPoint, notch: int) -> None:
    event = QWheelEvent(
        QPointF(point),
        QPointF(view.viewport().mapToGlobal(point)),
        QPoint(),
        QPoint(0, notch),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def _drag(editor: Editor, count: int) -> float:
    """One move of the mouse with a card in the hand, and its repaint."""
    view = editor.view
    card = editor.rectangles()[count // 2]
    point = view.mapFromScene(editor.handle(card))
    none, left = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
    mouse(view, QEvent.Type.MouseMove, point, none, none)
    mouse(view, QEvent.Type.MouseButtonPress, point, left, left)
    times = []
    paints = Paints(view)
    for _ in range(WARM_UP + STEPS):
        point += QPoint(3, 2)
        times.append(_timed(lambda at=point: mouse(view, QEvent.Type.MouseMove, at, none, left)))
    if paints.count < WARM_UP + STEPS:
        raise AssertionError("a move was not painted")
    mouse(view, QEvent.Type.MouseButtonRelease, point, left, none)
    if editor.rectangles()[count // 2].topLeft() == card.topLeft():
        raise AssertionError("the card was not dragged")
    return statistics.median(times[WARM_UP:])


def mouse(
    view: QGraphicsView,
    kind: QEvent.Type,
    point: QPoint,
    button: Qt.MouseButton,
    buttons: Qt.MouseButton,
) -> None:
    place = QPointF(view.viewport().mapToGlobal(point))
    modifiers = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(kind, QPointF(point), place, button, buttons, modifiers)
    QApplication.sendEvent(view.viewport(), event)
