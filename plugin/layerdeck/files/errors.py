"""The one error of this room, and how it shows what it received."""

import json
from collections.abc import Mapping
from typing import Any

_LONGEST = 40


class FileError(ValueError):
    """A file that cannot be read or written; the message is one sentence for a person.

    Attributes:
        what: what is wrong, what was received, and what to do.
        where: the file, and the line, card or wire in it.
    """

    def __init__(self, what: str, where: str = "") -> None:
        super().__init__(f"{where}: {what}" if where else what)
        self.what = what
        self.where = where

    def within(self, place: str) -> "FileError":
        """The same error, said of a place within a larger one."""
        return FileError(self.what, f"{place}, {self.where}" if self.where else place)


def shown(raw: Any) -> str:
    """What was received, short enough for a sentence and on one line."""
    if raw is None:
        return "null"
    if isinstance(raw, Mapping):
        return "an object"
    if isinstance(raw, (list, tuple)):
        return f"a list of {len(raw)}"
    text = json.dumps(raw)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def reason(error: OSError | ValueError) -> str:
    """Why the system refused, in lower case and without its error number."""
    text = getattr(error, "strerror", None) or str(error)
    return text[:1].lower() + text[1:]
