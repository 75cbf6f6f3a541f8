"""Every action of the window, in one table; menus, tool bar, keys and palette are made from it.

An action is one declaration in the file of its concern, a function from the window to its actions::

    # actions/card.py
    def actions(window: Window) -> tuple[Entry, ...]:
        session = window.session

        def two_or_more() -> str:
            return "" if len(session.selected) > 1 else "Select two cards or more to align them."

        return (
            Action(
                "card.align_left",
                "Left edges",
                "Card > Align",
                partial(align, session, "left"),
                keys="Ctrl+Shift+Left",
                why_not=two_or_more,
                also=("line up",),
            ),
        )

That is all: it stands in the menu, greyed with its reason while it cannot be done, answers to its
key (or says the reason in the status bar), and is found by the palette, the sheet of keys and the
editor of keys. A new file is added to `table.py`.
"""

from .action import Action, Entry, Submenu
from .installed import Actions

__all__ = ["Action", "Actions", "Entry", "Submenu"]
