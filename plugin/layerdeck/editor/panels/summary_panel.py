"""The Summary tab: a line of facts per card; its selection is that of the canvas."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from layerdeck.editor.session import Session

from .summary_table import SummaryTable

_LINE = 26
_MOST_STRETCHES = 200
"""So many separate stretches of lines are selected; Qt needs the square of that to know them."""


class SummaryPanel(QWidget):
    """A table in the order of the graph. Who chooses a line has its card brought into sight."""

    shown = Signal(str)
    """The id of a card to be brought into view."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
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
        self.table.horizontalHeader().setSectionsClickable(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.addWidget(self.table)
        self.table.selectionModel().selectionChanged.connect(self._choose)
        self.table.clicked.connect(self._show)
        self.table.activated.connect(self._show)
        self.table.verticalScrollBar().valueChanged.connect(self._widen)
        session.answers_changed.connect(self.fill)
        session.selection_changed.connect(self._follow)

    def showEvent(self, event: QShowEvent) -> None:
        """The tab came to the front: show what changed meanwhile."""
        super().showEvent(event)
        self.fill()

    def fill(self) -> None:
        """Show the facts as they are now, if the tab is in front."""
        session = self._session
        if not self.isVisible() or session.report is None:
            return
        # Other lines have no selection, which is not what a person did.
        self._following = True
        self.model.take(session.graph, session.deck, session.report)
        self._following = False
        self._widen()
        self._follow()

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
            how = QItemSelectionModel.SelectionFlag.NoUpdate
            self.table.selectionModel().setCurrentIndex(self.model.index(lines[0], 0), how)
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
