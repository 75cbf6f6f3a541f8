"""The editor's fonts, shipped with it so that every machine shows and measures the same."""

from functools import cache, lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from .assets import asset_path

SANS, MONO = "Inter", "JetBrains Mono"


@cache
def _install() -> tuple[int, ...]:
    """Hand the shipped fonts to Qt, before anything is measured in what it has instead."""
    files = sorted(asset_path("fonts").glob("*.?tf"))
    return tuple(QFontDatabase.addApplicationFont(str(path)) for path in files)


@cache
def font(size: int, *, mono: bool = False, bold: bool = False) -> QFont:
    """A font of `size` pixels at 1:1; the application must be there."""
    _install()
    # Signs that one has not come from the other, and not from what the system happens to have.
    made = QFont([MONO, SANS] if mono else [SANS, MONO])
    made.setPixelSize(size)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    # Zooming must not move letters against each other: no hinting to whole pixels.
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if mono:
        # Code shows what is typed: no arrow drawn for `->`.
        made.setFeature(QFont.Tag("calt"), 0)
    return made


@cache
def _metrics(size: int, mono: bool, bold: bool) -> QFontMetricsF:
    return QFontMetricsF(font(size, mono=mono, bold=bold))


@lru_cache(maxsize=50_000)
def text_width(text: str, size: int, *, mono: bool = False, bold: bool = False) -> float:
    """The width of a text in pixels at 1:1."""
    return _metrics(size, mono, bold).horizontalAdvance(text)


@lru_cache(maxsize=10_000)
def elided(text: str, size: int, width: float, *, bold: bool = False) -> str:
    """A text cut off to be no wider than `width`, with “…” where something is missing."""
    if width <= 0:
        return ""
    if text_width(text, size, bold=bold) <= width:
        return text
    return _metrics(size, False, bold).elidedText(text, Qt.TextElideMode.ElideRight, width)


@lru_cache(maxsize=10_000)
def wrapped(text: str, size: int, width: float) -> tuple[str, ...]:
    """A text broken into lines no wider than `width`, within a word where it must be."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines += _pieces(word, size, width)
    return tuple(lines)


def _pieces(word: str, size: int, width: float) -> list[str]:
    """A word cut into pieces no wider than `width`; most words stay whole."""
    if text_width(word, size) <= width:
        return [word]
    pieces = [""]
    for letter in word:
        if pieces[-1] and text_width(pieces[-1] + letter, size) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces
