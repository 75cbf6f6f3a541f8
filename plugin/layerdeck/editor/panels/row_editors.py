"""The editors of values in the inspector: which one an input has, and what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QWidget

from layerdeck.deck import Kind, Port, Value, choice_title, parse, show
from layerdeck.editor.canvas.long_list import is_long

from .elided import ElidedButton, ElidedLabel
from .shared_ports import PortState, Several
from .value_fields import Choice, ValueLine, ValueLines, mark

if TYPE_CHECKING:
    from .port_row import PortRow

SEVERAL_WORDS = "several values"
_PILL_ALPHA = 56
"""How much of its type's colour shows behind the name of what is wired."""


def shape_of(state: PortState) -> tuple[object, ...]:
    """What an editor is made for: another value needs no other editor, another wire does."""
    if state.wired == state.cards:
        return "wires", state.source, state.wires, state.cards
    value = None if isinstance(state.value, Several) else state.value
    return "value", _wants_lines(state.port, value)


def make_editor(row: PortRow) -> QWidget:
    """The editor of a row's value, or what names the wires that give it."""
    port, state = row.port, row.state
    if state.wired == state.cards:
        return _pill(row) if state.source else _label(row, _of_all(state.cards))
    if port.kind.wire_only:
        return _label(row, "not connected" if port.required else "none")
    if port.choices:
        return _choice(row)
    if port.kind is Kind.BOOLEAN and not port.list:
        box = QCheckBox(row)
        box.clicked.connect(lambda on: row.commit(bool(on)))
        return box
    if shape_of(state)[1]:
        return ValueLines(row)
    line = ValueLine(row)
    line.editingFinished.connect(lambda: _commit_text(row, line))
    if port.axes:
        line.cursorPositionChanged.connect(lambda: _explain_axis(row, line))
    return line


def _explain_axis(row: PortRow, line: QLineEdit) -> None:
    # The cursor moves too when a value is shown, while the person is somewhere else.
    if line.hasFocus():
        row.focused.emit(row.port.id)


def show_state(editor: QWidget, state: PortState) -> None:
    """Show a value in its editor, unless another is being typed there."""
    port, several = state.port, isinstance(state.value, Several)
    value: Value = None if isinstance(state.value, Several) else state.value
    if isinstance(editor, QLineEdit):
        if not editor.isModified() or not editor.hasFocus():
            text = "" if value is None else show(port, value)
            if editor.isModified() or editor.text() != text:
                editor.setText(text)
            mark(editor, refused=False)
        empty = port.none_text if port.takes_none else "needed"
        editor.setPlaceholderText(SEVERAL_WORDS if several else empty)
    elif isinstance(editor, ValueLines):
        editor.setPlaceholderText(SEVERAL_WORDS if several else editor.hint)
        editor.show_value(value)
    elif isinstance(editor, QComboBox):
        editor.setPlaceholderText(SEVERAL_WORDS if several else "")
        editor.setCurrentIndex(-1 if several else _index_of(editor, value))
    elif isinstance(editor, QCheckBox):
        editor.setTristate(several)
        some = Qt.CheckState.PartiallyChecked
        whole = Qt.CheckState.Checked if value else Qt.CheckState.Unchecked
        wanted = some if several else whole
        if editor.checkState() is not wanted:
            editor.setCheckState(wanted)


def _pill(row: PortRow) -> QWidget:
    state = row.state
    more = f" +{state.wires - state.cards}" if state.wires > state.cards else ""
    pill = ElidedButton(f"← {state.source}{more}", row)
    pill.setObjectName("pill")
    color = row.theme.kind(row.port.kind)
    tint = f"rgba({color.red()}, {color.green()}, {color.blue()}, {_PILL_ALPHA})"
    pill.setStyleSheet(f"background-color: {tint};")
    pill.clicked.connect(lambda: row.followed.emit(row.state.source))
    return pill


def _of_all(cards: int) -> str:
    return "wired in both" if cards == 2 else f"wired in all {cards:,}"


def _label(row: PortRow, words: str) -> QLabel:
    label = ElidedLabel(words, row)
    label.setObjectName("soft")
    return label


def _choice(row: PortRow) -> Choice:
    port, box = row.port, Choice(row)
    for choice in (*((None,) if port.takes_none else ()), *port.choices):
        title = port.none_text if choice is None else choice_title(choice)
        box.addItem(title, (choice,))
    box.activated.connect(lambda index: row.commit(box.itemData(index)[0]))
    return box


def _index_of(box: QComboBox, value: Value) -> int:
    for index in range(box.count()):
        (choice,) = box.itemData(index)
        if choice == value and type(choice) is type(value):
            return index
    return -1


def _commit_text(row: PortRow, line: QLineEdit) -> None:
    if line.isModified() and row.take(line, lambda: parse(row.port, line.text())):
        line.setModified(False)
        row.show_value()


def _wants_lines(port: Port, value: Value) -> bool:
    """Whether a list is edited an item a line: texts, and what is too long for a line."""
    texts = port.kind is Kind.STRING and port.list and not port.axes and not port.choices
    return texts or is_long(port, value)
