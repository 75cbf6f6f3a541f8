"""What stands out on the canvas: selected cards and their wires, selected wires, a marked input."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from layerdeck.graph import Wire

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
        """Make these the selected wires."""
        before, self._wires = self._wires, dict.fromkeys(wires)
        self._light(before.keys() ^ self._wires.keys())
        self._scene.far.update()

    def forget(self, wire: Wire) -> None:
        """The wire is gone."""
        self._wires.pop(wire, None)

    def mark(self, card_id: str, port_id: str) -> None:
        """Make an input of a card stand out until something else is selected."""
        self._marked = card_id
        self._scene.cards[card_id].mark((port_id, True))

    def dress_card(self, item: CardItem) -> None:
        """Bring an item that comes into sight up to date."""
        item.select(item.card_id in self._cards)

    def dress_wire(self, item: WireItem) -> None:
        """Bring an item that comes into sight up to date."""
        wire = item.wire
        lit = wire.source.card in self._cards or wire.target.card in self._cards
        item.light(lit=lit, selected=wire in self._wires)

    def dress_area(self, item: AreaItem) -> None:
        """Bring an item that comes into sight up to date."""
        item.select(item.area_id in self._areas)

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

    def _light(self, wires: Iterable[Wire]) -> None:
        shown = self._scene.wires.shown
        for wire in wires:
            if wire in shown:
                self.dress_wire(shown[wire])
