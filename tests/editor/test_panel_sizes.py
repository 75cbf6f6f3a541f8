"""Panels get their sizes again as a window grows, until a person has chosen others."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from layerdeck.editor.window import Window
from person import LEFT

SMALL, LARGE = (800, 600), (1600, 1000)


def widths(window: Window) -> list[int]:
    QTest.qWait(100)
    return [dock.width() for dock in window.docks[:2]]


def shown(window: Window, size: tuple[int, int]) -> Window:
    window.show()
    window.resize(*size)
    return window


def drag(window: Window, by: int) -> None:
    """Move the edge between the deck and the canvas."""
    deck, handle, keys = window.docks[0].geometry(), window.windowHandle(), Qt.KeyboardModifier(0)
    at = QPoint(deck.right() + 2, deck.center().y())
    QTest.mousePress(handle, LEFT, keys, at)
    for part in (by // 2, by):
        QTest.mouseMove(handle, at + QPoint(part, 0))
        QTest.qWait(20)
    QTest.mouseRelease(handle, LEFT, keys, at + QPoint(by, 0))


def test_a_window_that_was_small_gives_its_panels_room_once_it_is_larger(window: Window) -> None:
    small = widths(shown(window, SMALL))
    assert small[0] < 200
    window.resize(*LARGE)
    assert widths(window) == [260, 356]


def test_a_width_that_a_person_has_chosen_stays(window: Window) -> None:
    before = widths(shown(window, LARGE))
    drag(window, 60)
    after = widths(window)
    assert after[0] > before[0] + 30
    window.resize(1900, 1000)
    assert widths(window)[0] == after[0]
    widths(shown(window, SMALL))
    window.resize(*LARGE)
    assert widths(window)[0] == after[0]


def test_the_next_window_has_them_too(window: Window) -> None:
    widths(shown(window, LARGE))
    drag(window, 60)
    chosen = widths(window)
    widths(shown(window, SMALL))
    window.close()
    again = Window(window.catalogue, window.settings)
    assert widths(shown(again, LARGE)) == chosen
    again.close()
    again.deleteLater()
