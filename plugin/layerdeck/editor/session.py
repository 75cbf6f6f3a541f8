"""A Session: one document being edited, what it means, and what the engine says of it."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from layerdeck.deck import Catalogue
from layerdeck.graph import Changes, Document, EditError, Graph, diff
from layerdeck.graph.blocks import (
    block_of,
    changed_place,
    inside_of,
    put_back,
    with_blocks,
)
from layerdeck.graph.fixes import Fix
from layerdeck.graph.fixes import apply as apply_fix
from layerdeck.graph.walk import downstream
from layerdeck.program import Facts, Lowered, Problem, Report, Severity, by_card, lower

from .engine_client import EngineClient


class Session(QObject):
    """What the canvas and the panels look at, and the one door through which they edit."""

    graph_changed = Signal(object)
    """The `Changes` between the Graph before and the current one."""
    answers_changed = Signal()
    """Facts or problems are new."""
    selection_changed = Signal()
    said = Signal(str)
    """A sentence for the status bar."""
    entered = Signal()
    """Another part of the project is looked at: a block from inside, or the whole."""

    def __init__(self, deck: Catalogue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._base = deck
        self._blocks: Mapping[str, Graph] = {}
        self.deck = deck
        """Every card type, those of the project's blocks among them."""
        self.document = Document()
        self.path: tuple[str, ...] = ()
        """The blocks that were entered to what is looked at, the outermost first."""
        self._shown = self.document.graph
        self.engine = EngineClient(self)
        self.report: Report | None = None
        self.lowered: Lowered = lower(self.document.graph, deck)
        self.stale = False
        """Whether the facts are of an earlier Graph, because the engine is still at work."""
        self.stale_cards: set[str] = set()
        """The cards whose facts may be about to change."""
        self.affected: set[str] = set()
        """The cards that the last change may make look different."""
        self._selected: tuple[str, ...] = ()
        self._of_packs = tuple(
            Problem("", "", fault, severity=Severity.WARNING) for fault in deck.faults
        )
        self._problems: tuple[Problem, ...] = self._of_packs
        self._by_card: dict[str, list[Problem]] = {}
        self.document.on_change(self._take_graph)
        self.engine.reported.connect(self.take_report)

    @property
    def graph(self) -> Graph:
        """The Graph that is looked at: the project's, or one of its blocks."""
        return self._shown

    @property
    def whole(self) -> Graph:
        """The project's Graph."""
        return self.document.graph

    @property
    def selected(self) -> tuple[str, ...]:
        """Ids of the selected cards, in the order of the graph."""
        return self._selected

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, those found here first."""
        return self._problems

    @property
    def errors(self) -> int:
        """How many of the problems keep the model from being built."""
        return sum(problem.severity is Severity.ERROR for problem in self._problems)

    def problems_of(self, card: str) -> list[Problem]:
        """The problems of a card, errors first."""
        return self._by_card.get(card, [])

    def facts_of(self, card: str) -> Facts | None:
        """What the engine said of a card, as far as it has."""
        return self.report.facts.get(card) if self.report else None

    def edit(self, label: str, function: Callable[..., Graph], *arguments: Any) -> str:
        """Apply an edit to the current Graph; gives what is wrong, or an empty text."""
        try:
            graph = function(self.graph, *arguments)
        except EditError as error:
            self.said.emit(str(error))
            return str(error)
        self.document.apply(
            label, put_back(self.whole, self.path[-1], graph) if self.path else graph
        )
        return ""

    def fix(self, fix: Fix) -> str:
        """Apply a fix that a problem offers."""
        return self.edit(fix.title, apply_fix, self.deck, fix)

    def select(self, cards: Collection[str]) -> None:
        """Make these the selected cards."""
        wanted = set(cards)
        selected = tuple(card for card in self.graph.cards if card in wanted)
        if selected != self._selected:
            self._selected = selected
            self.selection_changed.emit()

    def enter(self, card: str) -> bool:
        """Look at the inside of a block's card; tells whether it is one."""
        block = block_of(self.graph.cards[card].type)
        if block not in self.whole.blocks or block in self.path:
            return False
        self.go_to((*self.path, block))
        return True

    def go_to(self, path: tuple[str, ...]) -> None:
        """Look at a block from inside, or with an empty path at the whole."""
        if path != self.path:
            self.select(())
            self.path, self.report = path, None
            self._show(self._look())
            self.entered.emit()

    def _look(self) -> Graph:
        return inside_of(self.whole, self.path[-1]) if self.path else self.whole

    def _take_graph(self, old: Graph, new: Graph) -> None:
        """Follow the document; undo and redo lead to where they change something."""
        place = changed_place(old, new)
        if place is None or place == self.path[-1:]:
            self._show(self._look())
        else:
            self.go_to(place)

    def _show(self, new: Graph) -> None:
        old, self._shown = self._shown, new
        if new.blocks is not self._blocks:
            self._blocks, self.deck = new.blocks, with_blocks(self._base, new)
        changes = diff(old, new)
        self.affected = changes.touched
        if changes.of_meaning or old.name != new.name:
            before = self._by_card
            self._take_meaning(new, changes)
            after = self._by_card
            self.affected |= self.stale_cards | {
                card
                for card in (before.keys() | after.keys()) & new.cards.keys()
                if before.get(card) != after.get(card)
            }
        # Nobody who hears of the change may meet a selected card that is gone.
        chosen = self._selected
        self._selected = tuple(card for card in chosen if card in new.cards)
        self.graph_changed.emit(changes)
        if chosen != self._selected:
            self.selection_changed.emit()

    def _take_meaning(self, new: Graph, changes: Changes) -> None:
        self.lowered = lower(new, self.deck)
        self.stale = True
        self.stale_cards |= downstream(new, changes.touched)
        self.stale_cards &= new.cards.keys()
        # What Keras said of the old graph holds until it has seen the new one, save for cards that
        # are gone; what shows without Keras is new at once.
        kept = [problem for problem in self._keras_problems() if problem.card in new.cards]
        self._set_problems(kept)
        self.engine.infer(self.lowered.program)

    def take_report(self, report: Report) -> None:
        """Take what the engine found out about the current Graph."""
        self.report, self.stale = report, False
        self.stale_cards = set()
        self._set_problems(list(report.problems))
        self.answers_changed.emit()

    def _keras_problems(self) -> tuple[Problem, ...]:
        return self.report.problems if self.report else ()

    def _set_problems(self, from_keras: list[Problem]) -> None:
        here = self.lowered.problems
        broken = {problem.card for problem in here}
        keras = (item for item in from_keras if item.card not in broken)
        self._problems = (*here, *keras, *self._of_packs)
        self._by_card = by_card(self._problems)
