"""A grid of cells that tells which boxes lie in a part of the canvas, however many there are."""

from collections.abc import Hashable, Iterable, Iterator
from math import floor
from typing import Generic, TypeVar

from PySide6.QtCore import QRectF

Key = TypeVar("Key", bound=Hashable)

_CELL = 512.0
"""Edge of a cell, in pixels of the scene at 1:1: about two cards."""

Edges = tuple[float, float, float, float]
"""Left, top, right and bottom."""


class Boxes(Generic[Key]):
    """Boxes of the scene by key; those that meet a rectangle are found without asking the rest.

    What is long and thin, as a wire, has several boxes along its way.
    """

    def __init__(self) -> None:
        self._boxes: dict[Key, tuple[Edges, ...]] = {}
        self._cells: dict[tuple[int, int], dict[Key, None]] = {}

    def put(self, key: Key, *boxes: QRectF) -> None:
        """Lay boxes, in the place of those that the key had."""
        self.drop(key)
        edges = tuple((box.left(), box.top(), box.right(), box.bottom()) for box in boxes)
        self._boxes[key] = edges
        for cell in _cells_of(edges):
            self._cells.setdefault(cell, {})[key] = None

    def drop(self, key: Key) -> None:
        """Take the boxes of a key away, if there are any."""
        for cell in _cells_of(self._boxes.pop(key, ())):
            inside = self._cells[cell]
            del inside[key]
            if not inside:
                del self._cells[cell]

    def meeting(self, area: QRectF) -> Iterator[Key]:
        """The keys whose boxes meet an area, each once."""
        left, top, right, bottom = area.left(), area.top(), area.right(), area.bottom()
        for key in self._near(_cells(left, top, right, bottom)):
            for x, y, far_x, far_y in self._boxes[key]:
                if x <= right and far_x >= left and y <= bottom and far_y >= top:
                    yield key
                    break

    def bounds(self) -> QRectF:
        """The box around all boxes."""
        if not self._boxes:
            return QRectF()
        every = (edges for boxes in self._boxes.values() for edges in boxes)
        lefts, tops, rights, bottoms = zip(*every, strict=True)
        left, top = min(lefts), min(tops)
        return QRectF(left, top, max(rights) - left, max(bottoms) - top)

    def _near(self, cells: "_Cells") -> list[Key]:
        if len(cells) > len(self._cells):
            return list(self._boxes)
        found: dict[Key, None] = {}
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


def _cells_of(boxes: Iterable[Edges]) -> set[tuple[int, int]]:
    return {cell for edges in boxes for cell in _cells(*edges)}
