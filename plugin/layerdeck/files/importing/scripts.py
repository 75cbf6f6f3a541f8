"""Python scripts that build a model: what is asked of the process that runs one, and its answers.

A script is run in a process of its own, `python -m layerdeck.engine.script`, and only when a
person says so. These are the words that it and whoever starts it have in common.
"""

import sys
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
from msgspec import Struct

from layerdeck.deck import Catalogue
from layerdeck.files.errors import FileError

from . import Imported, parse_model

SCRIPTS = (".py",)
"""The endings of scripts."""
GIGABYTE = 10**9


@dataclass(frozen=True, slots=True)
class Limits:
    """What a script may take.

    Attributes:
        seconds: of time, counted from when the script begins: Keras is imported before.
        gigabytes: of memory, of all its processes together; Keras alone takes about half a one.
    """

    seconds: float = 60
    gigabytes: float = 4


class Began(Struct, frozen=True, tag="began"):
    """Keras is imported, and the script runs from now on."""


class ScriptModel(Struct, frozen=True):
    """A model that a script has built.

    Attributes:
        name: of what holds it in the script: a global name, or that of a function.
        kind: what it is, for a person: `Functional, 12 layers`.
        text: its configuration as `to_json` gives it.
        told: what was lost before the import, which tells of its own.
        aside: what is worth knowing of how it was built.
    """

    name: str
    kind: str
    text: str
    told: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()


class Ran(Struct, frozen=True, tag="ran"):
    """How a script went.

    Attributes:
        models: those that were found and can be told as layers, the likeliest first.
        functions: names of functions that might build one, where no model was found.
        told: what is to be told of the run, a sentence each.
        failed: why there is no model, as a sentence.
        printed: the end of what the script has printed.
    """

    models: tuple[ScriptModel, ...] = ()
    functions: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    failed: str = ""
    printed: str = ""


Answer = Began | Ran
_ANSWERS: msgspec.json.Decoder[Answer] = msgspec.json.Decoder(Answer)


def is_script(path: Path) -> bool:
    """Whether a file is a script, by its name."""
    return path.suffix.lower() in SCRIPTS


def command(path: Path, limits: Limits, name: str = "") -> list[str]:
    """How the process is started that runs a script; it ends when its standard input does.

    Args:
        path: of the script.
        limits: what it may take.
        name: of the model's global name or function, where a person has said it.
    """
    module = "layerdeck.engine.script"
    # -P: what lies in the working directory must not stand for modules of Python's own.
    start = [sys.executable, "-P", "-m", module, str(path.absolute()), name]
    return [*start, str(limits.seconds), str(limits.gigabytes)]


def read_answer(line: bytes) -> Answer:
    """An answer out of a line of the process's output.

    Raises:
        FileError: it is none.
    """
    try:
        return _ANSWERS.decode(line)
    except msgspec.DecodeError:
        raise FileError("the process that ran the script gave no answer.") from None


def import_found(ran: Ran, model: ScriptModel, path: Path, deck: Catalogue) -> Imported:
    """Make a project of a model that a script has built.

    Raises:
        FileError: it cannot be one; one sentence.
    """
    try:
        imported = parse_model(model.text, deck)
    except FileError as error:
        raise error.within(path) from None
    return replace(
        imported,
        lost=(*ran.told, *model.told, *imported.lost),
        aside=(*model.aside, *imported.aside),
    )
