"""Writing a project: one card or wire a line, in a stable order, so that git diffs read well."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from layerdeck.graph import Card, Graph

from .atomic import write_atomically
from .upgrade import VERSION


def project_text(graph: Graph) -> str:
    """The text of a project file; reading it gives the same Graph again."""
    cards = [_json(_card(card)) for card in graph.cards.values()]
    wires = [_json([str(wire.source), str(wire.target)]) for wire in graph.wires]
    parts = [
        f'{{"layerdeck": {VERSION}, "name": {_json(graph.name)}',
        f' "cards": {_lines(cards)}',
        f' "wires": {_lines(wires)}',
        *(f" {_json(key)}: {_json(value)}" for key, value in graph.rest.items()),
    ]
    return ",\n".join(parts) + "}\n"


def write_project(graph: Graph, path: Path | str) -> None:
    """Write a project; on any failure the file that was there stays as it was.

    Raises:
        FileError: it cannot be written; says why in a sentence.
    """
    write_atomically(Path(path), project_text(graph).encode())


def _card(card: Card) -> dict[str, Any]:
    form: dict[str, Any] = {"id": card.id, "card": card.type}
    if card.at is not None:
        form["at"] = [_pixels(coordinate) for coordinate in card.at]
    if card.values:
        form["values"] = card.values
    return {**form, **card.rest}


def _pixels(coordinate: float) -> int | float:
    return int(coordinate) if coordinate == int(coordinate) else coordinate


def _lines(items: list[str]) -> str:
    return "[\n  " + ",\n  ".join(items) + "\n ]" if items else "[]"


def _json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, default=_plain)
    # Half a character, which only a faulty paste can bring, must not keep a project from its file.
    return text.encode("utf-8", "replace").decode() if not text.isascii() else text


def _plain(value: object) -> dict[str, Any]:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is no value of a project")
