"""Lists of texts in one line: `cat, dog, "salt, pepper"`."""

import json
import re

EMPTY = "()"
"""How a list without texts is written."""

_ITEM = re.compile(r'\s*(?:("(?:[^"\\]|\\.)*")\s*|([^,\n]*))(?:[,\n]|$)')
_PLAIN = re.compile(r"[^\s,\"](?:[^,\"\n\r]*[^\s,\"])?")


def join_texts(items: tuple[str, ...]) -> str:
    """One line that `split_texts` reads back; what holds a comma or a quote is quoted."""
    if not items:
        return EMPTY
    return ", ".join(
        item if _PLAIN.fullmatch(item) and item != EMPTY else json.dumps(item, ensure_ascii=False)
        for item in items
    )


def split_texts(text: str) -> tuple[str, ...]:
    """The texts in a line, parted by commas or line breaks; quotes keep one together.

    Raises:
        ValueError: a quote is not closed, or something follows it.
    """
    if text.strip() == EMPTY:
        return ()
    if text.strip()[:1] == "[":
        listed = _listed(text)
        if listed is not None:
            return listed
    items: list[str] = []
    text = text.strip().removesuffix(",")
    place = 0
    while place < len(text):
        found = _ITEM.match(text, place)
        if found is None or (found[1] is None and found[2].startswith('"')):
            raise ValueError(text[place:])
        items.append(json.loads(found[1], strict=False) if found[1] else found[2].strip())
        place = found.end()
    return tuple(items)


def _listed(text: str) -> tuple[str, ...] | None:
    """The texts of a list as Python or JSON writes it; None where it is none."""
    try:
        found = json.loads(text)
    except ValueError:
        return None
    if isinstance(found, list) and all(isinstance(item, str) for item in found):
        return tuple(found)
    return None
