"""Which keys belong to which action: those of the table, unless a person has chosen others.

A key is written as Qt writes it everywhere, `Ctrl+Shift+Z`; several of one action `F1; ?`.
"""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QKeyCombination, QSettings, Qt
from PySide6.QtGui import QKeySequence

from .action import Action

Keys = Mapping[str, tuple[str, ...]]
"""The keys of every action, by its id."""

_GROUP = "keys"
_BETWEEN = "; "
_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


def parse_keys(text: str) -> tuple[str, ...]:
    """The keys in a text, each as Qt writes it; what is no key, or several strokes, is left out."""
    written = (QKeySequence(part) for part in text.split(_BETWEEN))
    single = (_normal(key) for key in written if key.count() == 1)
    return tuple(dict.fromkeys(filter(None, single)))


def native(keys: Iterable[str]) -> str:
    """Keys as people read them on their system."""
    form = QKeySequence.SequenceFormat.NativeText
    return ", ".join(QKeySequence(key).toString(form) for key in keys)


def first_keys(actions: Iterable[Action]) -> Keys:
    """The keys as they are at first."""
    return {action.id: parse_keys(action.keys) for action in actions}


def read_keys(settings: QSettings, actions: Iterable[Action]) -> Keys:
    """The keys as they are now. What was chosen wins over a key that a newer table gives away."""
    first = first_keys(actions)
    chosen = {
        name: parse_keys(text)
        for name in first
        if isinstance(text := settings.value(f"{_GROUP}/{name}"), str)
    }
    owners: dict[str, str] = {}
    for keys in (chosen, first):
        for name in keys:
            for key in keys[name] if keys is chosen or name not in chosen else ():
                owners.setdefault(key, name)
    return {
        name: tuple(key for key in chosen.get(name, keys) if owners[key] == name)
        for name, keys in first.items()
    }


def keep_keys(settings: QSettings, actions: Iterable[Action], keys: Keys) -> None:
    """Keep what differs from the keys at first."""
    for name, first in first_keys(actions).items():
        if keys[name] == first:
            settings.remove(f"{_GROUP}/{name}")
        else:
            settings.setValue(f"{_GROUP}/{name}", _BETWEEN.join(keys[name]))


def give_keys(keys: Keys, name: str, wanted: tuple[str, ...]) -> Keys:
    """The same, but that an action has these keys, and no other has one of them."""
    return {
        other: wanted if other == name else tuple(key for key in old if key not in wanted)
        for other, old in keys.items()
    }


def owner_of(keys: Keys, key: str) -> str:
    """The id of the action that a key belongs to; empty where it is free."""
    return next((name for name, its in keys.items() if key in its), "")


def for_canvas(key: str) -> bool:
    """Whether a key would type something in a field, and so works on the canvas alone."""
    stroke, held = _stroke(QKeySequence(key))
    return not held & _MODIFIERS and not Qt.Key.Key_F1 <= stroke <= Qt.Key.Key_F35


def _stroke(keys: QKeySequence) -> tuple[int, Qt.KeyboardModifier]:
    first = keys[0]  # type: ignore[index]
    return int(first.key()), first.keyboardModifiers()


def _normal(keys: QKeySequence) -> str:
    """One way to write a stroke that can be pressed in several: `?` for `Shift+?`."""
    stroke, held = _stroke(keys)
    modifiers = Qt.KeyboardModifier
    held &= ~modifiers.KeypadModifier
    sign = chr(stroke) if Qt.Key.Key_Space < stroke < Qt.Key.Key_Escape else ""
    if sign and sign.lower() == sign.upper():
        held &= ~modifiers.ShiftModifier
    if stroke == Qt.Key.Key_Backtab:
        stroke, held = Qt.Key.Key_Tab, held | modifiers.ShiftModifier
    return QKeySequence(QKeyCombination(held, Qt.Key(stroke))).toString()
