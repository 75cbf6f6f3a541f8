"""Frames, notes and the bends of wires out of plain values, each checked as cards are."""

from typing import Any

from layerdeck.graph import Frame, Note, Position, Size, Wire, Wires
from layerdeck.graph.naming import fresh_id, is_identifier

from .decoding import check_keys, frozen
from .errors import FileError, shown
from .structure import TWO_NUMBERS, pair, pixels, read_end, rest

_FRAME_KEYS = ("id", "title", "text", "at", "size")
_NOTE_KEYS = ("id", "text", "at", "size", "unsettled")


def read_frames(raw_frames: list[Any], taken: set[str]) -> dict[str, Frame]:
    """Every frame by its id, which is added to those taken; one that is taken or left out is new.

    Nothing in a file refers to it, and an older Layerdeck, which keeps frames without knowing them,
    may have given the id to a card.
    """
    frames: dict[str, Frame] = {}
    for number, raw in enumerate(raw_frames, 1):
        where = f"frame {number}"
        frame_id = _id(raw, "frame", taken, where)
        title, text = _text(raw, "title", where), _text(raw, "text", where)
        at, size = _at(raw, where), _size(raw, where)
        frames[frame_id] = Frame(frame_id, title, text, at, size, rest(raw, _FRAME_KEYS, where))
    return frames


def read_notes(raw_notes: list[Any], taken: set[str]) -> dict[str, Note]:
    """Every note by its id, which is given as a frame's is."""
    notes: dict[str, Note] = {}
    for number, raw in enumerate(raw_notes, 1):
        where = f"note {number}"
        note_id = _id(raw, "note", taken, where)
        text = _text(raw, "text", where)
        at, size = _at(raw, where), _size(raw, where)
        unsettled = _unsettled(raw, where)
        notes[note_id] = Note(note_id, text, at, size, rest(raw, _NOTE_KEYS, where), unsettled)
    return notes


def _unsettled(raw: dict[str, Any], where: str) -> bool:
    value = raw.get("unsettled", False)
    if not isinstance(value, bool):
        raise FileError(f'"unsettled" must be true or false, and got {shown(value)}.', where)
    return value


def read_bends(raw_bends: list[Any], wires: Wires) -> dict[Wire, tuple[Position, ...]]:
    """By wire, the points it is led through.

    Bends of a wire that is not there are dropped: an older Layerdeck, which keeps bends without
    knowing them, may have taken the wire away, or its card.
    """
    bends: dict[Wire, tuple[Position, ...]] = {}
    for number, raw in enumerate(raw_bends, 1):
        where = f"bend {number}"
        if not isinstance(raw, list) or len(raw) < 3:
            raise FileError(
                'the bends of a wire must be ["card.output", "card.input", [x, y], …], and got '
                f"{shown(raw)}.",
                where,
            )
        points = []
        for item in raw[2:]:
            point = pixels(item)
            if point is None:
                raise FileError(f"a point must be {TWO_NUMBERS}, and got {pair(item)}.", where)
            points.append(point)
        wire = Wire(read_end(raw[0], where), read_end(raw[1], where))
        if wire in wires:
            bends[wire] = tuple(points)
    return bends


def _id(raw: Any, kind: str, taken: set[str], where: str) -> str:
    if not isinstance(raw, dict):
        raise FileError(f"a {kind} must be an object, and got {shown(raw)}.", where)
    check_keys(raw, where)
    given = raw.get("id", kind)
    if not isinstance(given, str) or not is_identifier(given):
        raise FileError(
            f"its id must be a Python name, and got {shown(given)}; correct it or leave it out.",
            where,
        )
    fresh = fresh_id(taken, given)
    taken.add(fresh)
    return fresh


def _text(raw: dict[str, Any], key: str, where: str) -> str:
    text = frozen(raw.get(key, ""), where)
    if not isinstance(text, str):
        raise FileError(f'"{key}" must be a text, and got {shown(text)}.', where)
    return text


def _at(raw: dict[str, Any], where: str) -> Position:
    at = pixels(raw.get("at"))
    if at is None:
        raise FileError(f'"at" must be {TWO_NUMBERS}, and got {pair(raw.get("at"))}.', where)
    return at


def _size(raw: dict[str, Any], where: str) -> Size:
    size = pixels(raw.get("size"))
    if size is None or min(size) <= 0:
        got = pair(raw.get("size"))
        raise FileError(f'"size" must be {TWO_NUMBERS}, above 0, and got {got}.', where)
    return size
