"""The palette: every action by its name, found by typing a few letters of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSettings
from PySide6.QtWidgets import QApplication

from .actions.action import Action, Submenu
from .actions.finding import index_of
from .actions.keys import native
from .popup import Popup
from .popup_lines import Line

if TYPE_CHECKING:
    from .window import Window

_ID = "help.palette"
_RECENT, _MOST_RECENT = "palette/recent", 12
_WIDE = 640
_MOST_CARDS = 20
_ADD = "add "


def show_palette(window: Window) -> Palette:
    """Open the palette over a window; one that is open goes."""
    for open_one in window.findChildren(Palette):
        open_one.dismiss()
    return Palette(window)


def recent_actions(settings: QSettings) -> list[str]:
    """Ids of the actions that were chosen last in the palette, the latest first."""
    try:
        kept = json.loads(str(settings.value(_RECENT) or "[]"))
    except ValueError:
        return []
    return [str(name) for name in kept] if isinstance(kept, list) else []


class Palette(Popup):
    """Lists actions: without a text those used last first, with one those that it may mean."""

    def __init__(self, window: Window) -> None:
        super().__init__(window, "Find an action", window.theme, _WIDE)
        self._window = window
        self._actions = [*_actions(window)]
        self._index = index_of(self._actions, window.all_actions.keys)
        self._deck = window.offered
        recent = recent_actions(window.settings)
        self._recency = {name: place for place, name in enumerate(recent)}
        focused = QApplication.focusWidget()
        if focused is not None and focused.window() is window:
            self.returns_to = focused
        self.field.setPlaceholderText("What do you want to do?")
        self.typed.connect(self.fill)
        self.moved.connect(self._tell)
        self.chosen.connect(self._run)
        self.fill("")
        across = (window.width() - self._wide) // 2
        self.open_at(QPoint(across, window.notices.mapTo(window, QPoint(0, 64)).y()))

    def fill(self, text: str) -> None:
        """List what a text may mean: actions first, then cards to add."""
        last = len(self._recency)
        matches = sorted(
            self._index.search(text),
            key=lambda match: (match.rank, self._recency.get(match.thing.id, last)),
        )
        found = [match.thing for match in matches]
        cards = self._cards(text) if text.strip() else ()
        self.show_lines([self._line(action) for action in (*found, *cards)], 0)

    def _line(self, action: Action) -> Line:
        reason = action.why_not()
        keys = self._window.all_actions.keys.get(action.id, ())
        return Line(
            action.words,
            native(keys[:1]),
            dimmed=bool(reason),
            data=action,
            detail=reason or action.menu.replace(" > ", " › "),
        )

    def _cards(self, text: str) -> Iterator[Action]:
        wanted = text.strip().lower().removeprefix(_ADD)
        for hit in self._deck.hits(wanted)[:_MOST_CARDS]:
            add = partial(self._window.adding.add, hit.card.id)
            yield Action(f"add/{hit.card.id}", f"Add {hit.card.title}", hit.card.category, add)

    def _tell(self, line: Line | None) -> None:
        if line is None:
            self.say("", f"Nothing is called “{self.field.text()}”.")
        else:
            self.say("", line.detail if line.dimmed else "Enter does it · Esc closes")

    def _run(self, line: Line) -> None:
        action: Action = line.data
        others = [name for name in self._recency if name != action.id]
        kept = [action.id, *others][:_MOST_RECENT]
        # As one text: a list of one would come back as no list.
        self._window.settings.setValue(_RECENT, json.dumps(kept))
        self._window.all_actions.press(action)


def _actions(window: Window) -> Iterator[Action]:
    """Every action but the palette's own, and then what stands in menus that are filled late."""
    yield from (action for action in window.all_actions if action.id != _ID)
    for entry in window.all_actions.entries:
        if isinstance(entry, Submenu) and entry.entries:
            within = f"{entry.menu} > {entry.title}"
            yield from (replace(action, menu=within) for action in entry.entries())
