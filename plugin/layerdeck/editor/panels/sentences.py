"""Lines of a list as tall as what they say."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeWidget

_LONGEST = 10_000


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
