"""The command `check`: the problems of one project or of several."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from layerdeck.deck import Catalogue
from layerdeck.files import FileError, read_project
from layerdeck.program import Problem

from .forms import Form, as_json, problems_form
from .outcome import UNUSABLE, say, status_of
from .tables import problem_line
from .work import examine, the_deck


def check_(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="A .layerdeck project, or several.")
    ],
    json: Annotated[bool, typer.Option("--json", help="Give JSON for scripts.")] = False,
    names: Annotated[
        bool, typer.Option("--names", help="Begin lines with the project's file, as for several.")
    ] = False,
) -> int:
    """List the problems of projects; the status is that of the worst."""
    deck = the_deck()
    if len(files) == 1 and (json or not names):
        problems = _problems(files[0], deck)
        print(as_json({"problems": problems_form(problems)}) if json else _lines(problems, ""))
        return status_of(problems)
    found = {file: _problems_if_any(file, deck) for file in dict.fromkeys(files)}
    if json:
        print(as_json({"files": [_form(file, problems) for file, problems in found.items()]}))
    else:
        for file, known in found.items():
            if known is not None:
                print(_lines(known, f"{file}: "))
    return max(UNUSABLE if known is None else status_of(known) for known in found.values())


def _problems(file: Path, deck: Catalogue) -> Sequence[Problem]:
    return examine(read_project(file, deck), deck).problems


def _problems_if_any(file: Path, deck: Catalogue) -> Sequence[Problem] | None:
    """The problems of a project; where the file is none that is told, and gives None."""
    try:
        return _problems(file, deck)
    except FileError as error:
        say(error.in_full)
        return None


def _lines(problems: Sequence[Problem], start: str) -> str:
    lines = [problem_line(problem) for problem in problems] or ["No problems."]
    return "\n".join(f"{start}{line}" for line in lines)


def _form(file: Path, problems: Sequence[Problem] | None) -> Form:
    return {"file": str(file), "problems": None if problems is None else problems_form(problems)}
