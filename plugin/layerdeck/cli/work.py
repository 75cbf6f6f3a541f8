"""What several commands do: read a project, lower it, ask Keras about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from layerdeck.deck import Catalogue, load_catalogue
from layerdeck.files import read_project
from layerdeck.graph import Graph
from layerdeck.graph.blocks import with_blocks
from layerdeck.program import Problem, Program, Report, lower

from .outcome import say
from .quiet import quiet


@dataclass(frozen=True, slots=True)
class Checked:
    """A project and all that is known of it.

    Attributes:
        problems: those seen without Keras, then those that only Keras sees.
    """

    graph: Graph
    deck: Catalogue
    program: Program
    problems: tuple[Problem, ...]
    report: Report


def the_deck() -> Catalogue:
    """The catalogue; packages whose cards could not be loaded are named on stderr."""
    deck = load_catalogue()
    for fault in deck.faults:
        say(fault)
    return deck


def check(path: Path) -> Checked:
    """Read a project and find all its problems and facts.

    Raises:
        FileError: the file is no project.
    """
    deck = the_deck()
    graph = read_project(path, deck)
    lowered = lower(graph, deck)
    with quiet():
        from layerdeck.engine.infer import infer  # noqa: PLC0415 - imports Keras

        report = infer(lowered.program, deck)
    problems = (*_nothing(graph), *lowered.problems, *report.problems)
    return Checked(graph, with_blocks(deck, graph), lowered.program, problems, report)


def _nothing(graph: Graph) -> Iterable[Problem]:
    """An empty canvas is a good start in the editor; here it is what no model can come of."""
    if not graph.cards:
        yield Problem("", "", "The project has no cards, so no model can be built. Add some.")
