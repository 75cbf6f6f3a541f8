"""A library of blocks: a folder of small projects, each of which is a block.

What a block holds is the project; the blocks that it needs go with it. So a kept block opens like
any other file, and any project that lies in the folder can be used as a block.
"""

from dataclasses import dataclass
from pathlib import Path

from layerdeck.deck import Catalogue
from layerdeck.graph import Graph
from layerdeck.graph.blocks import reached_blocks
from layerdeck.graph.origins import without_weights

from .atomic import why
from .errors import FileError
from .reading import read_project
from .source import read_bytes
from .writing import project_text, write_project

ENDING = ".layerdeck"


@dataclass(frozen=True, slots=True)
class Kept:
    """A block of the library; `graph.name` is what a person reads."""

    path: Path
    graph: Graph


@dataclass(frozen=True, slots=True)
class Library:
    """What a folder holds: its blocks by name, and a sentence for every file that is none."""

    blocks: tuple[Kept, ...] = ()
    faults: tuple[str, ...] = ()


def keep_block(folder: Path, graph: Graph, block_id: str, *, replace: bool = False) -> Path:
    """Keep a block of a project in the library, with the blocks it needs; gives its file.

    Raises:
        FileError: it cannot be written, or without `replace`, another block is kept under its id.
    """
    graph = without_weights(graph)  # of a block that is used elsewhere, no file knows anything
    block = graph.blocks[block_id]
    needed = reached_blocks(block, graph.blocks)
    kept = block.with_(blocks={key: graph.blocks[key] for key in graph.blocks if key in needed})
    path = folder / f"{block_id}{ENDING}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        there = read_bytes(path) if path.exists() else b""
    except OSError as error:
        raise FileError(f"it cannot be written: {why(error)}.", file=path) from None
    if there and not replace and there != project_text(kept).encode():
        raise FileError(
            f"another block is kept as {block_id}; replace it, or give this one another name.",
            file=path,
        )
    write_project(kept, path)
    return path


def list_blocks(folder: Path, deck: Catalogue) -> Library:
    """The blocks of the library, by their names; a faulty file is passed over and told of."""
    blocks: list[Kept] = []
    faults: list[str] = []
    for path in folder.glob(f"*{ENDING}"):
        try:
            blocks.append(Kept(path, read_project(path, deck)))
        except FileError as error:
            faults.append(str(error))
    faults.sort()
    blocks.sort(key=lambda kept: (kept.graph.name.casefold(), kept.path))
    return Library(tuple(blocks), tuple(faults))
