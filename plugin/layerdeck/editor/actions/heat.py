"""Heat: cards coloured by what they cost."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from layerdeck.editor.canvas.heat_legend import legend_words
from layerdeck.program import Measure

from .action import Action, Entry

if TYPE_CHECKING:
    from layerdeck.editor.window import Window

_MENU = "View > Heat"
_ALSO = ("heat map", "colours", "cost")
_NAMES = {
    Measure.MEMORY: ("memory", ("activations", "bytes")),
    Measure.PARAMETERS: ("parameters", ("weights",)),
    Measure.MULTIPLY_ADDS: ("multiply-adds", ("operations", "FLOPs", "compute")),
}
_ROUND = (*Measure, None)


def actions(window: Window) -> tuple[Entry, ...]:
    """The menu Heat within View."""
    heat = window.canvas.heat

    def next_one() -> None:
        _show(window, _ROUND[(_ROUND.index(heat.measure) + 1) % len(_ROUND)])

    return (
        *_measures(window),
        Action(
            "view.heat_off",
            "No heat",
            _MENU,
            partial(_show, window, None),
            also=_ALSO,
            ticked=lambda: heat.measure is None,
        ),
        Action("view.next_heat", "Next heat", _MENU, next_one, "H", gap=True, also=_ALSO),
    )


def _measures(window: Window) -> Iterator[Action]:
    for measure, (name, also) in _NAMES.items():
        yield Action(
            f"view.heat_{measure.replace('-', '_')}",
            f"Colour by {name}",
            _MENU,
            partial(_show, window, measure),
            also=(*_ALSO, *also),
            ticked=partial(_is_shown, window, measure),
        )


def _is_shown(window: Window, measure: Measure) -> bool:
    return window.canvas.heat.measure is measure


def _show(window: Window, measure: Measure | None) -> None:
    heat = window.canvas.heat
    heat.show(measure)
    words = legend_words(measure, heat.scale) if measure else "Cards have their own colours"
    window.session.said.emit(f"{words}.")
