"""A list of sentences, each about something: its lines are as tall as what they say."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QVBoxLayout,
    QWidget,
)

_LONGEST = 10_000


def sentences_in(panel: QWidget, name: str) -> QTreeWidget:
    """A list that fills a panel, in two columns: what it is about, and the sentence."""
    tree = QTreeWidget()
    tree.setHeaderHidden(True)
    tree.setColumnCount(2)
    tree.setAccessibleName(name)
    tree.setRootIsDecorated(False)
    tree.setWordWrap(True)
    tree.setIndentation(0)
    tree.setItemDelegate(WholeSentences(tree))
    layout = QVBoxLayout(panel)
    layout.setContentsMargins(8, 6, 8, 6)
    layout.addWidget(tree)
    # Its lines are as tall as the columns' widths let them be.
    tree.header().sectionResized.connect(tree.scheduleDelayedItemsLayout)
    return tree


class WholeSentences(QStyledItemDelegate):
    """Makes a line as tall as its sentence needs at the column's width."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """What the sentence in the second column needs."""
        hint = super().sizeHint(option, index)
        tree = self.parent()
        if index.column() == 1 and isinstance(tree, QTreeWidget):
            room = QRect(0, 0, max(tree.columnWidth(1) - 12, 60), _LONGEST)
            flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
            text = tree.fontMetrics().boundingRect(room, flags, str(index.data()))
            hint.setHeight(max(hint.height(), text.height() + 8))
        return hint
