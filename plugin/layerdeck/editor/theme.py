"""Themes: every colour is a named token in one file per theme, under `assets/themes`."""

import json
from dataclasses import dataclass
from functools import cache
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from layerdeck.deck import Kind

from .assets import asset_path


@dataclass(frozen=True)
class Theme:
    """The colours of one theme.

    Attributes:
        id: the file's name without its ending.
        tokens: colours by token, as text.
    """

    id: str
    tokens: dict[str, str]
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


@cache
def load_theme(name: str) -> Theme:
    """Read a theme from its file."""
    tokens = json.loads(asset_path(f"themes/{name}.json").read_text("utf-8"))
    types, categories = tokens.pop("types"), tokens.pop("categories")
    return Theme(name, tokens, types, categories)


def system_theme() -> str:
    """The theme that fits the system's setting."""
    dark = QGuiApplication.styleHints().colorScheme() is not Qt.ColorScheme.Light
    return "night" if dark else "paper"


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
    ):
        made.setColor(role, theme.color(token))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.color("text_faint"))
    return made


def style_sheet(theme: Theme) -> str:
    """The style sheet of the window's controls in the theme's colours."""
    text = asset_path("themes/controls.qss").read_text("utf-8")
    icons = asset_path("icons").as_posix()
    return Template(text).substitute(theme.tokens, icons=icons)


@cache
def _color(text: str) -> QColor:
    if len(text) == len("#rrggbbaa"):
        color = QColor(text[:7])
        color.setAlpha(int(text[7:], 16))
        return color
    return QColor(text)
