"""The command `import`: models out of files, and out of Python scripts, which are run for it."""

import os
import subprocess
from pathlib import Path
from typing import Annotated

import typer

from layerdeck.deck import Catalogue
from layerdeck.files import FileError, read_bytes, write_project
from layerdeck.files.importing import Imported, import_model, remembering
from layerdeck.files.importing.scripts import (
    Limits,
    Ran,
    ScriptModel,
    command,
    import_found,
    is_script,
    read_answer,
)
from layerdeck.files.python_path import python_path

from .outcome import GOOD, UNUSABLE, CommandError, say
from .work import the_deck, wants


def import_(
    model: Annotated[
        Path,
        typer.Argument(
            metavar="MODEL",
            help="A .keras or .h5 file, the JSON of to_json(), or a .py script.",
        ),
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="OUT.layerdeck", help="The project to write.")
    ],
    run: Annotated[
        bool, typer.Option("--run", help="Run the script: it may do anything that you may.")
    ] = False,
    name: Annotated[
        str, typer.Option(metavar="NAME", help="The script's global name or function to take.")
    ] = "",
    time_limit: Annotated[
        float,
        typer.Option(
            min=1,
            metavar="S",
            help="Seconds that the script may run; loading Keras does not count.",
        ),
    ] = Limits().seconds,
    memory_limit: Annotated[
        float, typer.Option(min=0.5, metavar="GB", help="Memory that the script may take.")
    ] = Limits().gigabytes,
) -> int:
    """Make a project of a Keras model; what has no card is told. No code in a model is run."""
    wants(output, model, ".layerdeck")
    if run and not is_script(model):
        raise CommandError(f"{model} is no .py script, so there is nothing to --run.", UNUSABLE)
    if is_script(model) and not run:
        read_bytes(model)  # of what is not there nothing else is worth saying
        raise CommandError(
            f"{model} is a Python script: to know its model it has to be run, and may do anything "
            "that you may. Add --run if you trust it.",
            UNUSABLE,
        )
    if run:
        limits = Limits(time_limit, memory_limit)
        imported = _import_script(model, name, limits, the_deck())
    else:
        imported = import_model(model, the_deck())
    write_project(remembering(imported.graph, model), output)
    for sentence in (imported.told, *imported.aside, *imported.lost):
        say(sentence)
    return GOOD


def _import_script(path: Path, name: str, limits: Limits, deck: Catalogue) -> Imported:
    """Run a script in a process of its own and make a project of its model.

    Raises:
        FileError: it fails, takes too much, or has no model or several; one sentence.
    """
    read_bytes(path)  # what cannot be read is refused in the words of every file
    try:
        ran = _run(path, name, limits)
        model = _the_model(ran)
    except FileError as error:
        raise error.within(path) from None
    return import_found(ran, model, path, deck)


def _run(path: Path, name: str, limits: Limits) -> Ran:
    environment = {**os.environ, "PYTHONPATH": python_path()}
    # While its input is open somebody waits for it; closing that ends it.
    with subprocess.Popen(
        command(path, limits, name),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    ) as process:
        assert process.stdout
        *_, last = (b"", *process.stdout)
    ran = read_answer(last)
    assert isinstance(ran, Ran), "a script that began comes to an end"
    return ran


def _the_model(ran: Ran) -> ScriptModel:
    if len(ran.models) == 1:
        return ran.models[0]
    if ran.models:
        names = ", ".join(f"{model.name} ({model.kind})" for model in ran.models)
        raise FileError(f"it builds several models: {names}. Choose one with --name.")
    names = ", ".join(f"{name}()" for name in ran.functions)
    more = f" It could be {names}: choose one with --name." if names else ""
    raise FileError(f"{ran.failed}{more}")
