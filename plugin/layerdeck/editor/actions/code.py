"""The code: taken along, searched, and how it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from layerdeck.export import Arguments, Flavour, Style

from .action import Action, Entry

if TYPE_CHECKING:
    from layerdeck.editor.window import Window

STYLE = "Model > Code style"


def actions(window: Window) -> tuple[Entry, ...]:
    """What the menu Model has for the code."""

    def no_model() -> str:
        empty = "The canvas is empty. Drag an Input and a layer onto it first."
        return "" if window.session.whole.cards else empty

    def find_in_code() -> None:
        _in_front(window)
        window.code.open_find()

    return (
        Action(
            "model.copy_code",
            "Copy code",
            "Model",
            window.code.copy_all,
            why_not=no_model,
            also=("Python", "clipboard"),
        ),
        Action(
            "model.copy_selected_code",
            "Copy the selected code",
            "",
            window.code.copy_selection,
            why_not=window.code.why_no_selection,
            also=("Python", "clipboard"),
        ),
        Action(
            "model.find_in_code",
            "Find in the code…",
            "Model",
            find_in_code,
            also=("Python", "search"),
        ),
        *_choices(window),
    )


def _choices(window: Window) -> Iterator[Action]:
    """How code is written, one choice of each."""
    yield from (
        _choice(window, "Code for keras", "flavour", Flavour.KERAS, ("import",)),
        _choice(window, "Code for tf.keras", "flavour", Flavour.TF_KERAS, ("tensorflow",)),
        _choice(window, "Code as functions", "style", Style.FUNCTION, ("functional",), gap=True),
        _choice(window, "Code as classes", "style", Style.CLASS, ("subclass", "object")),
        _choice(
            window, "Code with short arguments", "arguments", Arguments.SHORT, ("positional",),
            gap=True,
        ),
        _choice(
            window, "Code with every argument's name", "arguments", Arguments.KEYWORD,
            ("keyword", "named"),
        ),
    )  # fmt: skip


def _choice(
    window: Window, title: str, field: str, value: Any, also: tuple[str, ...], *, gap: bool = False
) -> Action:
    panel = window.code

    def choose() -> None:
        _in_front(window)
        panel.choose(replace(panel.manner, **{field: value}))

    return Action(
        f"code.{field}_{value.name.lower()}",
        title,
        STYLE,
        choose,
        gap=gap,
        also=("flavour", "style", "Python", *also),
        ticked=partial(_is_chosen, window, field, value),
    )


def _is_chosen(window: Window, field: str, value: Any) -> bool:
    return bool(getattr(window.code.manner, field) is value)


def _in_front(window: Window) -> None:
    window.docks[2].show()
    window.tabs.setCurrentWidget(window.code)
