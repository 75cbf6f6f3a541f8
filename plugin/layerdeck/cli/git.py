"""`layerdeck git-setup`: git shows what changed in projects, and merges them card by card."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer

from layerdeck.files import read_bytes, write_atomically

from .outcome import GOOD, UNUSABLE, CommandError

LINE = "*.layerdeck diff=layerdeck merge=layerdeck"
"""What .gitattributes says. Where git is not set up for it, git treats projects as any text."""
_SECTIONS = ("diff.layerdeck", "merge.layerdeck")


def git_setup(
    everywhere: Annotated[
        bool, typer.Option("--global", help="For all repositories of yours, and not for this one.")
    ] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take away what this command set.")] = False,
) -> int:
    """Set git up for projects: diffs in words, merges card by card.

    It writes the repository's configuration and a line of its .gitattributes, and says what it did.
    """
    scope = "--global" if everywhere else "--local"
    attributes = _attributes_of_all() if everywhere else _top() / ".gitattributes"
    steps = _taken_away(scope, attributes) if undo else _set(scope, attributes)
    for said in steps:
        print(said)
    return GOOD


def _wanted() -> Mapping[str, str]:
    """The configuration. The Python that runs this is named, since git may find another."""
    command = shlex.join([Path(sys.executable).as_posix(), "-m", "layerdeck"])
    return {
        "diff.layerdeck.textconv": f"{command} text --or-as-is",
        "merge.layerdeck.name": "Layerdeck: merges projects card by card",
        "merge.layerdeck.driver": f"{command} merge %O %A %B -o %A --path=%P",
    }


def _set(scope: str, attributes: Path) -> Iterator[str]:
    for key, value in _wanted().items():
        if _git("config", scope, "--get", key, quiet=True) == value:
            yield f"{key} is set already."
        else:
            _git("config", scope, "--replace-all", key, value)
            yield f"Set {key}."
    lines = _lines(attributes)
    if LINE in lines:
        yield f"{attributes} names projects already."
        return
    attributes.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(attributes, _content([*lines, LINE]))
    yield f"Added “{LINE}” to {attributes}."
    if scope == "--local":
        yield "Commit that file, so that the others who run this command need not add it."


def _taken_away(scope: str, attributes: Path) -> Iterator[str]:
    for section in _SECTIONS:
        pattern = f"^{re.escape(section)}\\."
        if _git("config", scope, "--get-regexp", pattern, quiet=True):
            _git("config", scope, "--remove-section", section)
            yield f"Took away {section}."
        else:
            yield f"{section} is not set."
    lines = _lines(attributes)
    if LINE not in lines:
        yield f"{attributes} does not name projects."
        return
    left = [line for line in lines if line != LINE]
    if left:
        write_atomically(attributes, _content(left))
    else:
        attributes.unlink()
    yield f"Took “{LINE}” out of {attributes}."


def _lines(attributes: Path) -> list[str]:
    if not attributes.exists():
        return []
    return read_bytes(attributes).decode("utf-8", "surrogateescape").splitlines()


def _content(lines: list[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape")


def _top() -> Path:
    """The top of the repository in which the command is called."""
    top = _git("rev-parse", "--show-toplevel", quiet=True)
    if not top:
        raise CommandError("this is no git repository; go into one, or give --global.", UNUSABLE)
    return Path(top)


def _attributes_of_all() -> Path:
    """The attributes of all repositories, where git looks for them."""
    named = _git("config", "--global", "--type=path", "--get", "core.attributesFile", quiet=True)
    if named:
        return Path(named)
    home = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(home) / "git" / "attributes"


def _git(*words: str, quiet: bool = False) -> str:
    """What git answers; `quiet` takes a refusal for an empty answer.

    Raises:
        CommandError: there is no git, or it refuses.
    """
    try:
        done = subprocess.run(
            ["git", *words], capture_output=True, check=False, encoding="utf-8", errors="replace"
        )
    except OSError:
        raise CommandError("git could not be started; is it installed?", UNUSABLE) from None
    if done.returncode and not quiet:
        raise CommandError(f"git refused: {done.stderr.strip()}.", UNUSABLE)
    return "" if done.returncode else done.stdout.removesuffix("\n")
