"""What the chips on a card say of its values, and how wide they are. Pixels at 1:1."""

from collections.abc import Mapping

from layerdeck.deck import Kind, Port, Required, Value, choice_title, show
from layerdeck.editor.fonts import text_width

CHIP_SIZE = 11
_CHIP_PAD = 8.0
_ARROW = 14.0
_WIDEST_CHIP = 180.0
_FEW = 6
"""Lists up to this length are shown from their beginning, without their number of items."""
_MOST_LETTERS = 60
"""More than any chip has room for."""


def chip_text(port: Port, values: Mapping[str, Value], *, wired: bool) -> str | None:
    """What the value's chip says; None where the row has no chip."""
    if port.kind.wire_only or wired:
        return None
    if port.kind.is_object and port.id not in values:
        return None
    value = value_of(port, values)
    if port.choices:
        return port.none_text if value is None else choice_title(value)
    if isinstance(value, tuple) and len(value) > _FEW:
        return _beginning(port, value)
    return show(port, value)[:_MOST_LETTERS]


def _beginning(port: Port, value: tuple[Value, ...]) -> str:
    """The first items of a long list and how many there are: “the, of, and … 30,000”."""
    room = _WIDEST_CHIP - 2 * _CHIP_PAD
    whole = show(port, value) if len(value) <= _MOST_LETTERS else ""
    if whole and text_width(whole[:_MOST_LETTERS], CHIP_SIZE, mono=True) <= room:
        return whole
    shown = f"{len(value):,} items"
    for most in range(1, len(value)):
        longer = f"{show(port, value[:most])[:_MOST_LETTERS]} … {len(value):,}"
        if text_width(longer, CHIP_SIZE, mono=True) > room:
            break
        shown = longer
    return shown


def value_of(port: Port, values: Mapping[str, Value]) -> Value:
    """The value of an input: what is given, or its default."""
    if port.id in values or isinstance(port.default, Required):
        return values.get(port.id)
    return port.default


def chip_width(port: Port, text: str) -> float:
    """How wide a chip is, in pixels at 1:1; a tick box where the value is on or off."""
    if port.kind is Kind.BOOLEAN and not port.choices and not port.list:
        return 16.0
    wide = text_width(text, CHIP_SIZE, mono=not port.choices) + 2 * _CHIP_PAD
    return min(max(wide, 26.0) + (_ARROW if port.choices else 0), _WIDEST_CHIP)
