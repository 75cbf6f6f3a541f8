"""The Problems tab: every problem in words, with its ways out; a click goes to card and port."""

from PySide6.QtCore import QDeadlineTimer, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QTreeWidgetItem,
    QWidget,
)

from layerdeck.editor.canvas.signs import sign_icon
from layerdeck.editor.session import Session
from layerdeck.editor.theme import Theme
from layerdeck.editor.words import plural
from layerdeck.graph.fixes import effect
from layerdeck.program import Problem, Severity

from .sentences import sentences_in

_PROBLEM, _FIX, _MORE = (Qt.ItemDataRole.UserRole + number for number in range(3))
_APPLY = "Click or press Enter to apply; Ctrl+Z takes it back"
_AT_ONCE = 50
"""So many problems are listed at a time, and as many more at a wish."""


class ProblemsPanel(QWidget):
    """A line per problem, and below it a line per fix; Enter or a click applies a fix."""

    shown = Signal(str, str)
    """The ids of a card to be brought into view and of the port meant, or an empty text."""

    opened = Signal(str)
    """The id of a card whose problems are to be told of, with their ways out."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self._listed: tuple[object, ...] = ()
        self._most = _AT_ONCE
        self._clicked = QDeadlineTimer(0)
        """Runs as long as a second click would make the last one a double click."""
        self.tree = sentences_in(self, "Problems")
        self.tree.setMouseTracking(True)
        self.tree.itemEntered.connect(self._point)
        self.tree.viewportEntered.connect(lambda: self._point(None))
        self.tree.itemClicked.connect(self._click)
        self.tree.itemActivated.connect(self._act)
        session.graph_changed.connect(self.fill)
        session.answers_changed.connect(self.fill)

    def set_theme(self, theme: Theme) -> None:
        """List the problems in another theme's colours."""
        self._theme, self._listed = theme, ()
        self.fill()

    def showEvent(self, event: QShowEvent) -> None:
        """The tab came to the front: list what is wrong by now."""
        super().showEvent(event)
        self.fill()

    def fill(self) -> None:
        """List the problems as they are now, the errors first, if the tab is in front."""
        if not self.isVisible():
            return
        problems = self._in_order()
        if not problems:
            self._most = _AT_ONCE
        wanted = (len(problems), *problems[: self._most])
        if wanted == self._listed:
            return
        self._listed = wanted
        place = self._place_of(self.tree.currentItem())
        self.tree.clear()
        if not problems:
            entry = QTreeWidgetItem(self.tree, ["", "No problems."])
            entry.setForeground(1, self._theme.color("text_soft"))
            entry.setFlags(Qt.ItemFlag.ItemIsEnabled)
            return
        self._list(problems, 0)
        self._go_back_to(place)

    def _list(self, problems: list[Problem], begin: int) -> None:
        """Add lines for the problems from one on, as many as are wished."""
        for problem in problems[begin : self._most]:
            self._add(problem)
        if len(problems) > self._most:
            self._add_more(len(problems) - self._most)
        self.tree.resizeColumnToContents(0)

    def _list_more(self) -> None:
        """Put more problems in the place of the line that offers them."""
        begin = self._most
        self._most += _AT_ONCE
        problems = self._in_order()
        self._listed = (len(problems), *problems[: self._most])
        self.tree.takeTopLevelItem(begin)
        self._list(problems, begin)
        self._go_back_to(begin)

    def _in_order(self) -> list[Problem]:
        """All problems, the errors first."""
        return sorted(self._session.problems, key=lambda problem: problem.severity)

    def _add(self, problem: Problem) -> None:
        entry = QTreeWidgetItem(self.tree, [self._words_of_place(problem), problem.message])
        entry.setData(0, _PROBLEM, (problem.card, problem.port))
        entry.setToolTip(1, problem.message)
        error = problem.severity is Severity.ERROR
        entry.setForeground(0, self._theme.color("bad" if error else "warn"))
        entry.setIcon(0, sign_icon(self._theme, error=error))
        said = f"{'Error' if error else 'Warning'}: {entry.text(0)}"
        entry.setData(0, Qt.ItemDataRole.AccessibleTextRole, said)
        for fix in problem.fixes:
            line = QTreeWidgetItem(entry, ["", f"→ {fix.title}"])
            line.setData(0, _FIX, fix)
            does = effect(fix, self._session.graph, self._session.deck)
            line.setToolTip(1, f"{does[:1].upper()}{does[1:]}\n{_APPLY}".strip())
            line.setForeground(1, self._theme.color("accent"))
        entry.setExpanded(True)

    def _add_more(self, count: int) -> None:
        entry = QTreeWidgetItem(self.tree, ["", f"And {plural(count, 'more problem')}. Show more"])
        entry.setData(0, _MORE, True)
        entry.setToolTip(1, "Click or press Enter to list more of them")
        entry.setForeground(1, self._theme.color("accent"))

    def _words_of_place(self, problem: Problem) -> str:
        """The card and the input that a problem is about, as a person reads them on the canvas."""
        card = self._session.graph.cards.get(problem.card)
        declared = self._session.deck.get(card.type) if card else None
        port = declared.input(problem.port) if declared else None
        return f"{problem.card} · {port.title}" if port else problem.card or "graph"

    def _place_of(self, entry: QTreeWidgetItem | None) -> int:
        """The problem that a line belongs to, by its number; -1 where there is no line."""
        if entry is None:
            return -1
        return self.tree.indexOfTopLevelItem(entry.parent() or entry)

    def _go_back_to(self, place: int) -> None:
        """Go to where one was: whoever has mended a problem is at the next one."""
        entry = self.tree.topLevelItem(min(place, self.tree.topLevelItemCount() - 1))
        if entry and place >= 0:
            self.tree.setCurrentItem(entry)

    def _show(self, entry: QTreeWidgetItem) -> None:
        card, port = entry.data(0, _PROBLEM) or ("", "")
        if card:
            self.shown.emit(card, port)

    def _click(self, entry: QTreeWidgetItem) -> None:
        """Follow a link once, also for those who click twice; else show what a line is about."""
        if not _is_link(entry):
            self._show(entry)
        elif self._clicked.hasExpired():
            self._act(entry)
            self._clicked = QDeadlineTimer(QApplication.doubleClickInterval())

    def _point(self, entry: QTreeWidgetItem | None) -> None:
        """Show a hand over what a click acts on."""
        link = entry is not None and _is_link(entry)
        shape = Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor
        self.tree.viewport().setCursor(shape)

    def _act(self, entry: QTreeWidgetItem) -> None:
        if _is_link(entry) and not self._clicked.hasExpired():
            # Some desktops take one click, or the second of two, for Enter.
            return
        fix = entry.data(0, _FIX)
        if fix:
            self._session.fix(fix)
        elif entry.data(0, _MORE):
            self._list_more()
        else:
            self._show(entry)
            card, _ = entry.data(0, _PROBLEM) or ("", "")
            if card:
                self.opened.emit(card)


def _is_link(entry: QTreeWidgetItem) -> bool:
    """Whether a line offers something, rather than telling of it."""
    return bool(entry.data(0, _FIX) or entry.data(0, _MORE))
