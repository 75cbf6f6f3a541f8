"""Themes: every colour is a named token in one file per theme, under `assets/themes`."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from layerdeck.deck import Kind

from .assets import asset_path

_CONTRAST = "-contrast"


@dataclass(frozen=True)
class Theme:
    """The colours of one theme.

    Attributes:
        id: the file's name without its ending.
        name: what a person calls it.
        dark: whether light stands on dark.
        contrast: whether it is one of high contrast, in which sockets carry their type's letter.
        tokens: colours by token, as text.
        heats: colours of classes of heat, from little to much: evenly apart to the eye, and ever
            lighter or ever darker, so that they are told apart without seeing hues.
        heat_inks: a dark and a light colour, of which one can be read on each of them.
    """

    id: str
    name: str
    dark: bool
    contrast: bool
    tokens: dict[str, str]
    heats: tuple[str, ...]
    heat_inks: tuple[str, str]
    types: dict[str, str]
    categories: dict[str, str]

    def __hash__(self) -> int:
        return hash(self.id)

    def color(self, token: str) -> QColor:
        """The colour of a token, such as `card_edge`; `#rrggbbaa` gives its opacity last."""
        return _color(self.tokens[token])

    def kind(self, kind: Kind) -> QColor:
        """The colour of a port type."""
        return _color(self.types[kind.value])

    def category(self, category: str) -> QColor:
        """The colour of a card's category; one of our own for a category we do not know."""
        return _color(self.categories.get(category, self.categories["Other"]))

    def heat(self, level: int, *, dimmed: bool = False) -> QColor:
        """The colour of a class of heat; dimmed, it is halfway to that of a card."""
        text = self.heats[level]
        return _halfway(text, self.tokens["card"]) if dimmed else _color(text)

    def on_heat(self, level: int, *, dimmed: bool = False) -> QColor:
        """The colour of letters on it."""
        return _ink(self.heat(level, dimmed=dimmed).rgb(), self.heat_inks)


@cache
def load_theme(name: str) -> Theme:
    """Read a theme from its file; `name` is one of `theme_names`."""
    tokens = json.loads(asset_path(f"themes/{name}.json").read_text("utf-8"))
    apart = {key: tokens.pop(key) for key in ("name", "dark", "contrast", "types", "categories")}
    heats, inks = (tuple(tokens.pop(key)) for key in ("heat", "heat_inks"))
    return Theme(id=name, tokens=tokens, heats=heats, heat_inks=inks, **apart)


def pick_theme(colours: str, contrast: bool | None) -> Theme:
    """The theme of a person's choices, each of which may be left to the system.

    Args:
        colours: `night`, `paper`, or anything else to follow the system.
        contrast: whether in high contrast; None follows the system.
    """
    base = colours if colours in ("night", "paper") else _system_colours()
    high = _system_contrast() if contrast is None else contrast
    return load_theme(base + _CONTRAST if high else base)


def when_system_changes(act: Callable[[], object]) -> None:
    """Have `act` called whenever the system's colours or its contrast become others."""
    hints = QGuiApplication.styleHints()
    hints.colorSchemeChanged.connect(act)
    if hasattr(hints, "accessibility"):  # Since Qt 6.10.
        hints.accessibility().contrastPreferenceChanged.connect(act)


def dress(theme: Theme) -> None:
    """Have the whole program wear a theme."""
    application, sheet = QApplication.instance(), style_sheet(theme)
    # For another window it may be done already; it takes a while.
    if isinstance(application, QApplication) and application.styleSheet() != sheet:
        # Measured: set in place of another, a sheet takes three times as long.
        application.setStyleSheet("")
        application.setPalette(palette(theme))
        application.setStyleSheet(sheet)


def _system_colours() -> str:
    dark = QGuiApplication.styleHints().colorScheme() is not Qt.ColorScheme.Light
    return "night" if dark else "paper"


def _system_contrast() -> bool:
    hints = QGuiApplication.styleHints()
    if not hasattr(hints, "accessibility"):
        return False
    return bool(hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast)


def palette(theme: Theme) -> QPalette:
    """Qt's palette in the theme's colours, for all that the style sheet does not reach."""
    made = QPalette()
    for role, token in (
        (QPalette.ColorRole.Window, "window"),
        (QPalette.ColorRole.WindowText, "text"),
        (QPalette.ColorRole.Base, "field"),
        (QPalette.ColorRole.AlternateBase, "bar"),
        (QPalette.ColorRole.Text, "text"),
        (QPalette.ColorRole.Button, "bar"),
        (QPalette.ColorRole.ButtonText, "text"),
        (QPalette.ColorRole.Highlight, "selection"),
        (QPalette.ColorRole.HighlightedText, "text"),
        (QPalette.ColorRole.ToolTipBase, "bar"),
        (QPalette.ColorRole.ToolTipText, "text"),
        (QPalette.ColorRole.PlaceholderText, "text_faint"),
        (QPalette.ColorRole.Link, "accent"),
        (QPalette.ColorRole.LinkVisited, "accent"),
        (QPalette.ColorRole.Accent, "accent_fill"),
    ):
        made.setColor(role, theme.color(token))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.color("text_disabled"))
    return made


def style_sheet(theme: Theme) -> str:
    """The style sheet of the window's controls in the theme's colours."""
    sheets = ("controls", "popups", *(("contrast",) if theme.contrast else ()))
    text = "\n".join(asset_path(f"themes/{sheet}.qss").read_text("utf-8") for sheet in sheets)
    colours = {token: _in_sheet(theme.color(token)) for token in theme.tokens}
    return Template(text).substitute(colours, icons=asset_path("icons").as_posix())


def _in_sheet(color: QColor) -> str:
    """A colour as style sheets write it, which put the opacity first."""
    return color.name(
        QColor.NameFormat.HexArgb if color.alpha() < 255 else QColor.NameFormat.HexRgb
    )


@cache
def _color(text: str) -> QColor:
    if len(text) == len("#rrggbbaa"):
        color = QColor(text[:7])
        color.setAlpha(int(text[7:], 16))
        return color
    return QColor(text)


@cache
def _halfway(one: str, other: str) -> QColor:
    """The colour between two."""
    a, b = _color(one), _color(other)
    pairs = (a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue())
    return QColor(*(round(sum(pair) / 2) for pair in pairs))


@cache
def _ink(back: int, inks: tuple[str, str]) -> QColor:
    """Of a dark and a light colour, the one that stands out more from what lies behind it."""
    dark, light, behind = (_lightness(QColor(color)) for color in (*inks, back))
    return _color(inks[(light + 0.05) * (dark + 0.05) > (behind + 0.05) ** 2])


def _lightness(color: QColor) -> float:
    """The relative luminance after WCAG 2.2, from 0 for black to 1 for white."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, (color.redF(), color.greenF(), color.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
