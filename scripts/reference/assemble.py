"""Puts the site's source together: what was written by hand, and what the deck says."""

import shutil
from pathlib import Path

from layerdeck.deck import Catalogue
from layerdeck.editor.app import make_application

from .card_page import card_page
from .commands import command_help
from .examples import make_examples
from .indexes import index_pages
from .pictures import draw
from .projects import include_projects
from .styles import socket_colours
from .tour import take_pictures
from .type_page import type_pages

ROOT = Path(__file__).resolve().parents[2]


def assemble(deck: Catalogue, out: Path) -> None:
    """Write the source of the site into `out`, which is emptied first.

    Raises:
        ExampleError: the graphs of some cards have problems; names all of these.
    """
    shutil.rmtree(out, ignore_errors=True)
    copy_written(out)
    make_application()
    write_cards(deck, out / "cards")
    _write(out / "types", type_pages(deck))
    include_projects(deck, out / "examples")
    _write(out / "commands", command_help(), ".inc")
    (out / "_static" / "sockets.css").write_text(socket_colours(), "utf-8")
    take_pictures(deck, out / "tour")


def copy_written(out: Path) -> None:
    """Copy the pages written by hand, the example projects, the decisions and the changes."""
    shutil.copytree(ROOT / "docs", out)
    shutil.copytree(ROOT / "examples", out / "examples")
    decisions = out / "decisions"
    (decisions / "README.md").rename(decisions / "index.md")
    with (decisions / "index.md").open("a", encoding="utf-8") as index:
        index.write("\n```{toctree}\n:hidden:\n:glob:\n\n0*\n```\n")
    (out / "project").mkdir()
    shutil.copy(ROOT / "CHANGELOG.md", out / "project" / "changes.md")
    shutil.copy(ROOT / "assets" / "icons" / "layerdeck.svg", out / "_static" / "layerdeck.svg")


def write_cards(deck: Catalogue, folder: Path) -> None:
    """Write the page, the pictures and the graph of every card, and the indexes."""
    for card, example in make_examples(deck, folder):
        sizes = draw(example.graph, deck, example.report, folder / card.id, example.card)
        _write(folder, {card.id: card_page(card, deck, example, sizes)})
    _write(folder, index_pages(deck))


def _write(folder: Path, pages: dict[str, str], ending: str = ".md") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        (folder / f"{name}{ending}").write_text(text, "utf-8")
