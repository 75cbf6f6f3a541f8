"""The commands that look at two or three versions of a project: `diff`, `merge`, `text`."""

from pathlib import Path
from typing import Annotated

import typer

from layerdeck.files import (
    FileError,
    from_folder,
    in_full,
    meaning_text,
    project_text,
    read_as_written,
    read_bytes,
    write_atomically,
)
from layerdeck.graph import Graph
from layerdeck.graph.merging import conflict_words, merge, with_note

from .differences import difference, difference_form, difference_text
from .forms import as_json
from .outcome import GOOD, HAS_ERRORS, say
from .work import read_any, the_deck

_ANY = "A project, or a Keras model."
_PROJECT = "A .layerdeck project."


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

    The status is 0, with or without differences, unless --exit-code is given.
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


def merge_(
    base: Annotated[
        Path, typer.Argument(metavar="BASE", help="What both come from; empty if nothing.")
    ],
    ours: Annotated[Path, typer.Argument(metavar="OURS", help=_PROJECT)],
    theirs: Annotated[Path, typer.Argument(metavar="THEIRS", help=_PROJECT)],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="OUT", help="Instead of stdout.")
    ] = None,
    path: Annotated[
        Path | None, typer.Option(metavar="PATH", help="What messages call the project.")
    ] = None,
) -> int:
    """Bring together what two sides made of a project.

    The status is 1 where both changed the same. Each conflict is told on stderr, ours is taken, and
    a note on the canvas lists them: the result is a project in any case.
    """
    deck = the_deck()
    called = path or output or ours
    # Git gives an empty file where the two have nothing in common.
    one, other = (read_as_written(side, deck, called.stem) for side in (ours, theirs))
    old = read_as_written(base, deck, called.stem) if read_bytes(base) else Graph(one.name)
    merged = merge(old, one, other, deck)
    lines = [conflict_words(conflict, merged.graph, deck) for conflict in merged.conflicts]
    made = with_note(merged.graph, lines)
    text = project_text(from_folder(in_full(made, ours), output or ours))
    if output is None:
        print(text, end="")
    else:
        write_atomically(output, text.encode())
    for line in merged.remarks:
        say(f"{called}: {line}")
    for line in lines:
        say(f"{called}: conflict: {line}; ours is taken.")
    return HAS_ERRORS if lines else GOOD


def text(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_PROJECT)],
    as_is: Annotated[
        bool, typer.Option("--or-as-is", help="Print what is no project as it is: for git.")
    ] = False,
) -> int:
    """Print what a project means, a line for a value or a wire; where cards lie is left out."""
    try:
        deck = the_deck()
        shown = meaning_text(read_as_written(file, deck), deck)
    except FileError as error:
        if not as_is:
            raise
        say(error.in_full)
        shown = read_bytes(file).decode("utf-8", "backslashreplace")
    print(shown, end="")
    return GOOD
