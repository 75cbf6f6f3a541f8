"""Reading a project: every part is checked, and told with its place where it does not hold."""

from pathlib import Path
from typing import Any

from layerdeck.deck import Catalogue, load_catalogue
from layerdeck.graph import Graph

from .decoding import check_keys, decode, frozen
from .errors import FileError, shown
from .source import read_bytes
from .structure import read_cards, read_wires, rest
from .upgrade import upgrade

_KEYS = ("layerdeck", "name", "cards", "wires")


def read_project(path: Path | str, deck: Catalogue | None = None) -> Graph:
    """Read the project at `path`; a project without a name gets the file's.

    Cards without a place come with `at` None, for the caller to lay out.

    Raises:
        FileError: the file cannot be read or is no project; one sentence, with the place.
    """
    path = Path(path)
    data = read_bytes(path)
    try:
        return parse_project(data, load_catalogue() if deck is None else deck, path.stem)
    except FileError as error:
        raise error.within(path) from None


def parse_project(text: str | bytes, deck: Catalogue, name: str = "untitled") -> Graph:
    """Read a project from text; `name` is given to one that names itself not.

    Values are brought into the form the deck wants where they fit it. What does not fit is kept as
    it was read, for `lower` to report on its card; so are unknown cards and keys. A wire that says
    the same as an earlier one is dropped, but not where an input takes several: x may be added to
    itself.

    Raises:
        FileError: it is no project; one sentence, with the place.
    """
    if isinstance(text, str):
        text = text.encode("utf-8", "surrogatepass")
    raw = decode(text)
    if not isinstance(raw, dict):
        raise FileError(f"a project is one JSON object, and got {shown(raw)}.", "line 1")
    check_keys(raw, "the project")
    project = upgrade(raw)
    name = frozen(project.get("name", name), "the name")  # type: ignore[assignment]
    if not isinstance(name, str):
        raise FileError(f"it must be a text, and got {shown(name)}.", "the name")
    cards = read_cards(_list(project, "cards"), deck)
    wires = read_wires(_list(project, "wires"), cards, deck)
    return Graph(name, cards, wires, rest(project, _KEYS, "the project"))


def _list(project: dict[str, Any], key: str) -> list[Any]:
    found = project.get(key, [])
    if not isinstance(found, list):
        raise FileError(f"it must be a list, and got {shown(found)}.", f'the key "{key}"')
    return found
