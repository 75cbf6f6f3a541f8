"""Where the file of a project's weights is: seen from the project in its file, else in full.

So a project and its model can be moved together, and in memory no edit, undo or other place to save
at makes a path wrong.
"""

import os
from pathlib import Path, PurePath

from layerdeck.graph import Graph


def from_folder(graph: Graph, project: Path) -> Graph:
    """The graph as it is written to a project's file, its weights named as seen from there."""
    if not graph.weights:
        return graph
    try:
        seen = os.path.relpath(graph.weights, os.path.realpath(project.parent))
    except ValueError:  # they are on two disks of Windows
        return graph
    return graph.with_(weights=PurePath(seen).as_posix())


def in_full(graph: Graph, project: Path) -> Graph:
    """The graph of a project's file, with the whole path of its weights."""
    if not graph.weights:
        return graph
    folder = Path(os.path.realpath(project.parent))
    return graph.with_(weights=os.path.normpath(folder / graph.weights))
