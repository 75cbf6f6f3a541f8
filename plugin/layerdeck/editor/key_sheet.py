"""The sheet of keys: what every key and gesture does, made from the table of actions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout

from .actions.action import Action
from .actions.gestures import GESTURES
from .actions.keys import Keys, native, parse_keys

if TYPE_CHECKING:
    from .theme import Theme
    from .window import Window

Lines = tuple[tuple[str, str], ...]
"""Pairs of keys and what they do."""
_COLUMN = 330
"""The least width of a column, in pixels."""


def show_key_sheet(window: Window) -> None:
    """Open the sheet over a window."""
    KeySheet(window).open()


def sheet_of(actions: Iterable[Action], keys: Keys) -> dict[str, Lines]:
    """The lines of the sheet by their group: a menu, or where a gesture is made."""
    found: dict[str, list[tuple[str, str]]] = {}
    for action in actions:
        if keys[action.id]:
            menu, _, within = action.menu.partition(" > ")
            words = f"{within}: {action.name}" if within else action.name
            found.setdefault(menu or "Other", []).append((_named(keys[action.id]), words))
    for gesture in GESTURES:
        how = ", ".join(filter(None, (_named(parse_keys(gesture.keys)), gesture.mouse)))
        found.setdefault(gesture.group, []).append((how, gesture.words))
    return {group: tuple(lines) for group, lines in found.items()}


def _named(keys: tuple[str, ...]) -> str:
    """The keys as they are told: Return is the Enter that most people press."""
    return native(key for key in keys if key != "Return" or "Enter" not in keys)


def as_text(sheet: dict[str, Lines]) -> str:
    """The sheet to print, in letters of one width."""
    wide = max(len(keys) for lines in sheet.values() for keys, _ in lines)
    blocks = (
        "\n".join([group, *(f"  {keys:<{wide}}  {words}" for keys, words in lines)])
        for group, lines in sheet.items()
    )
    return "\n\n".join(blocks) + "\n"


def as_html(sheet: dict[str, Lines], theme: Theme, columns: int) -> str:
    """The sheet in columns that are about equally long."""
    cells = (
        f'<td width="{100 // columns}%" style="padding-right:18px">{"".join(column)}</td>'
        for column in _columns(sheet, theme, columns)
    )
    return f'<table width="100%"><tr>{"".join(cells)}</tr></table>'


def _columns(sheet: dict[str, Lines], theme: Theme, count: int) -> Iterator[list[str]]:
    # A group is as long as its lines, its title and the gap below it.
    whole = sum(len(lines) + 2 for lines in sheet.values())
    column: list[str] = []
    length, done = 0, 0
    for group, lines in sheet.items():
        size = len(lines) + 2
        if column and length + size / 2 > (whole - done) / count and count > 1:
            yield column
            column, done, length, count = [], done + length, 0, count - 1
        column.append(_block(group, lines, theme))
        length += size
    yield column


def _block(group: str, lines: Lines, theme: Theme) -> str:
    soft, accent = theme.tokens["text_soft"], theme.tokens["accent"]
    # A table for each line: long keys must not take the room of words in other lines.
    rows = (
        f'<table width="100%" cellspacing="0"><tr>'
        f'<td style="padding:3px 14px 3px 0">{escape(words)}</td>'
        f'<td align="right" style="padding:3px 0; color:{accent}">{escape(keys)}</td>'
        f"</tr></table>"
        for keys, words in lines
    )
    return (
        f'<p style="color:{soft}; font-weight:600; margin:14px 0 6px 0">{escape(group.upper())}</p>'
        f"{''.join(rows)}"
    )


class KeySheet(QDialog):
    """Shows the sheet in as many columns as there is room for."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Keys")
        self.sheet = sheet_of(window.all_actions, window.all_actions.keys)
        self.browser = QTextBrowser()
        self.browser.setAccessibleName("Keys and what they do")
        self.browser.document().setDocumentMargin(12)
        layout = QVBoxLayout(self)
        layout.addWidget(self.browser)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for title, act in (
            ("Change keys…", self._change),
            ("Copy as text", self._copy),
            ("Close", self.close),
        ):
            button = QPushButton(title)
            button.setAccessibleName(title.removesuffix("…"))
            button.setAutoDefault(False)
            button.clicked.connect(act)
            buttons.addWidget(button)
        layout.addLayout(buttons)
        self.resize(min(1120, window.width() - 60), min(780, window.height() - 80))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set as many columns as there is room for."""
        super().resizeEvent(event)
        columns = max(min(self.browser.width() // _COLUMN, 3), 1)
        self.browser.setHtml(as_html(self.sheet, self._window.theme, columns))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(as_text(self.sheet))
        self._window.session.said.emit("The keys are on the clipboard, as text.")

    def _change(self) -> None:
        self.close()
        self._window.all_actions.press(self._window.all_actions["help.keys"])
