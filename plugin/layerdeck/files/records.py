"""The records of a journal: which lines of a project's text gave way to which.

A record has a head of fixed length, its sum and its size, and then JSON and the lines that came. So
a record that was cut short, at whatever byte, is told from a whole one, and nothing behind it is
read. The first record holds all lines, and says of which project.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, compress, count
from operator import ne
from pathlib import Path
from typing import Any
from zlib import crc32

_HEAD = len(b"01234567 01234567\n")

Parts = list[list[str]]
"""The lines of a project's text, part by part, as a `Writer` gives them."""


@dataclass(frozen=True)
class Replayed:
    """What a journal's records come to.

    Attributes:
        project: the file that the work belongs to; None where it never had one.
        lines: of the project's text.
        size: of the whole records, in bytes.
    """

    project: Path | None
    lines: tuple[str, ...]
    size: int

    @property
    def text(self) -> str:
        """The project's text."""
        return "\n".join([*self.lines, ""])


def first_record(parts: Parts, project: Path | None) -> bytes:
    """The record from which on a journal can be read."""
    lines = list(chain.from_iterable(parts))
    told = {"project": str(project) if project else None, "changed": [[0, 0, len(lines)]]}
    return _record(told, lines)


def next_record(old: Parts, new: Parts) -> bytes:
    """The record of an edit; empty where it changed no line."""
    if len(old) != len(new):
        old, new = [list(chain.from_iterable(old))], [list(chain.from_iterable(new))]
    changed, lines, start = [], [], 0
    for before, after in zip(old, new, strict=True):
        if before != after:
            same, cut, come = _change(before, after)
            changed.append([start + same, cut, come])
            lines += after[same : same + come]
        start += len(after)
    return _record({"changed": changed}, lines) if changed else b""


def replay(data: bytes) -> Replayed | None:
    """What a journal holds, up to its last whole record; None where not even the first is whole."""
    made: Replayed | None = None
    text: list[str] = []
    for told, lines, size in _whole(data):
        if made is None:
            made = Replayed(Path(told["project"]) if told["project"] else None, (), 0)
        rest = iter(lines)
        for at, cut, come in told["changed"]:
            text[at : at + cut] = [next(rest) for _ in range(come)]
        made = replace(made, size=size)
    return made and replace(made, lines=tuple(text))


def _record(told: dict[str, Any], lines: list[str]) -> bytes:
    body = "\n".join([json.dumps(told), *lines, ""]).encode()
    return b"%08x %08x\n%b" % (crc32(body), len(body), body)


def _whole(data: bytes) -> Iterator[tuple[dict[str, Any], list[str], int]]:
    """What each whole record tells, its lines, and where it ends."""
    start = 0
    while (body := _body(data, start)) is not None:
        start += _HEAD + len(body)
        told, *lines = body.decode().split("\n")[:-1]
        yield json.loads(told), lines, start


def _body(data: bytes, start: int) -> bytes | None:
    head = data[start : start + _HEAD]
    if len(head) < _HEAD or head[8:9] != b" " or head[-1:] != b"\n":
        return None
    try:
        total, size = int(head[:8], 16), int(head[9:17], 16)
    except ValueError:
        return None
    body = data[start + _HEAD : start + _HEAD + size]
    return body if len(body) == size and crc32(body) == total else None


def _change(old: list[str], new: list[str]) -> tuple[int, int, int]:
    """How many lines at the beginning are the same, then how many go, and how many come."""
    shorter = min(len(old), len(new))
    same = next(compress(count(), map(ne, old, new)), shorter)
    tail = shorter - same
    same_tail = next(compress(range(tail), map(ne, reversed(old), reversed(new))), tail)
    return same, len(old) - same - same_tail, len(new) - same - same_tail
