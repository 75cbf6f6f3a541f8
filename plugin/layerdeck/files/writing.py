"""Writing a project: one card or wire a line, in a stable order, so that git diffs read well."""

import json
from collections.abc import Callable, Mapping
from itertools import chain, compress, count
from operator import is_not
from pathlib import Path
from typing import Any, NamedTuple

from layerdeck.graph import Card, Frame, Graph, Note, Position, Wire

from .atomic import write_atomically
from .decoding import WrittenFloat
from .places import from_folder
from .upgrade import VERSION

_ENCODE = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


class Writer:
    """Puts one state of a project after the other into words; what they share, only once.

    A state has parts, such as its cards, and a part has lines: all of them, one below the other,
    are the text of the project's file.
    """

    def __init__(self) -> None:
        self._before: dict[str, _Written] = {}
        self._written: dict[str, _Written] = {}

    def parts(self, graph: Graph) -> list[list[str]]:
        """The lines of the project's text, part by part."""
        self._before, self._written = self._written, {}
        head = f'{{"layerdeck": {VERSION}, "name": {json_text(graph.name)}'
        if graph.weights:
            head += f', "weights": {json_text(graph.weights)}'
        return _object([[head], *self._body(graph), *self._blocks(graph), *_rest(graph)])

    def _body(self, graph: Graph, owner: str = "", indent: str = " ") -> list[list[str]]:
        place = graph.wires.place if graph.bends else {}
        bends = tuple(
            (wire, graph.bends[wire]) for wire in sorted(graph.bends, key=place.__getitem__)
        )
        return [
            self._list(f"{owner}cards", graph.cards, _card, indent),
            self._list(f"{owner}wires", graph.wires, _wire, indent),
            # A file says nothing of what there is none of.
            *([self._list(f"{owner}frames", graph.frames, _area, indent)] if graph.frames else []),
            *([self._list(f"{owner}notes", graph.notes, _area, indent)] if graph.notes else []),
            *([self._list(f"{owner}bends", bends, _bend, indent)] if bends else []),
        ]

    def _blocks(self, graph: Graph) -> list[list[str]]:
        made: list[str] = []
        for key, block in graph.blocks.items():
            head = f'  {{"block": {json_text(key)}, "name": {json_text(block.name)}'
            parts = _object([[head], *self._body(block, f"{key}.", "   "), *_rest(block, "   ")])
            made += chain.from_iterable(parts)
            made[-1] += ","
        return [_listed("blocks", made, " ")] if made else []

    def _list(
        self,
        name: str,
        things: Mapping[str, object] | tuple[object, ...],
        form: Callable[[Any], Any],
        indent: str,
    ) -> list[str]:
        """A part that has a line for each of some things; what is new is put into words."""
        before = self._before.get(name)
        if before is None or before.things is not things:
            items = list(things.values() if isinstance(things, Mapping) else things)
            before = _Written(things, items, _lines(items, before, form, indent))
        self._written[name] = before
        return _listed(name.rpartition(".")[2], before.lines, indent)


class _Written(NamedTuple):
    """The lines of a part, each with its comma."""

    things: object
    items: list[object]
    lines: list[str]


def _lines(
    items: list[object], before: _Written | None, form: Callable[[Any], Any], indent: str
) -> list[str]:
    """A line for each item; those that are the very items of before keep theirs."""

    def line(item: object) -> str:
        return f"{indent} {json_text(form(item))},"

    if before is None:
        return [line(item) for item in items]
    if len(before.items) == len(items):
        lines = before.lines.copy()
        for place in compress(count(), map(is_not, before.items, items)):
            lines[place] = line(items[place])
        return lines
    # The items of before are held, so their places in memory are not another's.
    known = dict(zip(map(id, before.items), before.lines, strict=True))
    return [known.get(id(item)) or line(item) for item in items]


def project_text(graph: Graph) -> str:
    """The text of a project file; reading it gives the same Graph again."""
    return "\n".join([*chain.from_iterable(Writer().parts(graph)), ""])


def write_project(graph: Graph, path: Path | str) -> None:
    """Write a project; on any failure the file that was there stays as it was.

    A file of weights is named as seen from the project.

    Raises:
        FileError: it cannot be written; says why in a sentence.
    """
    path = Path(path)
    write_atomically(path, project_text(from_folder(graph, path)).encode())


def _object(parts: list[list[str]]) -> list[list[str]]:
    """Parts with a comma behind each but the last, and the brace behind that."""
    for part in parts:
        part[-1] += "}" if part is parts[-1] else ","
    return parts


def _listed(key: str, lines: list[str], indent: str) -> list[str]:
    """A list of lines that end in a comma, the last of which has none in a file."""
    if not lines:
        return [f'{indent}"{key}": []']
    return [f'{indent}"{key}": [', *lines[:-1], lines[-1][:-1], f"{indent}]"]


def _rest(graph: Graph, indent: str = " ") -> list[list[str]]:
    return [[f"{indent}{json_text(key)}: {json_text(value)}"] for key, value in graph.rest.items()]


def _wire(wire: Wire) -> list[str]:
    return [str(wire.source), str(wire.target)]


def _bend(bend: tuple[Wire, tuple[Position, ...]]) -> list[Any]:
    wire, points = bend
    return [*_wire(wire), *map(_pair, points)]


def _card(card: Card) -> dict[str, Any]:
    form: dict[str, Any] = {"id": card.id, "card": card.type}
    if card.at is not None:
        form["at"] = _pair(card.at)
    for key in ("collapsed", "bypassed"):
        if getattr(card, key):
            form[key] = True
    if card.values:
        form["values"] = card.values
    if card.weights:
        form["weights"] = card.weights[0] if len(card.weights) == 1 else card.weights
    return form | {key: value for key, value in card.rest.items() if key not in form}


def _area(area: Frame | Note) -> dict[str, Any]:
    form: dict[str, Any] = {"id": area.id}
    if isinstance(area, Frame):
        form["title"] = area.title
    form |= {"text": area.text, "at": _pair(area.at), "size": _pair(area.size)}
    if isinstance(area, Note) and area.unsettled:
        form["unsettled"] = True
    return form | {key: value for key, value in area.rest.items() if key not in form}


def _pair(numbers: tuple[float, float]) -> list[int | float]:
    return [_pixels(number) for number in numbers]


def _pixels(coordinate: float) -> int | float:
    return int(coordinate) if coordinate == int(coordinate) else coordinate


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
