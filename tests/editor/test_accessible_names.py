"""What a screen reader is told: a name and a role for all that the keyboard reaches."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QLabel, QWidget

import fitting
from layerdeck.editor.panels.picture_dialog import PictureDialog
from making import network
from person import Person

ROLES = {
    QAccessible.Role.Button,
    QAccessible.Role.ButtonMenu,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.ComboBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.StaticText,
    QAccessible.Role.List,
    QAccessible.Role.ListItem,
    QAccessible.Role.Tree,
    QAccessible.Role.TreeItem,
    QAccessible.Role.Table,
    QAccessible.Role.Cell,
    QAccessible.Role.PageTab,
    QAccessible.Role.PageTabList,
    QAccessible.Role.Slider,
    QAccessible.Role.SpinBox,
    QAccessible.Role.Link,
}
"""What a screen reader can say how to use."""

GROUPS = {"QTabWidget", "QScrollArea", "StartPage"}
"""Widgets around others, which Qt lets have the focus: a name is enough."""


@pytest.fixture(autouse=True)
def read_aloud() -> Iterator[None]:
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def all_below(found: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """What is read of a widget and of all in it that shows."""
    if not found or not found.isValid() or found.state().invisible:
        return
    yield found
    if found.role() in (QAccessible.Role.Tree, QAccessible.Role.Table, QAccessible.Role.List):
        return
    for index in range(found.childCount()):
        yield from all_below(found.child(index))


def faults_of(widget: QWidget, *, but: QWidget | None = None) -> list[str]:
    """What lacks a name or a role that says how it is used; `but` is left out, with all in it."""
    faults = []
    for found in all_below(QAccessible.queryAccessibleInterface(widget)):
        owner = found.object()
        outside = but is None or not (
            owner is but or (isinstance(owner, QWidget) and but.isAncestorOf(owner))
        )
        if found.state().focusable and outside:
            kind = type(owner).__name__
            if not name_of(found):
                faults.append(f"{kind} “{owner.objectName()}” has no name")
            if found.role() not in ROLES and kind not in GROUPS:
                faults.append(f"{kind} “{name_of(found)}” is a {found.role().name}")
    return faults


def name_of(found: QAccessibleInterface) -> str:
    """What a control is called; a choice reads out what is chosen, and is called by its label."""
    if found.role() is QAccessible.Role.ComboBox:
        return " ".join(text(other) for other, _ in found.relations())
    return text(found)


def text(found: QAccessibleInterface) -> str:
    return found.text(QAccessible.Text.Name)


def test_every_control_outside_the_canvas_has_a_name_and_a_role(person: Person) -> None:
    window = person.window
    count = 0
    for state in fitting.states_of(window):
        person.settle()
        shown = fitting.shown_windows()
        assert window in shown
        faults = [fault for each in shown for fault in faults_of(each, but=window.view)]
        assert not faults, state
        count += 1
    assert count > 10


def test_so_has_every_control_of_the_dialog_for_pictures(person: Person) -> None:
    person.open(network())
    dialog = PictureDialog(person.window.canvas, person.window)
    dialog.show()
    person.settle()
    assert not faults_of(dialog)
    names = {name_of(found) for found in all_below(QAccessible.queryAccessibleInterface(dialog))}
    assert {"Selection only", "Colours", "Scale", "Transparent background", "Copy"} <= names
    dialog.close()
    dialog.deleteLater()


def test_the_title_of_an_input_is_the_label_of_its_field(person: Person) -> None:
    person.open(network())
    person.click(person.grab_head("a"))
    rows = person.window.inspector.rows
    assert len(rows) > 10
    for port_id, row in rows.items():
        buddies = [label for label in row.findChildren(QLabel) if label.buddy() is row.editor]
        assert [label.text() for label in buddies] == [row.port.title], port_id


def test_a_screen_reader_hears_the_engine_and_the_totals(person: Person) -> None:
    person.open(network())
    status = person.window.status
    said = [text(found) for found in all_below(QAccessible.queryAccessibleInterface(status))]
    assert "Engine starting…" in said
    assert "3 cards · 2 connections" in said


def test_the_check_finds_what_has_no_name(person: Person) -> None:
    from PySide6.QtWidgets import QToolButton  # noqa: PLC0415

    button = QToolButton(person.window.status)
    button.setObjectName("nameless")
    button.show()
    assert faults_of(person.window.status) == ["QToolButton “nameless” has no name"]
    button.deleteLater()
