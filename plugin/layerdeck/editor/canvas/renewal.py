"""Keeps the looks of cards up to date: those in sight at once, those of many others in slices."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QTimer

if TYPE_CHECKING:
    from .scene import CanvasScene

_AT_ONCE = 300
"""Looks of more cards than these are renewed in slices."""
_SLICE_MS = 3
_STEP = 20


class Renewal:
    """What cards show follows from the graph, the facts and the problems; here it is made so."""

    def __init__(self, scene: CanvasScene) -> None:
        self._scene = scene
        self._waiting: dict[str, None] = {}
        self.expanded: set[str] = set()
        """The cards whose inputs all show."""
        self._slices = QTimer(scene)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._slice)

    def ask(self, cards: Iterable[str]) -> None:
        """Have the looks of cards renewed soon, of those in sight now."""
        for card_id in cards:
            self._waiting[card_id] = None
        if len(self._waiting) > _AT_ONCE:
            self.now(self._waiting.keys() & self._scene.cards.shown.keys())
            self._slices.start()
        else:
            self.rest()

    def now(self, cards: Collection[str]) -> None:
        """Renew the looks and places of cards."""
        contents, shown, moved = self._scene.contents, self._scene.cards.shown, []
        for card_id in cards:
            self._waiting.pop(card_id, None)
            if contents.place(card_id, expanded=card_id in self.expanded):
                moved.append(card_id)
            item = shown.get(card_id)
            if item:
                item.show_placed(contents.cards[card_id])
        if moved:
            self._scene.follow(moved)
            self._scene.arranged.emit()
        if cards:
            self._scene.far.renew(wires=bool(moved))

    def rest(self) -> None:
        """Renew all that is waiting."""
        self.now(list(self._waiting))

    def before_shown(self, card_id: str) -> None:
        """Renew a card that comes into sight, if it is waiting."""
        if card_id in self._waiting:
            self.now([card_id])

    def forget(self, card_id: str) -> None:
        """The card is gone."""
        self._waiting.pop(card_id, None)
        self.expanded.discard(card_id)

    def _slice(self) -> None:
        clock = QElapsedTimer()
        clock.start()
        while self._waiting and clock.elapsed() < _SLICE_MS:
            self.now(list(self._waiting)[:_STEP])
        if not self._waiting:
            self._slices.stop()
