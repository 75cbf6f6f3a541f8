"""The commands. Each gives its exit status; errors are raised and told by `run`."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from layerdeck import __version__
from layerdeck.editor.assets import theme_names
from layerdeck.export import ENDINGS, Flavour, Form, as_table, export
from layerdeck.files import FileError, read_project, write_atomically
from layerdeck.program import OPTIMIZERS, POLICIES, Measure, Severity, origin_of, summary_lines

from . import importing, versions
from .forms import as_json, catalogue_form, problems_form, summary_form
from .group import OpenByDefault
from .memory import budget_form, budget_lines, settings
from .outcome import GOOD, HAS_ERRORS, UNUSABLE, CommandError, say, status_of
from .quiet import quiet
from .tables import catalogue_table, problem_line
from .work import Checked, check, the_deck, wants

app = typer.Typer(
    cls=OpenByDefault,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Build Keras models from cards and wires. `layerdeck [FILE]` opens the editor.",
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit status: 0 good, 1 the graph has errors, 2 the call or the file is unusable.",
)

Project = Annotated[Path, typer.Argument(metavar="FILE", help="A .layerdeck project.")]
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
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="A project.")] = None,
) -> int:
    """Open the editor; the word `open` may be left out."""
    if file is not None:
        read_project(file)  # what is no project is refused here, and not in a window
    _wants_screen()
    from layerdeck.editor.app import open_editor  # noqa: PLC0415 - imports Qt

    return open_editor(file)


@app.command("check")
def check_(file: Project, json: Json = False) -> int:
    """List the problems of a project."""
    problems = check(file).problems
    if json:
        print(as_json({"problems": problems_form(problems)}))
    else:
        print("\n".join(map(problem_line, problems)) or "No problems.")
    return status_of(problems)


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
    if not json and _has_errors(checked):
        say("the graph has errors: only what could be computed is counted.")
    return status_of(checked.problems)


@app.command("export")
def export_(
    file: Project,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="OUT.py", help="Instead of stdout.")
    ] = None,
    flavour: Annotated[
        Flavour, typer.Option(help="Where the code takes Keras from.")
    ] = Flavour.KERAS,
) -> int:
    """Write the model as Python code."""
    if output is not None:
        wants(output, file, ".py")
    checked = check(file)
    if _has_errors(checked):
        return HAS_ERRORS
    text = export(checked.program, flavour).text
    if output is None:
        print(text, end="")
    else:
        write_atomically(output, text.encode())
    return GOOD


@app.command()
def build(
    file: Project,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="OUT.keras", help="The model to write.")
    ],
) -> int:
    """Build the model and save it, with the weights of the model that was imported, else fresh."""
    wants(output, file, ".keras")
    checked = check(file)
    if _has_errors(checked):
        return HAS_ERRORS
    from layerdeck.engine import build as engine  # noqa: PLC0415 - imports Keras
    from layerdeck.engine.carrying import carry  # noqa: PLC0415

    with quiet():
        try:
            made = engine.make(checked.program, checked.deck)
        except engine.BuildError as error:
            raise CommandError(str(error), HAS_ERRORS) from None
        told = carry(made.model, made.layers, origin_of(checked.graph))
        try:
            engine.save(made.model, output)
        except engine.BuildError as error:
            why = str(error).replace(output.name, str(output), 1)
            raise CommandError(why, UNUSABLE) from None
    for sentence in told:
        say(sentence)
    return GOOD


@app.command()
def render(
    file: Project,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="OUT", help="A .png, .svg or .pdf to write.")
    ],
    theme: Annotated[str, typer.Option(metavar="|".join(theme_names()), help="Colours.")] = "night",
    cards: Annotated[
        str, typer.Option(metavar="NAME,NAME…", help="Draw only these cards and their wires.")
    ] = "",
    scale: Annotated[
        float, typer.Option(min=0.05, max=20, help="Pixels of a PNG for each pixel at 1:1.")
    ] = 2.0,
    transparent: Annotated[
        bool, typer.Option("--transparent", help="Leave out the canvas behind the cards.")
    ] = False,
    heat: Annotated[
        Measure | None, typer.Option(help="Colour cards by what they cost for one sample.")
    ] = None,
) -> int:
    """Draw the canvas into a picture; needs no screen."""
    wants(output, file, ".png", ".svg", ".pdf")
    if theme not in theme_names():
        known = ", ".join(map(repr, theme_names()))
        raise typer.BadParameter(f"{theme!r} is not one of {known}.", param_hint="--theme")
    checked = check(file)
    from layerdeck.editor import render as pictures  # noqa: PLC0415 - imports Qt
    from layerdeck.editor.drawing import Picture  # noqa: PLC0415

    chosen = frozenset(name.strip() for name in cards.split(",") if name.strip())
    picture = Picture(chosen or None, scale, transparent)
    try:
        note = pictures.render(
            checked.graph, checked.deck, output, theme, checked.report, picture, heat
        )
    except pictures.RenderError as error:
        if isinstance(error.__cause__, FileError):
            raise error.__cause__ from None
        raise CommandError(str(error), UNUSABLE) from None
    if note:
        say(f"{output}: {note[0].lower()}{note[1:]}")
    return GOOD


app.command("import")(importing.import_)
app.command("diff")(versions.diff)


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


def _has_errors(checked: Checked) -> bool:
    """Tell the problems, and whether any keeps the model from being built."""
    _tell_problems(checked)
    return any(problem.severity is Severity.ERROR for problem in checked.problems)


def _tell_problems(checked: Checked) -> None:
    for problem in checked.problems:
        say(problem_line(problem))
