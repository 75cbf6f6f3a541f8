"""How code is written, as a person has chosen it: remembered in the settings."""

from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import QSettings

from layerdeck.export import Arguments, Flavour, Manner, Style

Choice = TypeVar("Choice", bound=StrEnum)
_FLAVOUR, _STYLE, _ARGUMENTS = "code/flavour", "code/style", "code/arguments"


def read_manner(settings: QSettings) -> Manner:
    """The manner that was chosen last; what is not known is as it is at first."""
    return Manner(
        _read(settings, _FLAVOUR, Flavour.KERAS),
        _read(settings, _STYLE, Style.FUNCTION),
        _read(settings, _ARGUMENTS, Arguments.SHORT),
    )


def keep_manner(settings: QSettings, manner: Manner) -> None:
    """Remember a manner."""
    for key, value in (
        (_FLAVOUR, manner.flavour),
        (_STYLE, manner.style),
        (_ARGUMENTS, manner.arguments),
    ):
        settings.setValue(key, value.value)


def _read(settings: QSettings, key: str, first: Choice) -> Choice:
    try:
        return type(first)(str(settings.value(key) or first))
    except ValueError:
        return first
