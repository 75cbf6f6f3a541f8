"""The one error of this room, and how it shows what it received."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_LONGEST = 40


class FileError(ValueError):
    """A file that cannot be read or written; the message is one sentence for a person.

    Attributes:
        what: what is wrong, what was received, and what to do.
        where: the line, card or wire in the file.
        file: the path as it was given; the message itself says only its name.
        place: the keys and indices that lead to it in the file's JSON, as far as they are known.
    """

    def __init__(
        self,
        what: str,
        where: str = "",
        file: Path | None = None,
        place: tuple[str | int, ...] = (),
    ) -> None:
        self.what = what
        self.where = where
        self.file = file
        self.place = place
        super().__init__(self._told((file.name or str(file)) if file else ""))

    @property
    def in_full(self) -> str:
        """The message with the whole path, as a person gave it in a terminal."""
        return self._told(str(self.file) if self.file else "")

    def within(self, file: Path) -> "FileError":
        """The same error, said of a place within a file."""
        return FileError(self.what, self.where, file)

    def _told(self, file: str) -> str:
        place = ", ".join(part for part in (file, self.where) if part)
        return f"{place}: {self.what}" if place else self.what


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
