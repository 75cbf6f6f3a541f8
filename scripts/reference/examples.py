"""The small graph on every card's page: made, written, read back, and looked at by Keras."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from layerdeck.deck import CardType, Catalogue
from layerdeck.editor.canvas.look import card_sizes
from layerdeck.engine.infer import infer
from layerdeck.export import export
from layerdeck.files import lay_out, read_project, write_project
from layerdeck.graph import Graph
from layerdeck.graph.sample import sample
from layerdeck.program import Report, lower


class ExampleError(ValueError):
    """A card's graph cannot stand in the reference; says which, and why."""


@dataclass(frozen=True, slots=True)
class Example:
    """A graph that shows a card at work.

    Attributes:
        graph: as it was read back from its file.
        card: the id, in the graph, of the card that is shown.
        file: where it was written.
        report: what Keras says of it.
        code: the module that it exports.
    """

    graph: Graph
    card: str
    file: Path
    report: Report
    code: str


def make_example(deck: Catalogue, card_type: CardType, folder: Path) -> Example:
    """Write a card's graph to a file, and find out all about what that file holds.

    Raises:
        ExampleError: the file does not hold the graph, or the graph has a problem.
    """
    graph, card = sample(deck, card_type)
    graph = lay_out(graph, card_sizes(graph, deck))
    file = folder / f"{card_type.id}.layerdeck"
    write_project(graph, file)
    again = read_project(file, deck)
    if again != graph:
        raise ExampleError(f"{card_type.id}: {file.name} does not read back to the same graph.")
    report, text = facts_and_code(again, deck, card_type.id)
    return Example(again, card, file, report, text)


def facts_and_code(graph: Graph, deck: Catalogue, name: str) -> tuple[Report, str]:
    """What Keras says of a graph, and the module it exports.

    Raises:
        ExampleError: the graph has a problem; `name` is what the message begins with.
    """
    lowered = lower(graph, deck)
    report = infer(lowered.program, deck)
    for problem in (*lowered.problems, *report.problems):
        raise ExampleError(f"{name}: {problem.card}: {problem.message}")
    return report, export(lowered.program).text


def make_examples(deck: Catalogue, folder: Path) -> Iterator[tuple[CardType, Example]]:
    """The example of every card of the deck.

    Raises:
        ExampleError: some of them cannot be made; names all of these.
    """
    folder.mkdir(parents=True, exist_ok=True)
    wrong = []
    for card_type in deck.values():
        try:
            yield card_type, make_example(deck, card_type, folder)
        except ExampleError as error:
            wrong.append(str(error))
        except (ValueError, KeyError) as error:  # an example that fits no port, or names no card
            wrong.append(f"{card_type.id}: {error!r}")
    if wrong:
        raise ExampleError("\n".join(wrong))
