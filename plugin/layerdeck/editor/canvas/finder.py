"""The bar above the canvas in which cards, frames and notes are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel

from layerdeck.editor.find_bar import FindBar

from .finding import Hit, Texts
from .matches import Matches

if TYPE_CHECKING:
    from .view import CanvasView

_MARGIN = 14
_SLICE_MS = 6
_OWN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
_READABLE = 0.6
"""Below this scale what is gone to is shown at 1:1."""


class CanvasFinder(FindBar):
    """Finds in the whole project. Typing lights and centres, Enter goes from one to the next.

    What lies in a block is entered by going to it. Esc selects what was found last.
    """

    def __init__(self, view: CanvasView) -> None:
        super().__init__("Find on the canvas", view)
        self._view, self._session = view, view.canvas.session
        self._texts = Texts(self._session)
        self._matches = Matches(view.canvas)
        self._found: list[Hit] = []
        self._now = -1
        self._going = False
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Find")
        self.place = QLabel()
        self.place.setObjectName("soft")
        self.row.insertWidget(self.row.count() - 1, self.place)
        self._slices = QTimer(self)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._read_on)
        self._session.graph_changed.connect(self._renew)
        self._session.entered.connect(self._renew)
        view.settled.connect(self.settle)
        self.wanted.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter is no key of the canvas here."""
        override = event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if override and event.key() in _OWN_KEYS:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().eventFilter(watched, event)

    @property
    def now(self) -> Hit | None:
        """What is shown of all that was found."""
        return self._found[self._now] if self._found else None

    def open(self) -> None:
        """Come up, ready to be typed over."""
        self._texts.renew()
        self._slices.start()
        super().open()
        self.settle()

    def forget(self) -> None:
        """Light nothing, and select what was found last, if it is here."""
        self._slices.stop()
        self._matches.light((), "")
        self._view.setFocus()
        if self.wanted.text() and self.now and self.now.path == self._session.path:
            self._session.select([self.now.item])

    def look(self) -> None:
        """Find what is typed, and centre the first of it that is here."""
        self._found = self._texts.find(self.wanted.text())
        self._now = 0 if self._found else -1
        self._light()
        self._centre()

    def step(self, by: int) -> None:
        """Go on by so many of what was found, into blocks too."""
        if not self.now:
            return
        if self.now.path == self._session.path:
            # What lies in a block is not shown yet, but for one who has gone to it.
            self._now = (self._now + by) % len(self._found)
        hit = self._found[self._now]
        self._going = True
        self._session.go_to(hit.path)
        self._going = False
        body = self._view.canvas.contents.body(hit.item)
        if self._view.scale_factor < _READABLE:
            self._view.zoom_to_one()
        self._view.centerOn(body.center())
        self._light()

    def settle(self) -> None:
        """Keep to the upper right corner of the view."""
        if self.isVisible():
            room = self._view.viewport().rect()
            self.resize(min(460, room.width() - 2 * _MARGIN), self.sizeHint().height())
            self.move(room.right() - self.width() - _MARGIN, _MARGIN)

    def _renew(self) -> None:
        """The graph is another, or another part of it is looked at."""
        if self.isVisible() and not self._going:
            self._texts.renew()
            self._slices.start()

    def _read_on(self) -> None:
        self._texts.go_on(_SLICE_MS)
        if self._texts.read:
            self._slices.stop()
            before = self.now
            self._found = self._texts.find(self.wanted.text())
            self._now = self._found.index(before) if before in self._found else 0
            self._light()
            if before is None:
                # It was typed before it could be found.
                self._centre()

    def _centre(self) -> None:
        if self.now and self.now.path == self._session.path:
            self._view.centerOn(self._view.canvas.contents.body(self.now.item).center())

    def _light(self) -> None:
        here, now = self._session.path, self.now
        shown = {hit.item for hit in self._found if hit.path == here}
        self._matches.light(shown, now.item if now and now.path == here else "")
        self.place.setText(f"in {self._name(now)}" if now and now.path != here else "")
        self.tell(self._now, len(self._found), more=not self._texts.read)

    def _name(self, hit: Hit) -> str:
        """What the part is called that something lies in."""
        whole = self._session.whole
        return whole.blocks[hit.path[-1]].name or hit.path[-1] if hit.path else whole.name
