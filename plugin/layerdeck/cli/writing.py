"""The commands that write what becomes of a model: code, files of Keras, pictures."""

from pathlib import Path
from typing import Annotated

import typer

from layerdeck.editor.assets import theme_names
from layerdeck.export import Arguments, Flavour, Manner, Style, export, notebook
from layerdeck.files import FileError, refuse_folder, write_atomically
from layerdeck.program import (
    ABOUT,
    SAVED_MODEL_PARTS,
    Format,
    Measure,
    format_of,
    origin_of,
    why_not_written,
)

from .outcome import GOOD, HAS_ERRORS, UNUSABLE, CommandError, say
from .quiet import quiet
from .work import Project, check, has_errors, wants, wrote


def export_(
    file: Project,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="OUT", help="A .py or .ipynb, instead of stdout."),
    ] = None,
    flavour: Annotated[
        Flavour, typer.Option(help="Where the code takes Keras from.")
    ] = Flavour.KERAS,
    style: Annotated[Style, typer.Option(help="What it is made of.")] = Style.FUNCTION,
    arguments: Annotated[
        Arguments, typer.Option(help="Whether the first arguments carry their names too.")
    ] = Arguments.SHORT,
) -> int:
    """Write the model as Python code or as a notebook."""
    if output is not None:
        wants(output, file, ".py", ".ipynb")
    checked = check(file)
    if has_errors(checked):
        return HAS_ERRORS
    manner = Manner(flavour, style, arguments)
    if output is None:
        print(export(checked.program, manner).text, end="")
    elif output.suffix.lower() == ".ipynb":
        write_atomically(output, notebook(checked.program, manner).encode())
        wrote("a notebook", output)
    else:
        write_atomically(output, export(checked.program, manner).text.encode())
        wrote("Python code", output)
    return GOOD


def build(
    file: Project,
    output: Annotated[
        Path,
        typer.Option(
            "-o",
            "--output",
            metavar="OUT",
            help="A .keras, .json or .onnx; a folder, which has no ending, for a SavedModel.",
        ),
    ],
    wanted: Annotated[
        Format | None, typer.Option("--format", help="What to write, if the ending says it not.")
    ] = None,
) -> int:
    """Build the model and save it, with the weights of the model that was imported, else fresh."""
    wanted = _format(file, output, wanted)
    checked = check(file)
    if has_errors(checked):
        return HAS_ERRORS
    from layerdeck.engine.build import BuildError, make  # noqa: PLC0415 - imports Keras
    from layerdeck.engine.carrying import carry  # noqa: PLC0415
    from layerdeck.engine.saving import save  # noqa: PLC0415

    origin = origin_of(checked.graph) if ABOUT[wanted].has_weights else None
    with quiet():
        try:
            made = make(checked.program, checked.deck)
        except BuildError as error:
            raise CommandError(str(error), HAS_ERRORS) from None
        told = carry(made.model, made.layers, origin)
        try:
            save(made.model, output, wanted)
        except BuildError as error:
            why = str(error).replace(output.name, str(output), 1)
            raise CommandError(why, UNUSABLE) from None
    for sentence in told:
        say(sentence)
    wrote(f"{ABOUT[wanted].what} ({made.model.count_params():,} parameters)", output)
    return GOOD


def _format(file: Path, output: Path, wanted: Format | None) -> Format:
    """What is to be written: as asked for, else as the ending says. What cannot be is refused."""
    wants(output, file)
    found = wanted or format_of(output)
    if found is None:
        raise CommandError(
            f"{output} must end with .keras, .json or .onnx, or have no ending for a SavedModel; "
            "or say with --format what it is.",
            UNUSABLE,
        )
    if found is Format.KERAS:
        wants(output, file, ".keras")
    if found is Format.SAVED_MODEL:
        refuse_folder(output, SAVED_MODEL_PARTS)
    reason = why_not_written(found)
    if reason:
        raise CommandError(reason, UNUSABLE)
    return found


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
    wrote("a picture", output, note or "")
    return GOOD
