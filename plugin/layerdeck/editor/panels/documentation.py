"""What the inspector says of a card and of a port: their words, and where they come from."""

from collections.abc import Sequence
from html import escape

from layerdeck.deck import CardType, Port
from layerdeck.editor.canvas.parts import Part, named_parts
from layerdeck.editor.theme import Theme
from layerdeck.editor.words import type_text
from layerdeck.files import json_text
from layerdeck.graph import Card
from layerdeck.graph.foreign import why_foreign

_MOST_VALUES, _LONGEST = 12, 60


def about_card(declared: CardType, theme: Theme) -> str:
    """What a card is for, then its first Keras version and what became of documented ports."""
    lines = [f"Since Keras {declared.since}."] if declared.since else []
    became: dict[str, list[str]] = {}
    for word, sentence in declared.formerly.items():
        became.setdefault(sentence, []).append(word)
    for sentence, words in became.items():
        lines.append(f"Looking for {_and(words)}? {sentence}")
    return escape(declared.help) + _quiet(lines, theme)


def about_port(port: Port, theme: Theme, part: Part = (-1, -1)) -> str:
    """What a port is for, its type, and which of its numbers is which, the one at `part` lit."""
    lines = [f"Also known as {_and(port.aliases)}."] if port.aliases else []
    lines += [f"Since Keras {port.since}."] if port.since else []
    axes = f": {named_parts(port, part, theme)}" if port.axes else ""
    head = (
        f"<b>{escape(port.title)}</b> — {escape(port.help)}<br>{type_text(port.type, theme)}{axes}"
    )
    return head + _quiet(lines, theme)


def _and(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def about_placeholder(card: Card, theme: Theme) -> str:
    """What is known of a card that is not in the deck, and what becomes of it."""
    shown = [
        f"{escape(name)} = {escape(_short(json_text(value)))}"
        for name, value in list(card.values.items())[:_MOST_VALUES]
    ]
    more = len(card.values) - len(shown)
    lines = [*shown, *([f"and {more} more"] if more > 0 else [])]
    words = escape(why_foreign(card))
    return words + _quiet(lines, theme, escaped=True)


def _quiet(lines: list[str], theme: Theme, *, escaped: bool = False) -> str:
    if not lines:
        return ""
    text = "<br>".join(lines if escaped else map(escape, lines))
    return f'<div style="color:{theme.tokens["text_faint"]}; font-size:11px">{text}</div>'


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
