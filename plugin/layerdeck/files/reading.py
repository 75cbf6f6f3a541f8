"""Reading a project: every part is checked, and told with its place where it does not hold."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from layerdeck.deck import Catalogue, load_catalogue
from layerdeck.graph import Graph
from layerdeck.graph.naming import is_identifier

from .areas import read_bends, read_frames, read_notes
from .decoding import check_keys, decode, frozen
from .errors import FileError, shown
from .lines import line_of
from .places import in_full
from .source import read_bytes
from .structure import read_cards, read_wires, rest
from .upgrade import upgrade

_BODY = ("cards", "wires", "frames", "notes", "bends")
_KEYS = ("layerdeck", "name", "weights", *_BODY, "blocks")
_BLOCK_KEYS = ("block", "name", *_BODY)


def read_project(path: Path | str, deck: Catalogue | None = None, name: str = "") -> Graph:
    """Read the project at `path`; a project without a name gets `name`, or else the file's.

    Cards without a place come with `at` None, for the caller to lay out.

    Raises:
        FileError: the file cannot be read or is no project; one sentence, with the place.
    """
    path = Path(path)
    return in_full(read_as_written(path, load_catalogue() if deck is None else deck, name), path)


def read_as_written(path: Path, deck: Catalogue, name: str = "") -> Graph:
    """`read_project` of what may be a copy made elsewhere: paths in it are left as they are.

    Raises:
        FileError: the file cannot be read or is no project; one sentence, with the place.
    """
    data = b""
    try:
        data = read_bytes(path)
        return parse_project(data, deck, name or path.stem)
    except FileError as error:
        raise (_why_model(path, data) or error.within(path)) from None


def _why_model(path: Path, data: bytes) -> FileError | None:
    """Where what is no project is a Keras model: that it is one, and how it becomes a project."""
    if data:
        archive = data.startswith(b"PK") and b"config.json" in data
        is_model = archive or (data.startswith(b"\x89HDF") and b"model_config" in data)
        is_model = is_model or (data.lstrip().startswith(b"{") and _tells_a_model(data))
    else:
        # It is too large to be read as a project.
        is_model = path.suffix.lower() in (".keras", ".h5", ".hdf5") and path.is_file()
        is_model = is_model and path.stat().st_size > 0
    if not is_model:
        return None
    made = path.with_suffix(".layerdeck")
    what = f"make one of it with `layerdeck import {path} -o {made}`."
    return FileError(f"it is a Keras model, and no project: {what}", file=path)


def _tells_a_model(data: bytes) -> bool:
    """Whether a text has the keys of a model as to_json or TensorFlow.js writes it."""
    try:
        raw = decode(data)
    except FileError:
        return False
    keys = {"class_name", "config"}, {"modelTopology"}, {"model_config"}
    return isinstance(raw, dict) and "layerdeck" not in raw and any(one <= set(raw) for one in keys)


def parse_project(text: str | bytes, deck: Catalogue, name: str = "untitled") -> Graph:
    """Read a project from text; `name` is given to one that names itself not.

    Values are brought into the form the deck wants where they fit it. What does not fit is kept as
    it was read, for `lower` to report on its card; so are unknown cards and keys, and the values of
    blocks' cards, whose defaults may change with the block. A wire that says the same as an earlier
    one is dropped, but not where an input takes several: x may be added to itself.

    Raises:
        FileError: it is no project; one sentence, with the place.
    """
    if isinstance(text, str):
        text = text.encode("utf-8", "surrogatepass")
    raw = decode(text)
    if not isinstance(raw, dict):
        raise FileError(f"a project is one JSON object, and got {shown(raw)}.", "line 1")
    try:
        return _project(raw, deck, name)
    except FileError as error:
        # Of a file that is one line the number says nothing.
        known = error.place and b"\n" in text.strip()
        line = line_of(text.decode("utf-8-sig"), error.place) if known else 0
        where = f"line {line}, {error.where}" if line else error.where
        raise FileError(error.what, where) from None


def _project(raw: dict[str, Any], deck: Catalogue, given_name: str) -> Graph:
    check_keys(raw, "the project")
    project = upgrade(raw)
    name = frozen(project.get("name", given_name), "the name")
    if not isinstance(name, str):
        raise FileError(f"it must be a text, and got {shown(name)}.", "the name", place=("name",))
    weights = frozen(project.get("weights", ""), "the weights")
    if not isinstance(weights, str):
        what = f"it must be the path of a file, and got {shown(weights)}."
        raise FileError(what, 'the key "weights"', place=("weights",))
    with _within("blocks"):
        blocks = _blocks(_list(project, "blocks"), deck)
    body = _body(project, deck)
    kept = rest(project, _KEYS, "the project")
    return body.with_(name=name, weights=weights, blocks=blocks, rest=kept)


def _body(raw: dict[str, Any], deck: Catalogue) -> Graph:
    """What a project and a block hold alike."""
    with _within("cards"):
        cards = read_cards(_list(raw, "cards"), deck)
    with _within("wires"):
        wires = read_wires(_list(raw, "wires"), cards, deck)
    taken = set(cards)
    with _within("frames"):
        frames = read_frames(_list(raw, "frames"), taken)
    with _within("notes"):
        notes = read_notes(_list(raw, "notes"), taken)
    with _within("bends"):
        bends = read_bends(_list(raw, "bends"), wires)
    return Graph(cards=cards, wires=wires, frames=frames, notes=notes, bends=bends)


@contextmanager
def _within(key: str) -> Iterator[None]:
    """Have a fault in a list know its place: what tells of it begins with the thing's number."""
    try:
        yield
    except FileError as error:
        number = re.match(r"[a-z]+ (\d+)", error.where)
        place = (key, int(number[1]) - 1) if number else (key,)
        raise FileError(error.what, error.where, place=error.place or place) from None


def _blocks(raw_blocks: list[Any], deck: Catalogue) -> dict[str, Graph]:
    """Every block by its id."""
    blocks: dict[str, Graph] = {}
    for number, raw in enumerate(raw_blocks, 1):
        where = f"block {number}"
        if not isinstance(raw, dict):
            raise FileError(f"a block must be an object, and got {shown(raw)}.", where)
        check_keys(raw, where)
        block_id = raw.get("block")
        if not isinstance(block_id, str) or not is_identifier(block_id):
            raise FileError(
                f'"block" must be a Python name, and got {shown(block_id)}; it names the function '
                "in the exported code.",
                where,
            )
        if block_id in blocks:
            raise FileError(f"its id {block_id} is taken by an earlier block.", where)
        name = frozen(raw.get("name", block_id), where)
        if not isinstance(name, str):
            raise FileError(f"its name must be a text, and got {shown(name)}.", where)
        try:
            body = _body(raw, deck)
        except FileError as error:
            place = ("blocks", number - 1, *error.place)
            within = f"{where} ({block_id}), {error.where}"
            raise FileError(error.what, within, place=place) from None
        blocks[block_id] = body.with_(name=name, rest=rest(raw, _BLOCK_KEYS, where))
    return blocks


def _list(project: dict[str, Any], key: str) -> list[Any]:
    found = project.get(key, [])
    if not isinstance(found, list):
        raise FileError(f"it must be a list, and got {shown(found)}.", f'the key "{key}"')
    return found
