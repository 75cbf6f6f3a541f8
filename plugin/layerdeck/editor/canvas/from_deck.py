"""A card dragged from the deck over the canvas: its ghost, and the wire that it would go into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, QRectF, QSizeF

from layerdeck.graph import EditError
from layerdeck.graph.edits import add

from .adding import HOLD, Adding
from .between import Between
from .ghost import Ghost
from .layout import card_layout
from .look import bare_look

if TYPE_CHECKING:
    from layerdeck.editor.window import Window


class FromDeck(QObject):
    """Follows the card until it is let go on the canvas, or elsewhere."""

    def __init__(self, window: Window, adding: Adding) -> None:
        super().__init__(window)
        self._window, self._adding, self._view = window, adding, window.view
        self.ghost = Ghost(window)
        self._held = ""
        self._between: Between | None = None
        self._size = QSizeF()

    def follow(self, card_type: str, place: QPoint) -> None:
        """The card is at a place of the screen."""
        self.ghost.follow(self._window.offered[card_type], place)
        if card_type != self._held:
            self._take_up(card_type)
        there = self._place(place)
        if self._between and there is not None:
            self._between.look(QRectF(there - HOLD, self._size), there)
        elif self._between:
            self._between.end()

    def drop(self, card_type: str, place: QPoint) -> None:
        """The card is let go at a place of the screen."""
        wire = self._between.wire if self._between else None
        self.keep()
        there = self._place(place)
        if there is not None:
            self._adding.drop(card_type, there, wire)

    def keep(self) -> None:
        """The card stays in the deck after all."""
        self.ghost.let_go()
        if self._between:
            self._between.end()
        self._between, self._held = None, ""

    def _place(self, place: QPoint) -> QPointF | None:
        """The place of the scene at one of the screen; None outside the canvas."""
        viewport = self._view.viewport()
        inside = viewport.mapFromGlobal(place)
        return self._view.mapToScene(inside) if viewport.rect().contains(inside) else None

    def _take_up(self, card_type: str) -> None:
        """See how large the card is, and which wires it fits, in a graph that has it."""
        self._held, self._between = card_type, None
        window, session = self._window, self._window.session
        try:
            graph, deck, taken = window.library.taken(session.graph, session.deck, card_type)
            graph, card_id = add(graph, deck, taken, (0.0, 0.0))
        except EditError:
            # Why it cannot be added is said when it is let go.
            return
        layout = card_layout(bare_look(graph, deck, graph.cards[card_id]))
        self._size = QSizeF(layout.width, layout.height)
        self._between = Between(window.canvas, graph, deck, card_id)
