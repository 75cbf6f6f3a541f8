"""The sizes of the panels: those that the window bears, or that a person has chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from .window import Window

_KEY = "panels/"


class PanelSizes(QObject):
    """Gives the panels their sizes whenever the window grows.

    A small window presses them together, and Qt gives all room that comes afterwards to the canvas.
    """

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window, self._at = window, QSize()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._follow)
        for watched in (window, *window.docks):
            watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the window grow, and the edge of a panel moved in one that stays as it is."""
        if event.type() is QEvent.Type.Resize:
            if watched is self._window:
                self._soon.start(0)
            elif QApplication.mouseButtons() & Qt.MouseButton.LeftButton:
                self._moved(watched, cast(QResizeEvent, event))
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Give the panels their sizes."""
        wide, tall = self._window.width(), self._window.height()
        usual = (
            _between(260, wide * 0.1625, 340),
            _between(356, wide * 0.2225, 460),
            _between(150, tall * 0.254, 420),
        )
        *across, high = map(self._wanted, range(3), usual)
        deck, inspector, tabs = self._window.docks
        self._window.resizeDocks([deck, inspector], across, Qt.Orientation.Horizontal)
        self._window.resizeDocks([tabs], [high], Qt.Orientation.Vertical)

    def _wanted(self, index: int, usual: int) -> int:
        return cast(int, self._window.settings.value(f"{_KEY}{index}", usual, type=int))

    def _moved(self, dock: QObject, event: QResizeEvent) -> None:
        """Remember how wide, or high, a person has made a panel."""
        index = next(n for n, one in enumerate(self._window.docks) if one is dock)
        new, old = event.size(), event.oldSize()
        pairs = ((new.width(), old.width()), (new.height(), old.height()))
        size, before = pairs[index == len(self._window.docks) - 1]
        if size != before and self._window.size() == self._at:
            self._window.settings.setValue(f"{_KEY}{index}", size)

    def _follow(self) -> None:
        before, self._at = self._at, self._window.size()
        if self._at.width() > before.width() or self._at.height() > before.height():
            self.fit()


def _between(least: int, wanted: float, most: int) -> int:
    return round(min(max(wanted, least), most))
