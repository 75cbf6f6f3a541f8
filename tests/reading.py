"""A person who reads the Code tab: where lines stand, and what is at the top."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QTextCursor

from layerdeck.editor.panels.code_panel import CodePanel
from layerdeck.graph.edits import set_value
from person import Person


def box_of_line(panel: CodePanel, number: int) -> QRect:
    cursor = QTextCursor(panel.view.document().findBlockByNumber(number))
    return panel.view.cursorRect(cursor)


def line_with(panel: CodePanel, text: str) -> int:
    (number,) = (
        number for number, found in enumerate(panel.page.module.text.splitlines()) if text in found
    )
    return number


def edit(person: Person, card_id: str, port: str, value: object) -> None:
    session = person.window.session
    assert session.edit("Set", set_value, session.deck, card_id, port, value) == ""


def top_line(panel: CodePanel) -> str:
    return panel.view.firstVisibleBlock().text()
