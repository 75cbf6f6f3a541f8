"""The Summary tab: a line of facts per card; its selection is that of the canvas."""

from collections.abc import Collection, Iterable, Iterator

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QSettings,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from layerdeck.editor.session import Session
from layerdeck.export import Form, as_table
from layerdeck.program import COLUMNS, Column

from .summary_table import SummaryTable
from .summary_totals import TotalsLine
from .totals import Totals, totals_of

_LINE = 26
_HIDDEN = "summary/hidden"
_MOST_STRETCHES = 200
"""So many separate stretches of lines are selected; Qt needs the square of that to know them."""


class SummaryPanel(QWidget):
    """A table in the order of the network. Who chooses a line has its card brought into sight."""

    shown = Signal(str)
    """The id of a card to be brought into view."""
    copy_wanted = Signal()
    """The selected lines, or all, are to be copied."""
    export_wanted = Signal()
    """The table is to be written to a file."""
    menu_wanted = Signal(QPoint)
    """What can be done with the table is to be offered at a place of the screen."""

    def __init__(
        self, session: Session, settings: QSettings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._settings = session, settings
        self._following = False
        self.model = SummaryTable(self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName("Summary")
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.verticalHeader().setDefaultSectionSize(_LINE)
        # Only what is in sight is measured, however long the table.
        self.table.horizontalHeader().setResizeContentsPrecision(0)
        # The heads would ask of every line whether it is selected; they have another to ask.
        self.table.horizontalHeader().setSelectionModel(QItemSelectionModel(self.model, self))
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.horizontalHeader().setSectionsClickable(True)
        self.table.horizontalHeader().sectionClicked.connect(
            lambda place: self.sort_by(COLUMNS[place])
        )
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.totals = TotalsLine(self.table)
        self.corner = self._make_corner()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 2)
        layout.setSpacing(0)
        layout.addWidget(self.table)
        layout.addWidget(self.totals)
        self._show_columns()
        self._listen()

    @property
    def columns(self) -> list[Column]:
        """The columns that show."""
        return [column for column in COLUMNS if self.shows(column)]

    def shows(self, column: Column) -> bool:
        """Whether a column shows; the first, which names the card, always does."""
        hidden = str(self._settings.value(_HIDDEN) or "").split(",")
        return column is COLUMNS[0] or column.id not in hidden

    def toggle(self, column: Column) -> None:
        """Show a column or hide it, from now on."""
        hidden = [each.id for each in COLUMNS if self.shows(each) == (each is column)]
        self._settings.setValue(_HIDDEN, ",".join(hidden))
        self._show_columns()

    def sort_by(self, column: Column | None) -> None:
        """Sort by a column: the largest or the first letters on top, then the other way, then not.

        None is the order of the network.
        """
        model, falling = self.model, column is not None and not column.words
        if column is not None and column is model.sorted_by:
            falling = not model.falling
            column = None if falling == (not column.words) else column
        model.sort_by(column, falling=falling)
        self.fill()

    def text(self, form: Form, cards: Collection[str] = ()) -> str:
        """The table as it shows, but with exact figures: all lines, or those of some cards."""
        self._take()
        if self._session.report is None:
            return ""
        lines = [self.model.line(card) for card in self.model.cards if not cards or card in cards]
        return as_table(lines, self._session.report, form, self.columns, totals=not cards)

    def _listen(self) -> None:
        session = self._session
        self.table.selectionModel().selectionChanged.connect(self._choose)
        self.table.clicked.connect(self._show)
        self.table.activated.connect(self._show)
        self.table.verticalScrollBar().valueChanged.connect(self._widen)
        session.answers_changed.connect(self.fill)
        session.selection_changed.connect(self._follow)
        session.selection_changed.connect(self._add_up)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(
            lambda place: self.menu_wanted.emit(self.table.viewport().mapToGlobal(place))
        )
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.table)
        keys.setContext(Qt.ShortcutContext.WidgetShortcut)
        keys.activated.connect(self.copy_wanted)

    def _make_corner(self) -> QWidget:
        corner = QWidget(self)
        bar = QHBoxLayout(corner)
        bar.setContentsMargins(0, 4, 10, 4)
        more = QPushButton("More")
        more.setToolTip("Sort, show and hide columns, copy in other forms")
        for words, tip, wanted in (
            ("Copy", "Copy the selected lines, or all, for a spreadsheet", self.copy_wanted),
            ("Export…", "Write the table as CSV, Markdown, LaTeX or text", self.export_wanted),
        ):
            button = QPushButton(words)
            button.setToolTip(tip)
            button.clicked.connect(wanted)
            bar.addWidget(button)
        more.clicked.connect(
            lambda: self.menu_wanted.emit(more.mapToGlobal(more.rect().bottomLeft()))
        )
        bar.addWidget(more)
        corner.hide()
        return corner

    def _show_columns(self) -> None:
        for place, column in enumerate(COLUMNS):
            self.table.setColumnHidden(place, not self.shows(column))
        self.totals.update()

    def showEvent(self, event: QShowEvent) -> None:
        """The tab came to the front: show what changed meanwhile."""
        super().showEvent(event)
        self.fill()

    def fill(self) -> None:
        """Show the facts as they are now, if the tab is in front."""
        if self.isVisible() and self._session.report is not None:
            self._take()
            self._widen()
            self._follow()
            self._add_up()

    def _take(self) -> None:
        """Have the facts as they are now in the table; the current line stays that of its card."""
        session = self._session
        if session.report is None:
            return
        # Other lines have no selection, which is not what a person did.
        self._following = True
        at = self.table.currentIndex()
        card = self.model.cards[at.row()] if at.isValid() else ""
        self.model.take(session.graph, session.deck, session.report)
        if card in self.model.lines and not self.table.currentIndex().isValid():
            self._go_to(card, at.column())
        self._following = False

    def _go_to(self, card: str, column: int) -> None:
        """Make the line of a card the current one, selected or not."""
        how = QItemSelectionModel.SelectionFlag.NoUpdate
        index = self.model.index(self.model.lines[card], column)
        self.table.selectionModel().setCurrentIndex(index, how)

    def _add_up(self) -> None:
        """Show what the cards come to: those that are selected, if there are several."""
        session, report = self._session, self._session.report
        if not self.isVisible():
            return
        if report is None or not self.model.cards:
            self.totals.show_totals("", Totals())
            return
        chosen = [card for card in session.selected if card in self.model.lines]
        if len(chosen) > 1:
            some = totals_of(session.graph, session.deck, chosen, report.facts)
            self.totals.show_totals(f"{len(chosen):,} cards", some)
        else:
            self.totals.show_totals("Total", report)

    def _widen(self) -> None:
        """Give the columns room for what is in sight; none becomes narrower while one scrolls."""
        head = self.table.horizontalHeader()
        for column in range(self.model.columnCount()):
            wanted = max(self.table.sizeHintForColumn(column), head.sectionSizeHint(column))
            if wanted > head.sectionSize(column):
                head.resizeSection(column, wanted)

    def _follow(self) -> None:
        """Select the lines of the selected cards."""
        if not self.isVisible() or self._following:
            return
        known = self.model.lines
        lines = [known[card] for card in self._session.selected if card in known]
        last = self.model.columnCount() - 1
        wanted = QItemSelection()
        for first, end in list(_stretches(lines))[:_MOST_STRETCHES]:
            wanted.select(self.model.index(first, 0), self.model.index(end, last))
        self._following = True
        how = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.table.selectionModel().select(wanted, how)
        if lines and not self.table.hasFocus():
            self.table.scrollTo(self.model.index(lines[0], 0))
            self._go_to(self.model.cards[lines[0]], 0)
        self._following = False

    def _choose(self) -> None:
        """Select the cards of the lines that a person selected."""
        if self._following:
            return
        selection = self.table.selectionModel().selection()
        ranges = [selection.at(number) for number in range(selection.count())]
        cards = [
            card for part in ranges for card in self.model.cards[part.top() : part.bottom() + 1]
        ]
        self._following = True
        if len(cards) == 1:
            self.shown.emit(cards[0])
        else:
            self._session.select(cards)
        self._following = False

    def _show(self, index: QModelIndex) -> None:
        """A click on a line, and Enter, bring its card into sight again."""
        if len(self._session.selected) == 1:
            self.shown.emit(self.model.cards[index.row()])


def _stretches(lines: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The first and last of each stretch of lines that follow each other."""
    first = last = -2
    for line in lines:
        if line != last + 1:
            if last >= 0:
                yield first, last
            first = line
        last = line
    if last >= 0:
        yield first, last
