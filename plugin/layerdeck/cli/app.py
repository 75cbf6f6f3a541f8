"""The commands. Each gives its exit status; errors are raised and told by `run`."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from layerdeck import __version__
from layerdeck.deck import load_catalogue
from layerdeck.export import ENDINGS, Form, as_table
from layerdeck.files import read_bytes, write_atomically
from layerdeck.files.importing.scripts import is_script
from layerdeck.program import OPTIMIZERS, POLICIES, summary_lines

from . import checking, git, importing, versions
from .forms import as_json, catalogue_form, summary_form
from .group import OpenByDefault
from .memory import budget_form, budget_lines, settings
from .outcome import GOOD, UNUSABLE, CommandError, say, status_of
from .tables import catalogue_table
from .work import Project, check, has_errors, read_any, the_deck, wants, wrote
from .writing import build, export_, render

app = typer.Typer(
    cls=OpenByDefault,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Build Keras models from cards and wires. `layerdeck [FILE]` opens the editor.",
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit status: 0 good, 1 the graph has errors, 2 the call or the file is unusable.",
)

Json = Annotated[bool, typer.Option("--json", help="Give JSON for scripts.")]


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"layerdeck {__version__}")
        raise typer.Exit(GOOD)


@app.callback()
def _layerdeck(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Take the options that stand before a command."""


@app.command("open")
def open_(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]", help="A project, a Keras model, or a script: the window asks first."
        ),
    ] = None,
) -> int:
    """Open the editor; the word `open` may be left out."""
    # What cannot be opened is refused here, and not in a window.
    if file is not None and is_script(file):
        read_bytes(file)
    elif file is not None:
        read_any(file, load_catalogue())
    _wants_screen()
    from layerdeck.editor.app import open_editor  # noqa: PLC0415 - imports Qt

    return open_editor(file)


app.command("check")(checking.check_)


@app.command()
def summary(  # noqa: PLR0913, PLR0917 - each argument is an option
    file: Project,
    json: Json = False,
    form: Annotated[
        Form | None, typer.Option("--format", help="How; by the ending of OUT, or as text.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="OUT", help="Instead of stdout.")
    ] = None,
    batch: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Samples of a training step.")
    ] = None,
    optimizer: Annotated[
        str | None, typer.Option(metavar="NAME", help=f"One of {', '.join(OPTIMIZERS)}.")
    ] = None,
    policy: Annotated[
        str | None, typer.Option(metavar="NAME", help=f"One of {', '.join(POLICIES)}.")
    ] = None,
    memory: Annotated[
        str | None, typer.Option(metavar="SIZE", help="Of the machine or GPU, as in 16GB.")
    ] = None,
) -> int:
    """Show shapes, parameters, memory, multiply-adds and receptive fields per card.

    With --batch, --optimizer, --policy or --memory also what a training step takes.
    """
    told = settings(batch, optimizer, policy, memory)
    if json and form:
        raise CommandError("--json and --format exclude each other.", UNUSABLE)
    if output is not None:
        wants(output, file, *((".json",) if json else () if form else ENDINGS))
    checked = check(file, told)
    if json:
        text = f"{as_json({**summary_form(checked), 'budget': budget_form(checked, told)})}\n"
    else:
        form = form or ENDINGS[output.suffix.lower() if output else ".txt"]
        lines = summary_lines(checked.graph, checked.deck, checked.report)
        text = as_table(lines, checked.report, form)
        if form is Form.TEXT and any((batch, optimizer, policy, memory)):
            text += f"\n{budget_lines(checked, told)}\n"
    if output is None:
        print(text, end="")
    else:
        write_atomically(output, text.encode())
        wrote("the summary", output)
    if not json and has_errors(checked):
        say("the graph has errors: only what could be computed is counted.")
    return status_of(checked.problems)


app.command("export")(export_)
app.command()(build)
app.command()(render)
app.command("import")(importing.import_)
app.command("diff")(versions.diff)
app.command("merge")(versions.merge_)
app.command("text")(versions.text)
app.command("git-setup")(git.git_setup)


@app.command()
def cards(json: Json = False) -> int:
    """List the cards of the deck."""
    deck = the_deck()
    print(as_json(catalogue_form(deck)) if json else catalogue_table(deck))
    return GOOD


def _wants_screen() -> None:
    """Refuse to start Qt where it would abort."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(map(os.environ.get, screens)):
        raise CommandError(
            "there is no screen for the editor; check, summary, export, render and build "
            "need none.",
            UNUSABLE,
        )
