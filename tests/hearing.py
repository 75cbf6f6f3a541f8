"""Assistive technology: what it is told, and how it reads the canvas."""

from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleAnnouncementEvent,
    QAccessibleInterface,
)

from person import Person

Event, Role, Text = QAccessible.Event, QAccessible.Role, QAccessible.Text
SET_FOCUS = QAccessibleActionInterface.setFocusAction()
PRESS = QAccessibleActionInterface.pressAction()
TOGGLE = QAccessibleActionInterface.toggleAction()


class Ear:
    """Remembers what assistive technology is told."""

    def __init__(self) -> None:
        self.told: list[tuple[QAccessible.Event, str]] = []

    def hear(self, event) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            self.told.append((event.type(), event.message()))
        else:
            spoken = event.accessibleInterface()
            self.told.append((event.type(), name(spoken) if spoken else ""))

    def of(self, kind: QAccessible.Event) -> list[str]:
        return [text for what, text in self.told if what is kind]

    def clear(self) -> None:
        self.told.clear()


def canvas(person: Person) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(person.window.view)


def name(node: QAccessibleInterface) -> str:
    return node.text(Text.Name)


def children(node: QAccessibleInterface) -> list[QAccessibleInterface]:
    found = [node.child(place) for place in range(node.childCount())]
    for place, child in enumerate(found):
        assert child is not None
        assert child.isValid()
        assert node.indexOfChild(child) == place
        assert child.parent() is node
    return found


def cards(person: Person) -> dict[str, QAccessibleInterface]:
    things = (node for node in children(canvas(person)) if node.object() is None)
    return {name(node).split(",")[0]: node for node in things}


def lines(node: QAccessibleInterface) -> dict[str, QAccessibleInterface]:
    return {name(line).split(",")[0]: line for line in children(node)}


def focus_of(person: Person) -> str:
    focused = canvas(person).focusChild()
    return name(focused) if focused else ""
