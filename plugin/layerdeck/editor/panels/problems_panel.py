"""The Problems tab: every problem in words, with its ways out; a click goes to card and port."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from layerdeck.editor.canvas.signs import sign_icon
from layerdeck.editor.session import Session
from layerdeck.editor.theme import Theme
from layerdeck.program import Problem, Severity

_PROBLEM, _FIX = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class ProblemsPanel(QWidget):
    """A line per problem, and below it a line per fix; Enter or a double click applies a fix."""

    shown = Signal(str, str)
    """The ids of a card to be brought into view and of the port meant, or an empty text."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self._listed: tuple[Problem, ...] | None = None
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setColumnCount(2)
        self.tree.setAccessibleName("Problems")
        self.tree.setRootIsDecorated(False)
        self.tree.setWordWrap(True)
        self.tree.setIndentation(0)
        self.tree.setItemDelegate(_WholeSentences(self.tree))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.addWidget(self.tree)
        self.tree.header().sectionResized.connect(self.tree.scheduleDelayedItemsLayout)
        self.tree.itemClicked.connect(self._show)
        self.tree.itemActivated.connect(self._act)
        session.graph_changed.connect(self.fill)
        session.answers_changed.connect(self.fill)
        self.fill()

    def set_theme(self, theme: Theme) -> None:
        """List the problems in another theme's colours."""
        self._theme, self._listed = theme, None
        self.fill()

    def fill(self) -> None:
        """List the problems as they are now."""
        if self._listed == self._session.problems:
            return
        self._listed = self._session.problems
        self.tree.clear()
        if not self._listed:
            entry = QTreeWidgetItem(self.tree, ["", "No problems."])
            entry.setForeground(1, self._theme.color("text_soft"))
        for problem in self._listed:
            self._add(problem)
        self.tree.expandAll()
        self.tree.resizeColumnToContents(0)

    def _add(self, problem: Problem) -> None:
        entry = QTreeWidgetItem(self.tree, [self._place(problem), problem.message])
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
            line.setToolTip(1, "Double-click or press Enter to apply; Ctrl+Z takes it back")
            line.setForeground(1, self._theme.color("accent"))

    def _place(self, problem: Problem) -> str:
        """The card and the input that a problem is about, as a person reads them on the canvas."""
        card = self._session.graph.cards.get(problem.card)
        declared = self._session.deck.get(card.type) if card else None
        port = declared.input(problem.port) if declared else None
        return f"{problem.card} · {port.title}" if port else problem.card or "graph"

    def _show(self, entry: QTreeWidgetItem) -> None:
        card, port = entry.data(0, _PROBLEM) or ("", "")
        if card:
            self.shown.emit(card, port)

    def _act(self, entry: QTreeWidgetItem) -> None:
        fix = entry.data(0, _FIX)
        if fix:
            self._session.fix(fix)
        else:
            self._show(entry)


class _WholeSentences(QStyledItemDelegate):
    """Makes a line as tall as its sentence needs at the column's width."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        hint = super().sizeHint(option, index)
        tree = self.parent()
        if index.column() == 1 and isinstance(tree, QTreeWidget):
            room = QRect(0, 0, max(tree.columnWidth(1) - 12, 60), 10_000)
            flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
            text = tree.fontMetrics().boundingRect(room, flags, str(index.data()))
            hint.setHeight(max(hint.height(), text.height() + 8))
        return hint
