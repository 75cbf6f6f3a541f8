"""A Session: one document being edited, what it means, and what the engine says of it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from layerdeck.deck import Catalogue
from layerdeck.graph import Document, EditError, Graph, diff
from layerdeck.graph.block_ports import count_instances, rename_inside, same_ports
from layerdeck.graph.blocks import (
    PREFIX,
    block_of,
    changed_place,
    inside_of,
    put_back,
    with_blocks,
)
from layerdeck.graph.edits import rename
from layerdeck.graph.fixes import Fix
from layerdeck.graph.fixes import apply as apply_fix
from layerdeck.graph.walk import downstream
from layerdeck.program import Facts, Lowered, Problem, Report, Settings, Severity, giant_activations

from .engine_client import EngineClient
from .meaning import Meaning
from .problem_list import ProblemList
from .words import done_text


class Session(QObject):
    """What the canvas and the panels look at, and the one door through which they edit."""

    graph_changed = Signal(object)
    """The `Changes` between the Graph before and the current one."""
    answers_changed = Signal()
    """Facts or problems are new."""
    lowered_changed = Signal()
    """What the graph means has been found; for a large graph that is after `graph_changed`."""
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
        self._shown, self._stays = self.document.graph, False
        self._instances: tuple[Graph, Mapping[str, int]] = self._shown, {}
        self.engine = EngineClient(self)
        self.report: Report | None = None
        self._meaning = Meaning(self.document.graph, deck, self)
        self.stale = False
        """Whether the facts are of an earlier Graph, because the engine is still at work."""
        self.stale_cards: set[str] = set()
        """The cards whose facts may be about to change."""
        self._touched: set[str] = set()
        """The cards that were changed since it was last found what the graph means."""
        self.affected: set[str] = set()
        """The cards that the last change may make look different."""
        self._selected: tuple[str, ...] = ()
        self._selected_areas: tuple[str, ...] = ()
        self._told = ProblemList(deck.faults)
        self.training = Settings()
        """What the graph is for; a person is warned of what it has no memory for."""
        self._meaning.found_later.connect(self._take_later)
        self.document.on_change(self._take_graph)
        self.engine.reported.connect(self._take_answer)

    @property
    def graph(self) -> Graph:
        """The Graph that is looked at: the project's, or one of its blocks."""
        return self._shown

    @property
    def whole(self) -> Graph:
        """The project's Graph."""
        return self.document.graph

    @property
    def instances(self) -> Mapping[str, int]:
        """How many cards each block of the project has."""
        if self._instances[0] is not self.whole:
            self._instances = self.whole, count_instances(self.whole)
        return self._instances[1]

    @property
    def lowered(self) -> Lowered:
        """What the graph means. Ask when `lowered_changed` has told that it is found."""
        return self._meaning.lowered

    @property
    def selected(self) -> tuple[str, ...]:
        """Ids of the selected cards, in the order of the graph."""
        return self._selected

    @property
    def selected_areas(self) -> tuple[str, ...]:
        """Ids of the selected frames and notes, in the order of the graph."""
        return self._selected_areas

    @property
    def chosen(self) -> tuple[str, ...]:
        """Ids of all that is selected: cards, frames and notes."""
        return (*self._selected, *self._selected_areas)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, those found here first."""
        return self._told.all

    @property
    def errors(self) -> int:
        """How many of the problems keep the model from being built."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)

    def problems_of(self, card: str) -> list[Problem]:
        """The problems of a card, errors first."""
        return self._told.of_card.get(card, [])

    def facts_of(self, card: str) -> Facts | None:
        """What the engine said of a card, as far as it has; of a bypassed one there is nothing."""
        placed = self.graph.cards.get(card)
        if self.report is None or placed is None or placed.bypassed:
            return None
        return self.report.facts.get(card)

    def edit(self, label: str, function: Callable[..., Graph], *arguments: Any) -> str:
        """Apply an edit to the current Graph; gives what is wrong, or an empty text."""

        def edited(whole: Graph) -> Graph:
            graph = function(self.graph, *arguments)
            return put_back(whole, self.path[-1], graph) if self.path else graph

        return self.edit_whole(label, edited)

    def edit_whole(self, label: str, function: Callable[..., Graph], *arguments: Any) -> str:
        """Apply an edit to the whole project, whatever part of it is looked at."""
        try:
            graph = function(self.whole, *arguments)
        except EditError as error:
            self.said.emit(str(error))
            return str(error)
        self.document.apply(label, graph)
        return ""

    def rename(self, card: str, new: str) -> str:
        """Give a card another id; where a block's cards have a port by it, they go along."""
        if self.path:
            block = self.path[-1]
            return self.edit_whole("Rename", rename_inside, self.deck, block, card, new)
        return self.edit("Rename", rename, card, new)

    def fix(self, fix: Fix) -> str:
        """Apply a fix that a problem offers; what is looked at stays, also if a block changes."""
        self._stays = True
        try:
            wrong = self.edit(fix.title, apply_fix, self.deck, fix)
        finally:
            self._stays = False
        self.said.emit(wrong or done_text(fix))
        return wrong

    def select(self, ids: Collection[str]) -> None:
        """Make these cards, frames and notes the selected ones."""
        wanted, before = set(ids), self.chosen
        graph = self.graph
        self._selected = tuple(card for card in graph.cards if card in wanted)
        areas = (*graph.frames, *graph.notes)
        self._selected_areas = tuple(area for area in areas if area in wanted)
        if self.chosen != before:
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
        place = None if self._stays else changed_place(old, new)
        if place is None or self._shows_itself(place, new) or self._shows(place, old, new):
            self._show(self._look())
        else:
            self.go_to(place)

    def _shows_itself(self, place: tuple[str, ...], new: Graph) -> bool:
        """Whether what is looked at is still there, and other than before."""
        if not self.path:
            return place == ()
        return self.path[-1] in new.blocks and changed_place(self._shown, self._look()) == ()

    def _shows(self, place: tuple[str, ...], old: Graph, new: Graph) -> bool:
        """Whether a change within a block shows here, because the ports of its cards did change."""
        used = {block_of(card.type) for card in self.graph.cards.values()}
        if not place or not {*place} <= used & old.blocks.keys() & new.blocks.keys():
            return False
        return not same_ports(old, new, place[0], self.deck)

    def _show(self, new: Graph) -> None:
        old, self._shown = self._shown, new
        if new.blocks is not self._blocks:
            self._blocks, self.deck = new.blocks, with_blocks(self._base, new)
        changes, found = diff(old, new), False
        self.affected = changes.touched | self._other_instances()
        if changes.of_meaning or old.name != new.name:
            self.stale = True
            self._touched |= changes.touched
            found = self._meaning.take(new, self.deck)
            if found:
                self._take_meaning()
        # Nobody who hears of the change may meet a selected card that is gone.
        chosen = self.chosen
        self._selected = tuple(card for card in self._selected if card in new.cards)
        self._selected_areas = tuple(area for area in self._selected_areas if area in new)
        self.graph_changed.emit(changes)
        if chosen != self.chosen:
            self.selection_changed.emit()
        if found:
            self.lowered_changed.emit()

    def _other_instances(self) -> set[str]:
        """The cards of blocks that have more cards or fewer than before."""
        before, after = self._instances[1], self.instances
        other = {f"{PREFIX}{key}" for key in after if before.get(key) != after[key]}
        cards = self.graph.cards.values() if other else ()
        return {card.id for card in cards if card.type in other}

    def _take_later(self) -> None:
        """Take what a large graph means, of which everybody knows already."""
        self.affected = set()
        self._take_meaning()
        self.answers_changed.emit()
        self.lowered_changed.emit()

    def _take_meaning(self) -> None:
        self.stale_cards |= downstream(self.graph, self._touched)
        self.stale_cards &= self.graph.cards.keys()
        self._touched = set()
        self.affected |= self.stale_cards
        # What Keras said of the old graph holds until it has seen the new one, save for cards that
        # are gone; what shows without Keras is new at once.
        seen = self._told.seen if self.report else ()
        other = self._tell([item for item in seen if item.card in self.graph.cards])
        self.engine.infer(self.lowered.sketch)
        self.affected |= other

    def _take_answer(self, report: Report) -> None:
        # What is still being lowered has not been asked about: the answer is to an earlier graph.
        if not self._meaning.under_way:
            self.take_report(report)

    def take_report(self, report: Report) -> None:
        """Take what the engine found out about the current Graph."""
        old = self.report
        self.report, self.stale = report, False
        known = old.facts if old else {}
        changed = {card for card, facts in report.facts.items() if known.get(card) != facts}
        changed |= (known.keys() - report.facts.keys()) | self.stale_cards
        self.stale_cards = set()
        giants = giant_activations(self.lowered.program, report.facts, self.deck, self.training)
        told = self._tell([*report.problems, *giants])
        self.affected = (changed & self.graph.cards.keys()) | told
        self.answers_changed.emit()

    def plan(self, training: Settings) -> None:
        """Warn from now on of what is too large for another training."""
        self.training = training
        if self.report and not self.stale:
            self.take_report(self.report)

    def _tell(self, seen: Sequence[Problem]) -> set[str]:
        """Take what is seen with Keras; gives the cards of which something else is said now."""
        return self._told.take(self.lowered.problems, seen) & self.graph.cards.keys()
