"""Ways out of a problem, at its card: each is seen on the canvas before it is taken."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF

from layerdeck.graph import EditError
from layerdeck.graph.fixes import Fix, apply, effect
from layerdeck.program import Problem

from .canvas.foreseen import Foreseen, ForeseenItem, foresee
from .canvas.view import CanvasView
from .panels.problem_sheet import GAP, ProblemSheet
from .popup_lines import Line


class Fixing(QObject):
    """Opens the sheet of a card's problems, and shows on the canvas what is current there."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self._view, self._scene, self._session = view, view.canvas, view.canvas.session
        self.sheet: ProblemSheet | None = None
        """The sheet, while it is open."""
        self._card, self._told = "", 0
        self._boxes: list[QRectF] = []
        """What the ways out are about, in the scene: it should not be hidden."""
        self._item: ForeseenItem | None = None
        self._left: tuple[QPointF, QPointF] | None = None
        """What was in the middle before the view went to what a way out is about, and then."""
        self._scene.problem_pressed.connect(self.open)
        self._session.graph_changed.connect(self.close)
        self._session.entered.connect(self.close)
        self._session.answers_changed.connect(self._follow)
        view.settled.connect(self._settle)

    def open(self, card: str) -> None:
        """Tell of a card's problems."""
        self.close()
        # A note that has a problem says itself what there is to be done.
        if card not in self._session.graph.cards or not self._session.problems_of(card):
            return
        self._view.finish_editor()
        self._card, self._told, self._left = card, 0, None
        sheet = self.sheet = ProblemSheet(self._view, self._scene.theme)
        sheet.moved.connect(self._show)
        sheet.chosen.connect(self._take)
        sheet.turned.connect(self._turn)
        sheet.closed.connect(self._closed)
        self._tell()
        self._make_room(sheet)

    def open_next(self) -> None:
        """Tell of the selected card's problems, or of the first there are."""
        chosen = [card for card in self._session.selected if self._session.problems_of(card)]
        others = [problem.card for problem in self._problems() if problem.card]
        if chosen:
            self.open(chosen[0])
        elif others:
            self._view.reveal(others[0])
            self.open(others[0])

    def why_none(self) -> str:
        """Say why there is nothing to open; empty where there is."""
        there = any(problem.card for problem in self._session.problems)
        return "" if there else "No card has a problem."

    def close(self) -> None:
        """Close the sheet, if it is open."""
        if self.sheet:
            self.sheet.dismiss()

    @property
    def foreseen(self) -> Foreseen | None:
        """What is shown of a way out, while one is."""
        return self._item.foreseen if self._item else None

    def _problems(self) -> list[Problem]:
        return sorted(self._session.problems, key=lambda problem: problem.severity)

    def _tell(self) -> None:
        session = self._session
        problems = session.problems_of(self._card)
        problem = problems[self._told]
        ways = [
            Line(fix.title, effect(fix, session.graph, session.deck), data=fix)
            for fix in problem.fixes
        ]
        if self.sheet:
            found = filter(None, map(self._foresee, problem.fixes))
            self._boxes = [card.body for each in found for card in each.cards.values()]
            self.sheet.tell(problem, ways, self._told, len(problems))
            self._settle()

    def _turn(self, by: int) -> None:
        """Tell of the next problem, or the one before."""
        self._told = (self._told + by) % len(self._session.problems_of(self._card))
        self._tell()

    def _follow(self) -> None:
        """The engine has answered: the problem may be another by now, or gone."""
        problems = self._session.problems_of(self._card) if self.sheet else []
        if self.sheet and self._told >= len(problems):
            self.close()
        elif self.sheet and problems[self._told].fixes != tuple(
            line.data for line in self.sheet.lines
        ):
            self._tell()

    def _settle(self) -> None:
        """Lie at the card, wherever that is on the screen by now."""
        if self.sheet and self._card in self._scene.contents.cards:
            here = self._on_screen(self._scene.contents.body(self._card))
            self.sheet.open_at(here, [self._on_screen(box) for box in self._boxes])

    def _make_room(self, sheet: ProblemSheet) -> None:
        """Scroll by what the sheet hides of its card, where that comes out from under it."""
        card = self._on_screen(self._scene.contents.body(self._card))
        hidden, room = sheet.geometry() & card, self._view.viewport().rect()
        below = card.center().y() > sheet.geometry().center().y()
        way = QPoint(0, hidden.height() + GAP) * (1 if below else -1)
        if not hidden.isEmpty() and room.contains(card.translated(way)):
            self._view.scroll_by(way)

    def _on_screen(self, box: QRectF) -> QRect:
        """Where a box of the scene lies in the view."""
        place = self._view.mapFromScene(box).boundingRect()
        return QRect(self._view.viewport().mapTo(self._view, place.topLeft()), place.size())

    def _foresee(self, fix: Fix) -> Foreseen | None:
        """What a fix would make of the canvas; nothing where it no longer fits."""
        session = self._session
        try:
            after = apply(session.graph, session.deck, fix)
        except EditError:
            return None
        found = foresee(self._scene.contents, session.graph, after, session.deck)
        return None if found.box.isEmpty() else found

    def _show(self, fix: Fix | None) -> None:
        """Draw on the canvas what a fix would make of it."""
        self._hide()
        found = self._foresee(fix) if fix else None
        if found:
            self._item = ForeseenItem(found, self._scene.theme)
            self._scene.addItem(self._item)
            self._bring_into_sight(found)

    def _bring_into_sight(self, found: Foreseen) -> None:
        """Scroll to what would be otherwise, where none of it is in sight."""
        seen = self._view.mapToScene(self._view.viewport().rect()).boundingRect()
        boxes = [card.body for card in found.cards.values()] or list(found.gone)
        if boxes and not any(seen.intersects(box) for box in boxes):
            before = self._before() or self._view.middle()
            self._view.ensureVisible(boxes[0], 40, 40)
            self._left = before, self._view.middle()

    def _before(self) -> QPointF | None:
        """What was in the middle then, if nobody has scrolled since."""
        there = self._left is not None and self._left[1] == self._view.middle()
        return self._left[0] if self._left and there else None

    def _take(self, fix: Fix) -> None:
        """Take a way out, and be at the card in question again, if it is still there."""
        before = self._before()
        self._session.fix(fix)
        if before is not None and self._card in self._scene.contents.cards:
            self._view.centerOn(before)

    def _hide(self) -> None:
        item, self._item = self._item, None
        if item:
            self._scene.removeItem(item)

    def _closed(self) -> None:
        self.sheet = None
        self._hide()
