"""The editor's fonts, shipped with it so that every machine shows and measures the same."""

from functools import cache, lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from .assets import asset_path

SANS, MONO = "Inter", "JetBrains Mono"


def install_fonts() -> None:
    """Hand the shipped fonts to Qt; does nothing the second time."""
    _install()


@cache
def _install() -> tuple[int, ...]:
    files = sorted(asset_path("fonts").glob("*.?tf"))
    return tuple(QFontDatabase.addApplicationFont(str(path)) for path in files)


@cache
def font(size: int, *, mono: bool = False, bold: bool = False) -> QFont:
    """A font of `size` pixels at 1:1."""
    made = QFont(MONO if mono else SANS)
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
def wrapped(text: str, size: int, width: float) -> tuple[str, ...]:
    """A text broken into lines no wider than `width`; a longer word stands alone."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)
