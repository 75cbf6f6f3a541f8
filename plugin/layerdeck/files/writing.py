"""Writing a project: one card or wire a line, in a stable order, so that git diffs read well."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from layerdeck.graph import Card, Graph

from .atomic import write_atomically
from .decoding import WrittenFloat
from .upgrade import VERSION

_ENCODE = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def project_text(graph: Graph) -> str:
    """The text of a project file; reading it gives the same Graph again."""
    parts = [
        f'{{"layerdeck": {VERSION}, "name": {json_text(graph.name)}',
        *_body(graph),
        *_blocks(graph),
        *_rest(graph),
    ]
    return ",\n".join(parts) + "}\n"


def write_project(graph: Graph, path: Path | str) -> None:
    """Write a project; on any failure the file that was there stays as it was.

    Raises:
        FileError: it cannot be written; says why in a sentence.
    """
    write_atomically(Path(path), project_text(graph).encode())


def _body(graph: Graph, indent: str = " ") -> list[str]:
    cards = [json_text(_card(card)) for card in graph.cards.values()]
    wires = [json_text([str(wire.source), str(wire.target)]) for wire in graph.wires]
    return [
        f'{indent}"cards": {_lines(cards, indent)}',
        f'{indent}"wires": {_lines(wires, indent)}',
    ]


def _blocks(graph: Graph) -> list[str]:
    if not graph.blocks:
        return []
    made = [
        ",\n".join(
            (
                f'{{"block": {json_text(key)}, "name": {json_text(block.name)}',
                *_body(block, "   "),
                *(f"  {line}" for line in _rest(block)),
            )
        )
        + "}"
        for key, block in graph.blocks.items()
    ]
    return [f' "blocks": {_lines(made)}']


def _rest(graph: Graph) -> list[str]:
    return [f" {json_text(key)}: {json_text(value)}" for key, value in graph.rest.items()]


def _card(card: Card) -> dict[str, Any]:
    form: dict[str, Any] = {"id": card.id, "card": card.type}
    if card.at is not None:
        form["at"] = [_pixels(coordinate) for coordinate in card.at]
    if card.values:
        form["values"] = card.values
    return form | {key: value for key, value in card.rest.items() if key not in form}


def _pixels(coordinate: float) -> int | float:
    return int(coordinate) if coordinate == int(coordinate) else coordinate


def _lines(items: list[str], indent: str = " ") -> str:
    parted = f",\n{indent} ".join(items)
    return f"[\n{indent} {parted}\n{indent}]" if items else "[]"


def json_text(value: Any) -> str:
    """A value as it stands in a project's file, on one line."""
    text = _plain(value)
    # Half a character, which only a faulty paste can bring, must not keep a project from its file.
    return text.encode("utf-8", "replace").decode() if not text.isascii() else text


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_ENCODE(key)}: {_plain(item)}' for key, item in value.items())}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_plain, value))}]"
    return value.text if isinstance(value, WrittenFloat) else _ENCODE(value)
