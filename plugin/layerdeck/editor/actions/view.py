"""Looking around, the theme, and which panels show."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from layerdeck.editor.parts import go_round

from .action import Action, Entry

if TYPE_CHECKING:
    from layerdeck.editor.window import Window

_THEMES = (("night", "Night"), ("paper", "Paper"), ("", "Follow the system"))
_OF_THEMES = ("theme", "colours", "dark", "light")


def actions(window: Window) -> tuple[Entry, ...]:
    """The menu View."""
    view = window.view
    return (
        Action(
            "view.zoom_in",
            "Zoom in",
            "View",
            partial(view.zoom_from_middle, 1.2),
            "Ctrl++; Ctrl+=",
            also=("larger",),
        ),
        Action(
            "view.zoom_out",
            "Zoom out",
            "View",
            partial(view.zoom_from_middle, 1 / 1.2),
            "Ctrl+-",
            also=("smaller",),
        ),
        Action(
            "view.actual_size", "Actual size", "View", view.zoom_to_one, "Ctrl+1", also=("100%",)
        ),
        Action(
            "view.fit_all",
            "Fit everything",
            "View",
            view.fit_all,
            "Ctrl+0",
            also=("show all", "zoom to fit", "whole graph"),
        ),
        Action(
            "view.find_in_deck",
            "Find a card in the deck",
            "View",
            window.find_in_deck,
            "Ctrl+K",
            gap=True,
            also=("search", "add a card"),
        ),
        Action(
            "view.next_part",
            "Go to the next part",
            "View",
            partial(go_round, window, 1),
            "F6",
            gap=True,
            also=("focus", "panel", "deck", "canvas", "inspector", "tabs"),
        ),
        Action(
            "view.previous_part",
            "Go to the part before",
            "View",
            partial(go_round, window, -1),
            "Shift+F6",
            also=("focus", "panel", "back"),
        ),
        Action(
            "view.minimap",
            "Minimap",
            "View",
            window.toggle_minimap,
            "M",
            gap=True,
            also=("overview", "map", "hide"),
            ticked=lambda: view.minimap.wanted,
        ),
        *_themes(window),
        *(
            Action(
                f"view.show_{dock.objectName().lower().replace(' ', '_')}",
                dock.windowTitle(),
                "View > Panels",
                dock.toggleViewAction().trigger,
                also=("show", "hide", "panel"),
                ticked=dock.toggleViewAction().isChecked,
            )
            for dock in window.docks
        ),
    )


def _themes(window: Window) -> Iterator[Action]:
    for name, title in _THEMES:
        yield Action(
            f"view.theme_{name or 'of_system'}",
            title,
            "View > Theme",
            partial(window.choose_theme, name),
            also=_OF_THEMES,
            ticked=partial(_is_chosen, window, name),
        )
    yield Action(
        "view.high_contrast",
        "High contrast",
        "View > Theme",
        lambda: window.choose_contrast(not window.theme.contrast),
        gap=True,
        also=("accessibility", "letters"),
        ticked=lambda: window.theme.contrast,
    )


def _is_chosen(window: Window, theme: str) -> bool:
    return window.chosen_theme == theme
