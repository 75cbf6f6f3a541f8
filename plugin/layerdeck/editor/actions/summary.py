"""The Summary: its order, its columns, and taking it along."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from layerdeck.editor.exporting.summary import copy_summary, why_no_summary
from layerdeck.export import Form
from layerdeck.program import COLUMNS, Column

from .action import Action, Entry

if TYPE_CHECKING:
    from layerdeck.editor.window import Window

MENU = "Model > Summary"
_ALSO = ("table", "summary")


def actions(window: Window) -> tuple[Entry, ...]:
    """The menu Summary within Model."""
    nothing = partial(why_no_summary, window)

    def copying(name: str, title: str, form: Form, *also: str) -> Action:
        return Action(
            f"summary.{name}",
            title,
            MENU,
            partial(copy_summary, window, form),
            why_not=nothing,
            also=("clipboard", *_ALSO, *also),
        )

    return (
        copying("copy", "Copy the summary", Form.TSV, "spreadsheet"),
        copying("copy_markdown", "Copy as Markdown", Form.MARKDOWN),
        copying("copy_latex", "Copy as LaTeX", Form.LATEX, "booktabs"),
        *_sorting(window),
        *_columns(window),
    )


def _in_front(window: Window, act: Callable[[], object]) -> Callable[[], None]:
    """Do something with the Summary where one sees it."""

    def run() -> None:
        window.docks[2].show()
        window.tabs.setCurrentWidget(window.summary)
        act()

    return run


def _sorting(window: Window) -> Iterator[Action]:
    panel = window.summary
    yield Action(
        "summary.sort_not",
        "In the order of the network",
        f"{MENU} > Sort",
        _in_front(window, partial(panel.sort_by, None)),
        gap=True,
        also=_ALSO,
        ticked=lambda: panel.model.sorted_by is None,
    )
    for column in COLUMNS:
        yield Action(
            f"summary.sort_{column.id}",
            f"Sort by {column.title.lower()}",
            f"{MENU} > Sort",
            _in_front(window, partial(panel.sort_by, column)),
            also=(*_ALSO, "order"),
            ticked=partial(_gives_the_order, window, column),
        )


def _gives_the_order(window: Window, column: Column) -> bool:
    return window.summary.model.sorted_by is column


def _columns(window: Window) -> Iterator[Action]:
    for column in COLUMNS[1:]:
        yield Action(
            f"summary.column_{column.id}",
            f"Column {column.title.lower()}",
            f"{MENU} > Columns",
            _in_front(window, partial(window.summary.toggle, column)),
            also=(*_ALSO, "show", "hide"),
            ticked=partial(window.summary.shows, column),
        )
