"""A grid of cells that tells which boxes lie in a part of the canvas, however many there are."""

from collections.abc import Hashable, Iterator
from math import floor
from typing import Generic, TypeVar

from PySide6.QtCore import QRectF

Key = TypeVar("Key", bound=Hashable)

_CELL = 512.0
"""Edge of a cell, in pixels of the scene at 1:1: about two cards."""
_MOST_CELLS = 64
"""Boxes over more cells, such as those of long wires, are looked at one by one."""


class Boxes(Generic[Key]):
    """Boxes of the scene by key; those that meet a rectangle are found without asking the rest."""

    def __init__(self) -> None:
        self._boxes: dict[Key, tuple[float, float, float, float]] = {}
        self._cells: dict[tuple[int, int], dict[Key, None]] = {}
        self._wide: dict[Key, None] = {}

    def put(self, key: Key, box: QRectF) -> None:
        """Lay a box, in the place of the one that the key had."""
        self.drop(key)
        edges = box.left(), box.top(), box.right(), box.bottom()
        self._boxes[key] = edges
        cells = _cells(*edges)
        if len(cells) > _MOST_CELLS:
            self._wide[key] = None
        else:
            for cell in cells:
                self._cells.setdefault(cell, {})[key] = None

    def drop(self, key: Key) -> None:
        """Take a box away, if there is one."""
        edges = self._boxes.pop(key, None)
        if edges is None:
            return
        if key in self._wide:
            del self._wide[key]
            return
        for cell in _cells(*edges):
            inside = self._cells[cell]
            del inside[key]
            if not inside:
                del self._cells[cell]

    def meeting(self, area: QRectF) -> Iterator[Key]:
        """The keys whose boxes meet an area, each once."""
        left, top, right, bottom = area.left(), area.top(), area.right(), area.bottom()
        for key in self._near(_cells(left, top, right, bottom)):
            x, y, far_x, far_y = self._boxes[key]
            if x <= right and far_x >= left and y <= bottom and far_y >= top:
                yield key

    def bounds(self) -> QRectF:
        """The box around all boxes."""
        if not self._boxes:
            return QRectF()
        lefts, tops, rights, bottoms = zip(*self._boxes.values(), strict=True)
        left, top = min(lefts), min(tops)
        return QRectF(left, top, max(rights) - left, max(bottoms) - top)

    def _near(self, cells: "_Cells") -> list[Key]:
        if len(cells) > len(self._cells):
            return list(self._boxes)
        found = dict(self._wide)
        for cell in cells:
            found.update(self._cells.get(cell, {}))
        return list(found)


class _Cells:
    """The cells that a box lies in; counted without being listed."""

    __slots__ = ("_across", "_down")

    def __init__(self, across: range, down: range) -> None:
        self._across, self._down = across, down

    def __len__(self) -> int:
        return len(self._across) * len(self._down)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return ((column, row) for column in self._across for row in self._down)


def _cells(left: float, top: float, right: float, bottom: float) -> _Cells:
    return _Cells(
        range(floor(left / _CELL), floor(right / _CELL) + 1),
        range(floor(top / _CELL), floor(bottom / _CELL) + 1),
    )
