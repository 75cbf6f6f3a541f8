"""Models of Keras as projects: our own reading of their configuration. Nothing in it is ever run.

A file gives its configuration (`opening`), which tells of a model (`model`, `nodes`, `saved`);
its layers become cards (`making`, `values`, `names`) and its calls wires (`placing`, `wiring`).
"""

import os
from dataclasses import dataclass, replace
from pathlib import Path

from layerdeck.deck import Catalogue, Value, load_catalogue
from layerdeck.files.errors import FileError
from layerdeck.graph import Graph
from layerdeck.graph.origins import IMPORTED

from .model import find_model, read_model
from .names import LayerNames
from .opening import parse_configuration, read_configuration
from .placing import place
from .report import told_counts
from .saved import all_saved
from .sheet import Work

__all__ = ["ENDINGS", "Imported", "import_model", "parse_model", "remembering"]

ENDINGS = (".keras", ".h5", ".hdf5", ".json")
"""The endings of files that hold a model."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A model as a project, its cards without places, and what is to be told of the import.

    Attributes:
        told: what came over, in a sentence.
        lost: what did not, or came otherwise, and why: a sentence each.
        aside: what is worth knowing though all is as it was, a sentence each.
    """

    graph: Graph
    told: str
    lost: tuple[str, ...]
    aside: tuple[str, ...] = ()


def import_model(path: Path | str, deck: Catalogue | None = None) -> Imported:
    """Read the model in a file: Keras JSON of Keras 2 or 3, a .keras or an .h5 file.

    Of a file with weights the graph remembers where it is, and its cards which layers they were.

    Raises:
        FileError: the file cannot be read or holds no model; one sentence, with the place.
    """
    path = Path(path)
    try:
        raw, has_weights = read_configuration(path)
        made = _imported(raw, load_catalogue() if deck is None else deck, has_weights)
    except FileError as error:
        raise error.within(path) from None
    if not has_weights:
        return made
    return replace(made, graph=made.graph.with_(weights=os.path.realpath(path)))


def remembering(graph: Graph, path: Path) -> Graph:
    """The graph of an import that knows where it came from, also where no weights are there.

    So a build can say that all weights are fresh, as it need not of what was never a model.
    """
    return graph if graph.weights else graph.with_(rest={**graph.rest, IMPORTED: path.name})


def parse_model(text: str | bytes, deck: Catalogue) -> Imported:
    """Read the model in a text, as `to_json` gives it.

    Raises:
        FileError: it holds no model; one sentence, with the place.
    """
    return _imported(parse_configuration(text), deck)


def _imported(raw: Value, deck: Catalogue, has_weights: bool = False) -> Imported:
    saved = find_model(raw)
    work = Work(deck, LayerNames(all_saved(saved.config)), place, has_weights)
    graph, _ = place(work, read_model(saved), ())
    whole = graph.with_(blocks=work.blocks)
    return Imported(whole, told_counts(work.counts), work.notes.sentences())
