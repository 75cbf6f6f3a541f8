"""Adding cards: where they are dropped, or by the search popup, which wires them too."""

from PySide6.QtCore import QObject, QPointF, QRectF, QSettings, QSizeF, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QGraphicsPathItem

from layerdeck.deck import Catalogue, Kind
from layerdeck.editor.library import Library
from layerdeck.editor.popup import Popup
from layerdeck.editor.popup_lines import Line
from layerdeck.editor.recent_cards import recent_cards, remember_card
from layerdeck.graph import End, Graph, Wire
from layerdeck.graph.edits import move

from .backdrop import GRID
from .curves import curve
from .look import card_size
from .offers import Offer, Wish, axes_taken, best_of, offers
from .placing import Loose, Site, main_output, place_card, wish_of
from .room import NEW_CARD, beside, free_place, with_room
from .spots import MORE
from .view import CanvasView

HOLD = QPointF(30, 15)
"""Where the cursor is on a card that is dropped or added at it, from the card's corner."""

_MARGIN = 24
"""How far from the edge of the view a new card is brought, in pixels on the screen."""


class Adding(QObject):
    """Adds cards to what a view shows."""

    def __init__(self, view: CanvasView, library: Library, settings: QSettings) -> None:
        super().__init__(view)
        self._view, self._scene, self._session = view, view.canvas, view.canvas.session
        self._library, self._settings = library, settings
        self.popup: Popup | None = None
        """The search popup, while it is open."""
        self._site, self._wish, self._all = Site(QPointF()), Wish(), False
        self._dashes: QGraphicsPathItem | None = None
        self._scene.card_wanted.connect(lambda place: self.open(Site(place - HOLD, pointed=True)))
        self._scene.let_go.connect(self._take_loose)
        self._session.graph_changed.connect(self.close)
        view.settled.connect(self._settle)

    @property
    def _deck(self) -> Catalogue:
        """Every card that can be added."""
        return self._library.offered(self._session.deck)

    def add(self, card_type: str) -> None:
        """Place a new card where there is room."""
        self._place(card_type, Site(self._view.free_place()), wired=False)
        self._reveal()

    def drop(self, card_type: str, place: QPointF, wire: Wire | None = None) -> None:
        """Place a new card that is held at a place of the scene, and put it into a wire."""
        self._place(card_type, Site(place - HOLD, wire=wire, pointed=True), wired=True)

    def open_next(self) -> None:
        """Open the popup for what would come next.

        That is what fits the port that the keyboard is at, what takes the output of the one
        selected card, what goes into the one selected wire, or with anything else any card.
        """
        port = self._walked_to()
        if port:
            self.open(port)
            return
        chosen, wires = self._session.selected, self._scene.lighting.wires
        place = self._view.free_place()
        if len(chosen) == 1 and not wires:
            end = main_output(self._session, chosen[0])
            self.open(Site(place, Loose(end, from_output=True) if end else None))
        elif len(wires) == 1 and not chosen:
            points = self._scene.contents.wires[wires[0]].points
            self.open(Site(curve(points).pointAtPercent(0.5) - HOLD, wire=wires[0]))
        else:
            self.open(Site(place))

    def _walked_to(self) -> Site | None:
        """The port that the keyboard is at, if it is at one, and where there is room beside it."""
        walking = self._view.walking
        spot = walking.spot if walking.shown else None
        if not spot or not spot.line or spot.line == MORE:
            return None
        port_id, is_input = spot.line
        body = self._scene.contents.cards[spot.item].body
        if is_input:
            body = body.translated(-body.width() - NEW_CARD.width() - 6 * GRID, 0)
        place = free_place(self._scene.contents, beside(body, NEW_CARD))
        if is_input:
            # The right edge of the card that gives it, where its socket is.
            place += QPointF(NEW_CARD.width(), NEW_CARD.height() / 4)
        loose = Loose(End(spot.item, port_id), from_output=not is_input)
        return Site(place, loose, by_socket=is_input)

    def open(self, site: Site) -> None:
        """Open the popup for a card at a site of the scene."""
        self.close()
        self._view.finish_editor()
        self._site, self._wish, self._all = site, wish_of(self._session, self._deck, site), False
        popup = self.popup = Popup(self._view, "Add a card", self._scene.theme)
        popup.field.setPlaceholderText("Search cards")
        popup.typed.connect(self._list)
        popup.turned.connect(self._turn)
        popup.moved.connect(self._explain)
        popup.chosen.connect(self._choose)
        popup.closed.connect(self._closed)
        self._draw_dashes()
        self._list()
        self._settle()

    def close(self) -> None:
        """Close the popup, if it is open."""
        if self.popup:
            self.popup.dismiss()

    def _take_loose(self, loose: Loose, place: QPointF) -> None:
        if self._view.viewport().rect().contains(self._view.mapFromScene(place)):
            self.open(Site(place, loose, by_socket=True, pointed=True))

    def _settle(self) -> None:
        """Lie where the site is on the screen by now."""
        if self.popup:
            view, site = self._view, self._site
            at = site.at if site.loose else site.at + HOLD
            place = view.viewport().mapTo(view, view.mapFromScene(at))
            left = site.loose is not None and not site.loose.from_output
            self.popup.open_at(place, leftwards=left)

    def _list(self) -> None:
        if self.popup:
            text, recent = self.popup.field.text(), recent_cards(self._settings)
            found = offers(self._deck, text, recent, self._wish, all_cards=self._all)
            self.popup.show_lines([self._line(offer) for offer in found], best_of(found))

    def _line(self, offer: Offer) -> Line:
        mark = self._scene.theme.category(offer.card.category)
        return Line(offer.card.title, offer.note, mark, not offer.suits, offer)

    def _turn(self) -> None:
        """List all cards, or again what fits alone."""
        if self._wish.words:
            self._all = not self._all
            self._list()

    def _explain(self, line: Line | None) -> None:
        """Say what Enter does, and Tab."""
        if not self.popup:
            return
        words = self._wish.words
        if not words:
            foot = "Enter adds" if line else f"No card is called “{self.popup.field.text()}”."
            self.popup.say("", foot)
            return
        tab = f"Tab: only what {words}" if self._all else "Tab: all cards"
        if line is None:
            does = f"No card is called “{self.popup.field.text()}”"
        elif not line.data.fits:
            does = "Enter adds without a wire"
        elif not line.data.suits:
            does = f"Enter adds and wires, but it takes {axes_taken(line.data.card)} axes"
        else:
            does = "Enter adds and wires"
        self.popup.say("any card" if self._all else words, f"{does} · {tab}")

    def _choose(self, line: Line) -> None:
        offer: Offer = line.data
        self._place(offer.card.id, self._site, wired=offer.fits)
        self._reveal()

    def _place(self, card_type: str, site: Site, *, wired: bool) -> None:
        """Place a new card in one edit, and select it; in a wire, room is made for it."""
        added, contents = "", self._scene.contents

        def place(graph: Graph) -> Graph:
            nonlocal added
            graph, deck, taken = self._library.taken(graph, self._session.deck, card_type)
            graph, added = place_card(graph, deck, taken, site, wired=wired)
            card = graph.cards[added]
            body = QRectF(QPointF(*(card.at or (0.0, 0.0))), QSizeF(*card_size(graph, deck, card)))
            if wired and site.wire:
                return with_room(graph, contents, added, body)
            corner = body.topLeft() if site.pointed else free_place(contents, body)
            return move(graph, {added: (corner.x(), corner.y())})

        title = self._deck[card_type].title
        if not self._session.edit(f"Add {title}", place):
            remember_card(self._settings, card_type)
            self._session.select([added])
            self._view.setFocus()

    def _reveal(self) -> None:
        box = self._scene.box_of(self._session.selected)
        self._view.ensureVisible(box, _MARGIN, _MARGIN)

    def _closed(self) -> None:
        self.popup = None
        if self._dashes:
            self._scene.removeItem(self._dashes)
            self._dashes = None

    def _draw_dashes(self) -> None:
        """Draw the wire that hangs loose as dashes up to the popup."""
        site = self._site
        if not site.loose:
            return
        end, from_output = site.loose.end, site.loose.from_output
        placed = self._scene.contents.cards[end.card]
        row = placed.layout.row(end.port, is_input=not from_output)
        socket = placed.socket(end.port, is_input=not from_output)
        dashes = self._dashes = QGraphicsPathItem()
        dashes.setPath(curve((socket, site.at) if from_output else (site.at, socket)))
        pen = QPen(self._scene.theme.kind(row.port.kind if row else Kind.TENSOR), 2.0)
        pen.setStyle(Qt.PenStyle.DashLine)
        dashes.setPen(pen)
        dashes.setZValue(3)
        self._scene.addItem(dashes)
