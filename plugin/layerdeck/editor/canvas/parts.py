"""Which number of a list is which, while it is typed: “Depth · **Height** · Width”."""

from html import escape

from layerdeck.deck import Port
from layerdeck.editor.theme import Theme

Part = tuple[int, int]
"""An item of a list, and which side of it where it is a pair; -1 for all or for both."""


def part_at(text: str, cursor: int) -> Part:
    """The item of a list that a place in its text lies in.

    Items are parted by commas, spaces or ×, pairs stand in brackets. A single number stands for
    every item, and for both sides of a pair.
    """
    inside = 1 if text.strip().startswith("((") else 0
    items = _parted(text, inside)
    if not items or (len(items) < 2 and "," not in text):
        return -1, -1
    begun = [index for index, (start, _) in enumerate(items) if start <= cursor]
    index = begun[-1] if begun else 0
    start, end = items[index]
    if "," in text[end:cursor] or (end < cursor and index < len(items) - 1):
        return index + 1, -1
    sides = _parted(text[start:end], 1)
    if text[start:end][:1] != "(" or len(sides) < 2:
        return index, -1
    passed = [side for side, (begin, _) in enumerate(sides) if begin <= cursor - start]
    return index, passed[-1] if passed else 0


def named_parts(port: Port, part: Part, theme: Theme) -> str:
    """The names of a list's items in rich text, the one at `part` emphasized."""
    item, side = part
    names = []
    for index, axis in enumerate(port.axes):
        name = escape(axis)
        if port.pairs:
            sides = [
                _lit(word, theme, item == index and side in (-1, place))
                for place, word in enumerate(("before", "after"))
            ]
            names.append(f"{_lit(name, theme, item == index)} ({', '.join(sides)})")
        else:
            names.append(_lit(name, theme, item == index))
    return " · ".join(names)


def plain_parts(port: Port) -> str:
    """The same without emphasis, for those who hear it."""
    sides = " (before, after)" if port.pairs else ""
    return " · ".join(f"{axis}{sides}" for axis in port.axes)


def _lit(word: str, theme: Theme, on: bool) -> str:
    return f'<b style="color:{theme.tokens["accent"]}">{word}</b>' if on else word


def _parted(text: str, depth: int) -> list[tuple[int, int]]:
    """Where the items of a text begin and end, at a depth of brackets."""
    found: list[tuple[int, int]] = []
    start, level = None, 0
    for place, letter in enumerate(text):
        level += letter == "("
        level -= letter == ")"
        outside = level < depth or (level == depth and letter in ", ×x\t") or (
            letter == "(" and level == depth
        )  # fmt: skip
        if outside and start is not None:
            found.append((start, place))
            start = None
        elif not outside and start is None:
            start = place
    return [*found, (start, len(text))] if start is not None else found
