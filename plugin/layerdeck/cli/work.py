"""What several commands do: read a project, lower it, ask Keras about it."""

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from layerdeck.deck import Catalogue, load_catalogue
from layerdeck.files import read_project
from layerdeck.files.importing import ENDINGS, import_model
from layerdeck.graph import Graph
from layerdeck.graph.blocks import with_blocks
from layerdeck.program import (
    Problem,
    Program,
    Report,
    Settings,
    Severity,
    giant_activations,
    lower,
)

from .outcome import UNUSABLE, CommandError, say
from .quiet import quiet
from .tables import problem_line

Project = Annotated[Path, typer.Argument(metavar="FILE", help="A .layerdeck project.")]
"""The argument that most commands take."""

DEFAULT = Settings()


@dataclass(frozen=True, slots=True)
class Checked:
    """A project and all that is known of it.

    Attributes:
        problems: those seen without Keras, then those that only Keras sees.
        sketch: the program, and what follows of the shapes of layers that have no card.
    """

    graph: Graph
    deck: Catalogue
    program: Program
    problems: tuple[Problem, ...]
    report: Report
    sketch: Program


def the_deck() -> Catalogue:
    """The catalogue; packages whose cards could not be loaded are named on stderr."""
    deck = load_catalogue()
    for fault in deck.faults:
        say(fault)
    return deck


def check(path: Path, training: Settings = DEFAULT) -> Checked:
    """Read a project and find all its problems and facts, among them those of such a training.

    Raises:
        FileError: the file is no project.
    """
    deck = the_deck()
    return examine(read_project(path, deck), deck, training)


def read_any(path: Path, deck: Catalogue, name: str = "") -> Graph:
    """Read a project, or import a model, by the file's ending.

    A project that names itself not gets `name`, or else the file's.

    Raises:
        FileError: the file is neither.
    """
    if path.suffix.lower() in ENDINGS:
        return import_model(path, deck).graph
    return read_project(path, deck, name)


def examine(graph: Graph, deck: Catalogue, training: Settings = DEFAULT) -> Checked:
    """Find all problems and facts of a graph."""
    lowered = lower(graph, deck)
    with quiet():
        from layerdeck.engine.infer import infer  # noqa: PLC0415 - imports Keras

        report = infer(lowered.sketch, deck)
    whole = with_blocks(deck, graph)
    giants = giant_activations(lowered.program, report.facts, whole, training)
    problems = (*_nothing(graph), *lowered.problems, *report.problems, *giants)
    return Checked(graph, whole, lowered.program, problems, report, lowered.sketch)


def wants(output: Path, file: Path, *endings: str) -> None:
    """Refuse an output of another ending, if any are named, and the project itself."""
    with contextlib.suppress(OSError, ValueError):
        if output.samefile(file):
            raise CommandError(f"{output} is the project itself; give another name.", UNUSABLE)
    if endings and output.suffix.lower() not in endings:
        raise CommandError(f"{output} must end with {' or '.join(endings)}.", UNUSABLE)


def _nothing(graph: Graph) -> Iterable[Problem]:
    """An empty canvas is a good start in the editor; here it is what no model can come of."""
    if not graph.cards:
        yield Problem("", "", "The project has no cards, so no model can be built. Add some.")


def has_errors(checked: Checked) -> bool:
    """Tell the problems, and whether any keeps the model from being built."""
    for problem in checked.problems:
        say(problem_line(problem))
    return any(problem.severity is Severity.ERROR for problem in checked.problems)


def wrote(what: str, output: Path, note: str = "") -> None:
    """Say what was written where, once it is there."""
    say(f"wrote {what} to {output}. {note}".strip())
