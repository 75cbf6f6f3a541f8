"""A card, a line on one, a frame or a note, as assistive technology meets it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleInterface,
    QWindow,
)
from shiboken6 import VoidPtr, getCppPointer

from . import line_work
from .layout import Row
from .spoken import area_words, card_words, item_name, line_name, line_words
from .spots import MORE, Spot, box_of, lines_of

if TYPE_CHECKING:
    from .accessible import CanvasTree

_Role, _Text = QAccessible.Role, QAccessible.Text
_NONE = VoidPtr(0)
"""No interface. PySide makes a wild pointer of None where C++ expects any pointer."""


class Node(QAccessibleInterface):
    """One of the things on the canvas. The tree makes it when it is first asked for, and ends it.

    It may be asked for a last time when what it stands for is gone already.
    """

    def __init__(self, tree: CanvasTree, spot: Spot) -> None:
        super().__init__()
        self.tree, self.spot = tree, spot
        self._actions = _Actions(self)

    @property
    def row(self) -> Row | None:
        """The row of the card, where it is the line of a port that shows."""
        placed = self.tree.contents.cards.get(self.spot.item)
        if placed is None or self.spot.line is None:
            return None
        return placed.layout.row(self.spot.line[0], is_input=self.spot.line[1])

    def isValid(self) -> bool:
        """Whether it is there still."""
        return self.tree.holds(self.spot)

    def object(self) -> QObject | None:  # type: ignore[override]
        """It is no object of its own."""
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        """The window that it is drawn in."""
        return None if self.tree.gone else self.tree.view.window().windowHandle()

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """A line's card; of all else, the canvas."""
        return self.tree.node(Spot(self.spot.item)) if self.spot.line else self.tree.root()

    def childCount(self) -> int:
        """How many lines it has."""
        return len(self._lines())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """One of its lines."""
        lines = self._lines()
        inside = 0 <= index < len(lines)
        return self.tree.node(Spot(self.spot.item, lines[index])) if inside else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """The place of a line among its lines."""
        spot, lines = child.spot if isinstance(child, Node) else None, self._lines()
        inside = spot and spot.line in lines and spot.item == self.spot.item
        return lines.index(spot.line) if spot and spot.line and inside else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """The line at a place of the screen."""
        nodes = (self.child(index) for index in range(self.childCount()))
        return next((node for node in nodes if node and node.rect().contains(x, y)), None)

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """The line that has the focus."""
        focused = self.tree.focused()
        inside = focused and focused.line and focused.item == self.spot.item
        return self.tree.node(focused) if focused and inside else None

    def rect(self) -> QRect:
        """Where it lies on the screen."""
        if not self.isValid():
            return QRect()
        view = self.tree.view
        seen = view.mapFromScene(box_of(self.tree.contents, self.spot)).boundingRect()
        return seen.translated(view.viewport().mapToGlobal(seen.topLeft()) - seen.topLeft())

    def role(self) -> QAccessible.Role:
        """An item of a list, but for tick boxes and what opens more lines."""
        if self.spot.line == MORE:
            return _Role.Button
        row = self.row
        return _Role.CheckBox if row and row.is_tick and row.chip else _Role.ListItem

    def state(self) -> QAccessible.State:
        """Whether it is selected, focused, ticked, out of sight."""
        state = QAccessible.State()
        if not self.isValid():
            state.invalid = 1
            return state
        tree, row = self.tree, self.row
        state.focusable = 1
        state.focused = int(tree.focused() == self.spot)
        state.offscreen = int(not tree.view.viewport().rect().intersects(self._in_view()))
        if self.spot.line is None:
            state.selectable = state.multiSelectable = 1
            state.selected = int(self.spot.item in tree.session.chosen)
        elif row and row.is_tick and row.chip:
            state.checkable = 1
            state.checked = int(bool(row.value))
        elif self.spot.line == MORE:
            expanded = tree.contents.cards[self.spot.item].look.expanded
            state.expandable, state.expanded, state.collapsed = 1, int(expanded), int(not expanded)
        return state

    def text(self, kind: QAccessible.Text) -> str:
        """What it is called; what is to be said of it; the value of a line."""
        if not self.isValid():
            return ""
        session, (item, line) = self.tree.session, (self.spot.item, self.spot.line)
        placed = self.tree.contents.cards.get(item)
        if placed is None or line is None:
            describe = card_words if placed else area_words
            words = {_Text.Name: item_name, _Text.Description: describe}.get(kind)
            return words(session, item) if words else ""
        if kind is _Text.Name:
            return line_name(session, item, placed, line)
        if kind is _Text.Description:
            return line_words(session, item, placed, line)
        return self.row.text if kind is _Text.Value and self.row else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Texts are changed by the editors that its actions open."""

    def interface_cast(self, kind: QAccessible.InterfaceType) -> VoidPtr:  # type: ignore[override]
        """What can be done with it."""
        if kind is QAccessible.InterfaceType.ActionInterface:
            return VoidPtr(getCppPointer(self._actions)[0])
        return _NONE

    def act(self, name: str) -> None:
        """Do an action, if what it is about is there still."""
        walking = self.tree.view.walking
        if not self.isValid():
            return
        self.tree.view.setFocus()
        walking.come_to(self.spot)
        if name != QAccessibleActionInterface.setFocusAction():
            line_work.act(walking)

    def _in_view(self) -> QRect:
        view = self.tree.view
        return view.mapFromScene(box_of(self.tree.contents, self.spot)).boundingRect()

    def _lines(self) -> list[tuple[str, bool]]:
        placed = self.tree.contents.cards.get(self.spot.item)
        return lines_of(placed.layout) if placed and self.spot.line is None else []


class _Actions(QAccessibleActionInterface):
    """What can be done with a node."""

    def __init__(self, node: Node) -> None:
        super().__init__()
        self._node = node

    def actionNames(self) -> list[str]:
        """To go there; at a line, to edit or turn it, or to begin a wire."""
        names = [QAccessibleActionInterface.setFocusAction()]
        if self._node.spot.line:
            ticks = self._node.role() is _Role.CheckBox
            names.append(
                QAccessibleActionInterface.toggleAction()
                if ticks
                else QAccessibleActionInterface.pressAction()
            )
        return names

    def doAction(self, name: str) -> None:
        """Do it when nobody is in the midst of a call of this, which may end its node."""
        if name in self.actionNames():
            QTimer.singleShot(0, self._node.tree, lambda: self._node.act(name))

    def keyBindingsForAction(self, _name: str) -> list[str]:
        """Keys are told by the sheet of keys."""
        return []
