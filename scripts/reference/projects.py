"""What the tour includes of an example project: its picture, its figures, its code."""

from pathlib import Path

from layerdeck.deck import Catalogue
from layerdeck.editor.canvas.look import card_sizes
from layerdeck.editor.words import count_text, plural, shape_text
from layerdeck.files import give_places, read_project
from layerdeck.graph import Graph
from layerdeck.graph.blocks import with_blocks
from layerdeck.program import Report, bytes_text

from .examples import facts_and_code
from .markdown import code, picture, plain, table
from .pictures import draw


def include_projects(deck: Catalogue, projects: Path) -> None:
    """Write beside every project a picture, and pieces of pages with its figures and code."""
    for file in sorted(projects.glob("*.layerdeck")):
        graph = read_project(file, deck)
        with_its_blocks = with_blocks(deck, graph)
        graph = give_places(graph, card_sizes(graph, with_its_blocks))
        report, text = facts_and_code(graph, deck, file.name)
        sizes = draw(graph, deck, report, projects / file.stem)
        pieces = {
            "picture": picture(
                f"/examples/{file.stem}-graph", f"The graph {file.stem}", sizes.graph, "graph"
            ),
            "figures": _figures(report),
            "summary": _summary(graph, with_its_blocks, report),
        }
        for name, piece in pieces.items():
            (projects / f"{file.stem}-{name}.inc").write_text(piece, "utf-8")
        (projects / f"{file.stem}.py").write_text(text, "utf-8")


def _figures(report: Report) -> str:
    return (
        f"{plural(report.parameters, 'parameter')}, {bytes_text(report.activation_bytes)} of "
        f"activations and {count_text(report.multiply_adds)} multiply-adds for one sample."
    )


def _summary(graph: Graph, deck: Catalogue, report: Report) -> str:
    rows = []
    for card in graph.cards.values():
        facts = report.facts.get(card.id)
        if facts is None or facts.output_shape is None:
            continue
        field = "×".join(map(str, facts.receptive_field or ()))
        rows.append(
            (
                code(card.id),
                plain(deck[card.type].title),
                shape_text(facts.output_shape),
                f"{facts.parameters:,}",
                field,
            )
        )
    return table(("Name", "Card", "Output", "Parameters", "Receptive field"), rows, "summary")
