"""What stands out on the canvas: selected cards and their wires, selected wires, a marked input."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from layerdeck.graph import Changes, Wire

if TYPE_CHECKING:
    from .area_item import AreaItem
    from .card_item import CardItem
    from .scene import CanvasScene
    from .wire_item import WireItem


class Lighting:
    """Follows the session's selection; which wires are selected, only the canvas knows."""

    def __init__(self, scene: CanvasScene) -> None:
        self._scene = scene
        self._cards: frozenset[str] = frozenset()
        self._areas: frozenset[str] = frozenset()
        self._wires: dict[Wire, None] = {}
        self._hovered: Wire | None = None
        self.picked: tuple[Wire, int] | None = None
        """The selected point of a wire: the wire, and which of its points."""
        self._marked = ""
        scene.session.selection_changed.connect(self._take_selection)

    @property
    def wires(self) -> list[Wire]:
        """The wires a person has clicked."""
        return list(self._wires)

    @property
    def cards(self) -> frozenset[str]:
        """The cards that stand out."""
        return self._cards

    def select_wires(self, wires: Iterable[Wire]) -> None:
        """Make these the selected wires, and no point of a wire."""
        before, self._wires = self._wires, dict.fromkeys(wires)
        picked, self.picked = self.picked, None
        self._light({*(before.keys() ^ self._wires.keys()), *(picked[:1] if picked else ())})
        self._scene.far.update()

    def pick(self, point: tuple[Wire, int]) -> None:
        """Make this the selected point of a wire; no wire is selected then."""
        self.select_wires(())
        self.picked = point
        self._light(point[:1])

    def hover(self, wire: Wire | None) -> None:
        """Have a wire stand out because the mouse is over it; None ends it."""
        if wire != self._hovered:
            before, self._hovered = self._hovered, wire
            self._light([each for each in (before, wire) if each])

    def take(self, changes: Changes) -> None:
        """Follow the graph: wires came and went, or are led otherwise."""
        for wire in changes.wires_removed:
            self._wires.pop(wire, None)
        graph, picked = self._scene.session.graph, self.picked
        if self._hovered not in graph.wires:
            self._hovered = None
        if picked and picked[1] >= len(graph.bends.get(picked[0], ())):
            self.picked = None
            self._light([picked[0]])
        self._dress_ends((*changes.wires_added, *changes.wires_removed))

    def mark(self, card_id: str, port_id: str) -> None:
        """Make an input of a card stand out until something else is selected."""
        self._marked = card_id
        self._scene.cards[card_id].mark((port_id, True))

    def dress_card(self, item: CardItem) -> None:
        """Bring an item that comes into sight up to date."""
        card_id = item.card_id
        item.select(card_id in self._cards)
        ends = (
            (end, is_input)
            for wire in self._scene.session.graph.wires_of(card_id)
            if self._stands_out(wire)
            for end, is_input in ((wire.source, False), (wire.target, True))
        )
        item.light({(end.port, is_input) for end, is_input in ends if end.card == card_id})

    def dress_wire(self, item: WireItem) -> None:
        """Bring an item that comes into sight up to date."""
        wire = item.wire
        item.light(
            lit=wire.source.card in self._cards or wire.target.card in self._cards,
            selected=wire in self._wires,
            hovered=wire == self._hovered,
            picked=self.picked[1] if self.picked and self.picked[0] == wire else -1,
        )

    def dress_area(self, item: AreaItem) -> None:
        """Bring an item that comes into sight up to date."""
        item.select(item.area_id in self._areas)

    def _stands_out(self, wire: Wire) -> bool:
        return (
            wire.source.card in self._cards
            or wire.target.card in self._cards
            or wire in self._wires
            or wire == self._hovered
            or (self.picked is not None and wire == self.picked[0])
        )

    def _take_selection(self) -> None:
        self._areas = frozenset(self._scene.session.selected_areas)
        for area in self._scene.areas.items.shown.values():
            self.dress_area(area)
        before, self._cards = self._cards, frozenset(self._scene.session.selected)
        changed, shown = before ^ self._cards, self._scene.cards.shown
        for card_id in changed & shown.keys():
            self.dress_card(shown[card_id])
        if self._marked and self._marked not in self._cards:
            if self._marked in shown:
                shown[self._marked].mark(None)
            self._marked = ""
        self._light(self._scene.contents.wires_of(changed))
        self._scene.far.update()

    def _light(self, wires: Collection[Wire]) -> None:
        shown = self._scene.wires.shown
        for wire in wires:
            if wire in shown:
                self.dress_wire(shown[wire])
        self._dress_ends(wires)

    def _dress_ends(self, wires: Iterable[Wire]) -> None:
        """Bring the cards in sight up to date at which wires end."""
        shown = self._scene.cards.shown
        for card_id in {end.card for wire in wires for end in wire} & shown.keys():
            self.dress_card(shown[card_id])
