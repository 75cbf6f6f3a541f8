"""Heat: cards in the colours of what they cost, instead of those of their categories."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QColor

from layerdeck.editor.theme import Theme
from layerdeck.graph import Changes
from layerdeck.program import Measure, Scale, scale_of

if TYPE_CHECKING:
    from .card_item import CardItem
    from .contents import Placed
    from .scene import CanvasScene

Fill = str | tuple[int, bool]
"""What fills a card from afar: its category, or its class of heat and whether that is stale."""
COLD: Fill = ""
"""While there is heat, a card that costs nothing, or of which that is not known."""


class Heat(QObject):
    """Knows the class of each card by what is measured; of another class, an item is painted anew.

    It costs nothing while nothing is measured.
    """

    changed = Signal()
    """Something else is measured, or the scale or the class of a card is another."""

    def __init__(self, scene: CanvasScene) -> None:
        super().__init__(scene)
        self._scene = scene
        self.measure: Measure | None = None
        self.scale: Scale | None = None
        self._costs: dict[str, int] = {}
        self._levels: dict[str, int] = {}
        session = scene.session
        session.answers_changed.connect(lambda: self._take(session.affected))
        session.graph_changed.connect(self._take_graph)
        session.entered.connect(lambda: self.show(self.measure))

    def show(self, measure: Measure | None) -> None:
        """Colour cards by what they cost from now on; None ends it."""
        session = self._scene.session
        before, self.measure, self._costs = self._levels, measure, {}
        if measure is not None and session.report is not None:
            placed, of = session.graph.cards, measure.of
            costs = {key: of(facts) for key, facts in session.report.facts.items()}
            self._costs = {
                key: cost
                for key, cost in costs.items()
                if cost and key in placed and not placed[key].bypassed
            }
        self.scale = scale = scale_of(self._costs.values())
        self._levels = {key: scale.level(cost) for key, cost in self._costs.items() if scale}
        self._repaint(before.keys() | self._levels.keys())

    def level(self, card_id: str) -> int | None:
        """The class of a card; None for its own colours."""
        return self._levels.get(card_id)

    def fill(self, card_id: str, placed: Placed) -> Fill:
        """What fills a card from afar."""
        return next(iter(self.fills({card_id: placed})))

    def fills(self, cards: Mapping[str, Placed]) -> Mapping[Fill, list[QRectF]]:
        """Cards by what fills them."""
        found: dict[Fill, list[QRectF]] = defaultdict(list)
        warm, level = self.measure is not None, self._levels.get
        for card_id, placed in cards.items():
            own = COLD if warm else placed.look.category
            heat = level(card_id)
            found[own if heat is None else (heat, placed.stale)].append(placed.body)
        return found

    def dress_card(self, item: CardItem) -> None:
        """Bring an item that comes into sight up to date."""
        item.heat_to(self._levels.get(item.card_id))

    def _take(self, cards: Iterable[str]) -> None:
        """Follow what is known of some cards."""
        if self.measure is None:
            return
        touched = self._count(cards)
        if not touched:
            return
        scale = scale_of(self._costs.values())
        other = scale != self.scale
        self.scale = scale
        changed = self._rank(self._costs.keys() | touched if other else touched)
        if changed or other:
            self._repaint(changed)

    def _take_graph(self, changes: Changes) -> None:
        if self.measure is not None:
            self._take((*changes.removed, *changes.added, *changes.changed))

    def _count(self, cards: Iterable[str]) -> set[str]:
        """Find out what cards cost; gives those that cost something else than before."""
        measure, session = self.measure, self._scene.session
        known = session.report.facts if session.report else {}
        placed, costs, other = session.graph.cards, self._costs, set()
        for card_id in cards:
            facts, card = known.get(card_id), placed.get(card_id)
            cost = measure.of(facts) if measure and facts and card and not card.bypassed else 0
            if cost != costs.get(card_id, 0):
                other.add(card_id)
                costs[card_id] = cost
                if not cost:
                    del costs[card_id]
        return other

    def _rank(self, cards: Iterable[str]) -> set[str]:
        """Give cards their classes; gives those whose class is another than before."""
        scale, levels, other = self.scale, self._levels, set()
        for card_id in cards:
            cost = self._costs.get(card_id)
            level = scale.level(cost) if scale and cost else None
            if level != levels.get(card_id):
                other.add(card_id)
                if level is None:
                    del levels[card_id]
                else:
                    levels[card_id] = level
        return other

    def _repaint(self, cards: set[str]) -> None:
        shown = self._scene.cards.shown
        for card_id in cards & shown.keys():
            self.dress_card(shown[card_id])
        self._scene.far.renew(wires=False)
        self.changed.emit()


def fill_color(theme: Theme, fill: Fill) -> QColor:
    """The colour of what fills a card from afar."""
    if isinstance(fill, tuple):
        return theme.heat(fill[0], dimmed=fill[1])
    return theme.category(fill) if fill else theme.color("edge")


def ink_on(theme: Theme, fill: Fill) -> QColor:
    """The colour of a title on a card that is seen from afar."""
    return (
        theme.on_heat(fill[0], dimmed=fill[1]) if isinstance(fill, tuple) else theme.color("text")
    )
