"""The commands that look at two or three versions of a project: `diff`, `merge`, `text`."""

from pathlib import Path
from typing import Annotated

import typer

from .differences import difference, difference_form, difference_text
from .forms import as_json
from .outcome import GOOD, HAS_ERRORS
from .work import read_any, the_deck

_ANY = "A project, or a Keras model."


def diff(
    a: Annotated[Path, typer.Argument(metavar="A", help=f"Before. {_ANY}")],
    b: Annotated[Path, typer.Argument(metavar="B", help=f"After. {_ANY}")],
    json: Annotated[bool, typer.Option("--json", help="Give JSON for scripts.")] = False,
    shapes: Annotated[
        bool,
        typer.Option(
            "--shapes/--no-shapes",
            help="Tell what follows for shapes and parameters; without, it is quick.",
        ),
    ] = True,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Give status 1 where there are differences.")
    ] = False,
) -> int:
    """Tell what changed in meaning from A to B; where cards lie is left out.

    The status is 0, with or without differences.
    """
    deck = the_deck()
    # A project that names itself not is not called another just because its file is.
    old, new = read_any(a, deck, b.stem), read_any(b, deck)
    made = difference(old, new, deck, facts=shapes)
    if json:
        print(as_json(difference_form(made)))
    else:
        print(difference_text(made) or "No differences in meaning.\n", end="")
    return HAS_ERRORS if exit_code and made.found else GOOD
