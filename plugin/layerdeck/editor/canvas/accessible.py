"""The canvas as assistive technology meets it: cards, their lines, frames and notes in a tree.

A QGraphicsView has nothing to say of its items. What is here comes into being when assistive
technology asks for it, and costs nothing while there is none, however many cards there are.

Who owns what: Qt keeps every interface that it has been told of until the interface is deleted
through Qt, while PySide deletes those that Python no longer refers to. So each node is kept here
until it is deleted through Qt.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleStateChangeEvent,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import isValid

from layerdeck.graph import Changes, Graph

from .accessible_node import Node
from .spoken import canvas_words
from .spots import Spot, lines_of

if TYPE_CHECKING:
    from .view import CanvasView

_KEPT: dict[int, Node] = {}
"""Every node that Qt knows of, by the number that Qt has given it."""
_ONE_BY_ONE = 50
"""The coming of more things than these at once is not told one by one."""


class CanvasTree(QObject):
    """The nodes of a view's canvas, and what is told of them while they change."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        _install_factory()
        self.view, self.session = view, view.canvas.session
        self.contents = view.canvas.contents
        self._ids: dict[Spot, int] = {}
        self._order: tuple[str, ...] = ()
        self._places: dict[str, int] = {}
        self._ordered: Graph | None = None
        self._chosen: frozenset[str] = frozenset()
        self.gone = False
        """Whether the view is going: nothing of it may be asked any more."""
        self.session.graph_changed.connect(self._take_graph)
        self.session.selection_changed.connect(self._take_selection)
        view.canvas.arranged.connect(self._weed)
        view.walking.moved.connect(self.tell_focus)
        view.installEventFilter(self)
        # By then this is no object of Qt any more, as which it could not be called.
        view.destroyed.connect(lambda: CanvasTree.end(self))

    def end(self) -> None:
        """Delete all nodes. Qt tells of each, and may be asked about it then."""
        self.gone = True
        _delete(self._ids.values())
        self._ids.clear()

    def root(self) -> QAccessibleInterface | None:
        """The interface of the canvas as a whole."""
        return None if self.gone else QAccessible.queryAccessibleInterface(self.view)

    def node(self, spot: Spot) -> Node | None:
        """The interface of something on the canvas."""
        if not self.holds(spot):
            return None
        if spot not in self._ids:
            made = Node(self, spot)
            self._ids[spot] = QAccessible.registerAccessibleInterface(made)
            _KEPT[self._ids[spot]] = made
        return _KEPT[self._ids[spot]]

    def holds(self, spot: Spot) -> bool:
        """Whether it is on the canvas."""
        if self.gone:
            return False
        placed = self.contents.cards.get(spot.item)
        if spot.line is None:
            return placed is not None or spot.item in self.contents.areas
        return placed is not None and spot.line in lines_of(placed.layout)

    def focused(self) -> Spot | None:
        """What has the focus, if the canvas has it."""
        if self.gone or not self.view.hasFocus():
            return None
        return self.view.walking.spot if self.view.walking.shown else None

    def items(self) -> tuple[str, ...]:
        """What lies on the canvas, in the order of the graph: cards, frames, notes."""
        graph = self.session.graph
        if graph is not self._ordered:
            self._ordered = graph
            self._order = (*graph.cards, *graph.frames, *graph.notes)
            self._places = {item: place for place, item in enumerate(self._order)}
        return self._order

    def place(self, item: str) -> int:
        """The place of something in that order; -1 where it is not there."""
        self.items()
        return self._places.get(item, -1)

    def tell_focus(self) -> None:
        """Tell what has the focus."""
        focused = self.focused() if QAccessible.isActive() else None
        node = self.node(focused) if focused else None
        if node:
            QAccessible.updateAccessibility(QAccessibleEvent(node, QAccessible.Event.Focus))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """When the canvas gets the focus, tell what of it does, once Qt has told of the canvas."""
        if event.type() is QEvent.Type.FocusIn and QAccessible.isActive():
            QTimer.singleShot(0, self, self.tell_focus)
        return super().eventFilter(watched, event)

    def _take_graph(self, changes: Changes) -> None:
        self._weed()
        if not QAccessible.isActive():
            return
        for spot, known in self._ids.items():
            if spot.item in changes.changed:
                event = QAccessibleEvent(_KEPT[known], QAccessible.Event.NameChanged)
                QAccessible.updateAccessibility(event)
        added = [*changes.added, *changes.areas_added]
        if len(added) <= _ONE_BY_ONE:
            for item in added:
                node = self.node(Spot(item))
                if node:
                    event = QAccessibleEvent(node, QAccessible.Event.ObjectCreated)
                    QAccessible.updateAccessibility(event)
        else:
            event = QAccessibleEvent(self.view, QAccessible.Event.ObjectReorder)
            QAccessible.updateAccessibility(event)

    def _take_selection(self) -> None:
        before, self._chosen = self._chosen, frozenset(self.session.chosen)
        if self._ids and QAccessible.isActive():
            state = QAccessible.State()
            state.selected = 1
            for item in before ^ self._chosen:
                if Spot(item) in self._ids:
                    node = _KEPT[self._ids[Spot(item)]]
                    QAccessible.updateAccessibility(QAccessibleStateChangeEvent(node, state))

    def _weed(self) -> None:
        """Delete the nodes of what is gone."""
        gone = [spot for spot in self._ids if not self.holds(spot)]
        _delete([self._ids.pop(spot) for spot in gone])


class CanvasAccessible(QAccessibleWidget):
    """The canvas as a whole: a list of what lies on it, and the controls above it.

    PySide keeps it for good, also when its view is gone: so it refers to the view through Qt alone.
    """

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view, QAccessible.Role.List, view.accessibleName())

    @property
    def _tree(self) -> CanvasTree:
        view = self.object()
        return view.tree  # type: ignore[attr-defined, no-any-return]

    def isValid(self) -> bool:
        """Whether its view is there still."""
        return super().isValid() and isValid(self.object()) and not self._tree.gone

    def childCount(self) -> int:
        """How many things lie on it, and how many controls above it."""
        return len(self._tree.items()) + len(self._controls()) if self.isValid() else 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """One of them."""
        items = self._tree.items() if self.isValid() else ()
        if 0 <= index < len(items):
            return self._tree.node(Spot(items[index]))
        controls = self._controls()
        inside = 0 <= index - len(items) < len(controls)
        return (
            QAccessible.queryAccessibleInterface(controls[index - len(items)]) if inside else None
        )

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """The place of one of them."""
        if not self.isValid():
            return -1
        if isinstance(child, Node):
            return self._tree.place(child.spot.item) if child.spot.line is None else -1
        controls = self._controls()
        control = child.object()
        return controls.index(control) + len(self._tree.items()) if control in controls else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """What lies at a place of the screen: a control, a card, a frame or note."""
        if not self.isValid():
            return None
        view, place = self._tree.view, QPoint(x, y)
        under: QWidget | None = view.childAt(view.mapFromGlobal(place))
        if under and under is not view.viewport():
            for control in self._controls():
                if control is under or control.isAncestorOf(under):
                    return QAccessible.queryAccessibleInterface(control)
        point = view.mapToScene(view.viewport().mapFromGlobal(place))
        card = view.canvas.card_at(point)
        grip = None if card else view.canvas.areas.at(point)
        found = card.card_id if card else grip.area if grip else ""
        return self._tree.node(Spot(found)) if found else None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """What of it has the focus."""
        focused = self._tree.focused() if self.isValid() else None
        return self._tree.node(focused) if focused else super().focusChild()

    def text(self, kind: QAccessible.Text) -> str:
        """Its name, and how much lies on it."""
        if kind is QAccessible.Text.Description and self.isValid():
            return canvas_words(self._tree.session)
        return super().text(kind)

    def _controls(self) -> list[QWidget]:
        """What shows above the canvas, and the part of it that holds an editor of a value."""
        if not self.isValid():
            return []
        view = self._tree.view
        children = view.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return [
            child
            for child in children
            if child.isVisible() and (view.editor or child is not view.viewport())
        ]


@cache
def _install_factory() -> None:
    """Have Qt ask here for the interface of a canvas; once in a process."""
    QAccessible.installFactory(_make)


def _make(key: str, watched: QObject | None) -> QAccessibleInterface | None:
    if key != "CanvasView" or not hasattr(watched, "tree"):
        return None
    return CanvasAccessible(watched)  # type: ignore[arg-type]


def _delete(ids: Iterable[int]) -> None:
    for known in list(ids):
        QAccessible.deleteAccessibleInterface(known)
        _KEPT.pop(known, None)
