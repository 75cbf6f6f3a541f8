"""Where the keyboard is on the canvas: at a card or a line on it, at a frame or a note.

What it is at wears a ring, which shows only while the keyboard is used. What is come to is
selected, so that all that is done to what is selected can be done to it; once something has been
picked, walking leaves the selection alone.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QSizeF, Signal

from layerdeck.graph import Changes
from layerdeck.graph.blocks import block_of

from .nearness import leftmost, near_first
from .ring import Ring
from .spoken import canvas_words, item_name, line_name
from .spots import MORE, Line, Spot, box_of, lines_of

if TYPE_CHECKING:
    from layerdeck.graph import Wire

    from .view import CanvasView
    from .ways import Fork

_READABLE = 0.6
"""Scale below which the lines of a card are too small to walk among."""
_MARGIN = 48
"""How far from the edge of the view what is come to is brought, in pixels on the screen."""


class Walking(QObject):
    """What the keyboard is at; `steps` takes it elsewhere."""

    stepped = Signal(str)
    """Short words on where it came to, for the status bar; none where there are none to say."""
    counted = Signal(str)
    """Which of several wires led there: `2 of 3`."""
    moved = Signal()
    """It is elsewhere than before."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self.view, self.scene, self.session = view, view.canvas, view.canvas.session
        self.spot: Spot | None = None
        """What the keyboard is at, whether that shows or not."""
        self.shown = False
        """Whether the keyboard is used: then what it is at shows."""
        self.fork: Fork | None = None
        """The wires that one could have come by, where the last step was along one of them."""
        self.came_by: Wire | None = None
        """The wire that was walked along last."""
        self.picking = False
        """Whether things are being picked: then walking leaves the selection alone."""
        self.wired_from: Spot | None = None
        """Where the wire was begun that was made last by keyboard."""
        self._selecting = False
        self._path = self.session.path
        self._box = QRectF()
        self._ring = Ring(self.scene)
        self.scene.addItem(self._ring)
        self.session.graph_changed.connect(self._take_graph)
        self.session.selection_changed.connect(self._take_selection)
        self.session.entered.connect(self._take_place)
        self.scene.arranged.connect(self._rearrange)

    def come_to(self, spot: Spot, *, selects: bool = True) -> None:
        """Be there from now on, bring it into sight and say so."""
        self.note(spot)
        self.shown = True
        if selects and not self.picking:
            self.select({spot.item})
        if spot.line and self.view.scale_factor < _READABLE:
            self.view.zoom_to_one()
        self.view.ensureVisible(self._box, _MARGIN, _MARGIN)
        self.settle()
        self.moved.emit()
        self.stepped.emit(self.words())

    def note(self, spot: Spot) -> None:
        """Be there from now on, without a word: what was said was of where it was before."""
        elsewhere = spot != self.spot
        self.spot, self.fork = spot, None
        if elsewhere:
            self.stepped.emit("")
        self._box = box_of(self.scene.contents, spot)
        self.settle()

    def rest(self) -> None:
        """The mouse is used: what the keyboard is at shows no more."""
        self.shown = False
        self.settle()

    def wake(self) -> None:
        """The keyboard has come to the canvas: show what it is at."""
        self.shown = True
        self.spot = self.spot or self.start()
        self.settle()

    def settle(self) -> None:
        """Have the ring lie around what the keyboard is at, wherever that is by now."""
        view, spot = self.view, self.spot
        used = self.shown and (view.hasFocus() or view.editor is not None)
        there = spot is not None and self._is_there(spot)
        if spot and there:
            self._box = box_of(self.scene.contents, spot)
            self._ring.lay(self._box, view.scale_factor, around=spot.line is None)
        self._ring.setVisible(used and there)

    def start(self) -> Spot | None:
        """Where to begin: at what is selected, else at what is nearest to the middle."""
        if self.session.chosen:
            return Spot(self.session.chosen[-1])
        middle = QRectF(self.view.middle(), QSizeF(1, 1))
        nearest = next(near_first(self.scene.contents, middle), None)
        return Spot(nearest) if nearest else None

    def lines(self) -> list[Line]:
        """The lines of the card."""
        placed = self.scene.contents.cards.get(self.spot.item) if self.spot else None
        return lines_of(placed.layout) if placed else []

    def words(self) -> str:
        """The name of what the keyboard is at."""
        spot = self.spot
        if spot is None:
            return canvas_words(self.session)
        if spot.line is None:
            return item_name(self.session, spot.item)
        placed = self.scene.contents.cards[spot.item]
        return line_name(self.session, spot.item, placed, spot.line)

    def here(self) -> Spot | None:
        """Where a step begins; where that has not shown yet, only that is shown."""
        if self.spot is None:
            start = self.start()
            if start is None:
                self.session.said.emit("The canvas is empty. Tab adds a first card.")
            elif start.item in self.session.chosen:
                self.note(start)
            else:
                self.come_to(start)
                return None
        return self.spot

    def select(self, cards: Collection[str]) -> None:
        """Select cards as part of a step."""
        self._selecting = True
        self.session.select(cards)
        self._selecting = False

    def _take_selection(self) -> None:
        chosen = self.session.chosen
        if self._selecting:
            return
        self.picking = False
        if chosen and not (self.spot and self.spot.item in chosen):
            self.note(Spot(chosen[-1]))
            self.moved.emit()

    def _is_there(self, spot: Spot) -> bool:
        contents = self.scene.contents
        return spot.item in contents.cards or spot.item in contents.areas

    def _rearrange(self) -> None:
        """Things came, went, moved or changed their size: be at what is left of where it was."""
        spot, contents = self.spot, self.scene.contents
        if spot is None or self.session.path != self._path:
            return
        if not self._is_there(spot):
            nearest = next(near_first(contents, self._box), None)
            self.spot = Spot(nearest) if nearest else None
        elif spot.line and not self.scene.gesture and spot.line not in self.lines():
            more = contents.cards[spot.item].layout.more
            self.spot = Spot(spot.item, MORE if more else None)
        self.settle()
        if self.shown and self.spot != spot:
            self.moved.emit()
            self.stepped.emit(self.words())

    def _take_graph(self, changes: Changes) -> None:
        self.fork = None
        if len(changes.added) == len(self.scene.contents.cards):
            # Another project, or another block, of which `entered` tells.
            self.spot = None
        self._rearrange()

    def _take_place(self) -> None:
        """Begin at a block's first card, or at the card of the block that was left."""
        left, self._path = self._path, self.session.path
        inner = left[len(self._path)] if len(left) > len(self._path) else ""
        cards = self.session.graph.cards.values()
        block = next((card.id for card in cards if inner and block_of(card.type) == inner), "")
        begin = block or leftmost(self.scene.contents)
        self.spot = Spot(begin) if begin else None
        self.settle()
        if self.shown:
            self.moved.emit()
            self.stepped.emit(canvas_words(self.session))
