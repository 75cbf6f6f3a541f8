"""What an action is: one declaration for the menus, the tool bar, the keys and the palette."""

from collections.abc import Callable
from dataclasses import dataclass


def always() -> str:
    """The answer of what can be done at any time: nothing is against it."""
    return ""


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do with the window.

    Attributes:
        id: the menu and a word, such as `edit.undo`. Keys that a person has chosen are kept by it,
            so it stays what it is.
        title: what it is called, in the menus and wherever actions are listed.
        menu: where it stands: `Edit`, or `Card > Align` in a menu within a menu. Empty where it has
            a key and stands in the palette alone.
        run: does it. What is being typed has been taken by then.
        keys: the keys at first, `Ctrl+Shift+Z; Ctrl+Y`; menus show the first. One that types a
            character works on the canvas alone, for every action.
        why_not: a sentence that says what to do before it can be done, or an empty text where it
            can be done. It is asked after every change, so it must not walk through all cards.
        on_canvas: whether its keys work only while the canvas has the focus, because they mean
            something else in a field: Ctrl+A, Del.
        button: the words on the tool bar, where it has a button there.
        primary: whether that button stands out.
        gap: whether a line stands above it in the menu.
        also: other words that the palette finds it by.
        also_in: another menu that it stands in.
        ticked: whether a tick stands beside it, where it is something that is on or off.
        titled: the title as it is now, where that says more: “Undo move”.
    """

    id: str
    title: str
    menu: str
    run: Callable[[], object]
    keys: str = ""
    why_not: Callable[[], str] = always
    on_canvas: bool = False
    button: str = ""
    primary: bool = False
    gap: bool = False
    also: tuple[str, ...] = ()
    also_in: str = ""
    ticked: Callable[[], bool] | None = None
    titled: Callable[[], str] | None = None

    @property
    def words(self) -> str:
        """The title as it is now."""
        return self.titled() if self.titled else self.title

    @property
    def name(self) -> str:
        """The title within a sentence."""
        return self.title.removesuffix("…")


@dataclass(frozen=True, slots=True)
class Submenu:
    """A menu within a menu whose entries are others each time it is opened.

    Attributes:
        entries: what it holds now. Their `menu` does not matter, and they have no keys. Without it,
            the menu only has its place here, and holds what the table says.
        empty: what is said where it holds nothing.
    """

    title: str
    menu: str
    entries: Callable[[], tuple[Action, ...]] | None = None
    empty: str = ""
    gap: bool = False


Entry = Action | Submenu
