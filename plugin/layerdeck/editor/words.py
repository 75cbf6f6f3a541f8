"""Numbers, shapes and types as the editor writes them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path

from layerdeck.deck import PortType
from layerdeck.graph.fixes import Fix
from layerdeck.program import WITHIN, Facts, sizes_text

from .theme import Theme

_AXES = {
    "B": "batch",
    "T": "time",
    "D": "depth",
    "H": "height",
    "W": "width",
    "C": "channels",
}


_NAMED = 3
"""So many of the cards that a way out has changed are named."""


def done_text(fix: Fix) -> str:
    """What a way out has done, and to which cards, which may be far away."""
    cards = list(dict.fromkeys(item.card.replace(WITHIN, " › ") for item in fix.changes))
    more = " …" if len(cards) > _NAMED else ""
    return f"Done at {', '.join(cards[:_NAMED])}{more}: {fix.title}."


BREAK = "\u200b"
"""Lets a line end here, and takes no room."""
_LONG = 24
"""A word of more letters may be broken after so many."""


def breakable(text: str) -> str:
    """A text of which long words, such as the names of cards, can be broken into lines."""
    parts = (_broken(word) if len(word) > _LONG else word for word in text.split(" "))
    return " ".join(parts)


def _broken(word: str) -> str:
    return BREAK.join(word[at : at + _LONG] for at in range(0, len(word), _LONG))


def count_text(count: float) -> str:
    """`113 M`, for counts of operations."""
    for unit, size in (("E", 1e18), ("P", 1e15), ("T", 1e12), ("G", 1e9), ("M", 1e6), ("k", 1e3)):
        if count >= size:
            return f"{count / size:.3g} {unit}"
    return f"{count:.0f}"


def ratio_text(ratio: float) -> str:
    """`2`, `1/2`, `4/3`: a ratio of whole numbers below about a thousand."""
    return str(Fraction(ratio).limit_denominator(1000))


def shape_text(shape: Sequence[int | None]) -> str:
    """A shape without its batch axis: `64×64×64×16`; an axis of any size is `?`."""
    return sizes_text(shape[1:])


def named_axes(facts: Facts) -> str:
    """The shape with its axes in words: `depth 64 × height 64 × …`."""
    if facts.output_shape is None:
        return ""
    pairs = zip(facts.axes[1:], facts.output_shape[1:], strict=False)
    return " × ".join(
        f"{_AXES.get(axis, axis)} {'any' if size is None else size}" for axis, size in pairs
    )


def axis_title(axis: str, place: int) -> str:
    """`Depth`; `Axis 2` for one without a name, counted from 1."""
    return {"C": "Channel"}.get(axis) or _AXES.get(axis, f"axis {place + 1}").capitalize()


def type_text(port_type: PortType, theme: Theme) -> str:
    """`List of Integer`, and the letter on its socket in a theme that draws letters."""
    return f"{port_type} ({port_type.kind.letter})" if theme.contrast else str(port_type)


def plural(count: int, one: str, many: str = "") -> str:
    """`1 card`, `8 cards`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def time_text(when: datetime, now: datetime | None = None) -> str:
    """`today 14:32`, `yesterday 9:05`, `3 May 14:32`, `3 May 2024`."""
    now = now or datetime.now()
    clock = f"{when.hour}:{when:%M}"
    if when.date() == now.date():
        return f"today {clock}"
    if when.date() == (now - timedelta(days=1)).date():
        return f"yesterday {clock}"
    return f"{when.day} {when:%B} {clock if when.year == now.year else when.year}"


def path_text(path: Path) -> str:
    """A path as people write it: `~/networks`."""
    home = Path.home()
    return str("~" / path.relative_to(home) if path.is_relative_to(home) else path)
