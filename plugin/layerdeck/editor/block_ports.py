"""The ports of a block: renamed and put into another order, at all its cards at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from layerdeck.deck import Kind, Port
from layerdeck.graph.block_ports import rename_port, reorder_ports
from layerdeck.graph.blocks import block_of, border

from .session import Session

if TYPE_CHECKING:
    from .window import Window

_CARD = Qt.ItemDataRole.UserRole
_HOW = "F2 renames, Alt+Up and Alt+Down move; a port can be dragged too."


def block_meant(session: Session) -> str:
    """The block whose card is selected, else the one that is looked at from inside; or none."""
    if len(session.selected) == 1:
        found = block_of(session.graph.cards[session.selected[0]].type)
        if found in session.whole.blocks:
            return found
    return session.path[-1] if session.path and not session.selected else ""


def no_ports(session: Session) -> str:
    """Why no ports can be changed."""
    return "" if block_meant(session) else "Select the card of one block, or enter a block."


def change_ports(window: Window) -> None:
    """Show the ports of the block that is meant."""
    dialog = BlockPorts(window.session, block_meant(window.session), window)
    dialog.exec()
    dialog.deleteLater()


class BlockPorts(QDialog):
    """Lists of a block's ports; each change is an edit of the project, which undo takes back."""

    def __init__(self, session: Session, block_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._block = session, block_id
        name = session.whole.blocks[block_id].name or block_id
        self.setWindowTitle(f"Ports of {name}")
        self.resize(620, 340)
        self.values = PortList("Values")
        self.inputs = PortList("Inputs")
        self.outputs = PortList("Outputs")
        self.said = QLabel(_HOW)
        self.said.setWordWrap(True)
        self.said.setAccessibleName("What became of the last change")
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        layout = QGridLayout(self)
        for column, ports in enumerate(self._lists()):
            caption = QLabel(f"&{ports.accessibleName()}")
            caption.setBuddy(ports)
            layout.addWidget(caption, 0, column)
            layout.addWidget(ports, 1, column)
            # The editor of the name is to be closed before the list is filled anew.
            ports.renamed.connect(self._rename, Qt.ConnectionType.QueuedConnection)
            ports.reordered.connect(self._reorder)
        layout.addWidget(self.said, 2, 0, 1, 3)
        layout.addWidget(close, 3, 0, 1, 3)
        session.graph_changed.connect(self.fill)
        self.fill()

    def fill(self) -> None:
        """Show the ports as they are now."""
        block = self._session.whole.blocks.get(self._block)
        if block is None:
            self.reject()
            return
        found = border(block, self._session.deck)
        tensors = {card: it for card, it in found.inputs.items() if it.kind is Kind.TENSOR}
        self.inputs.show_ports(tensors)
        self.values.show_ports(
            {card: it for card, it in found.inputs.items() if card not in tensors}
        )
        self.outputs.show_ports(found.outputs)

    def _lists(self) -> tuple[PortList, ...]:
        return self.values, self.inputs, self.outputs

    def _rename(self, card: str, name: str) -> None:
        arguments = self._session.deck, self._block, card, name
        self._tell(self._session.edit_whole("Rename a port", rename_port, *arguments))

    def _reorder(self, cards: tuple[str, ...]) -> None:
        arguments = self._block, cards
        self._tell(self._session.edit_whole("Reorder the ports", reorder_ports, *arguments))

    def _tell(self, problem: str) -> None:
        self.said.setText(problem or _HOW)
        self.fill()


class PortList(QListWidget):
    """The ports of one kind, in their order."""

    renamed = Signal(str, str)
    """The card inside that the port is read off, and the name that was typed."""
    reordered = Signal(tuple)
    """The cards inside, in the new order."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._filling = False
        self.setAccessibleName(title)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.itemChanged.connect(self._changed)

    def show_ports(self, ports: Mapping[str, Port]) -> None:
        """List ports, by the cards inside that they are read off."""
        self._filling = True
        row = self.currentRow()
        self.clear()
        for card, port in ports.items():
            entry = QListWidgetItem(port.id, self)
            entry.setData(_CARD, card)
            entry.setFlags(entry.flags() | Qt.ItemFlag.ItemIsEditable)
            entry.setToolTip(f"{port.title}: {port.type}")
        self.setCurrentRow(min(row, self.count() - 1))
        self._filling = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with an arrow moves the current port."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if not step or event.modifiers() != Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
            return
        row, cards = self.currentRow(), self._cards()
        if 0 <= row + step < len(cards) and row >= 0:
            cards[row], cards[row + step] = cards[row + step], cards[row]
            self._filling = True
            self.setCurrentRow(row + step)
            self._filling = False
            self.reordered.emit(tuple(cards))

    def dropEvent(self, event: QDropEvent) -> None:
        """A port was dragged to another place."""
        super().dropEvent(event)
        self.reordered.emit(tuple(self._cards()))

    def _cards(self) -> list[str]:
        return [str(self.item(row).data(_CARD)) for row in range(self.count())]

    def _changed(self, entry: QListWidgetItem) -> None:
        if not self._filling:
            self.renamed.emit(str(entry.data(_CARD)), entry.text().strip())
