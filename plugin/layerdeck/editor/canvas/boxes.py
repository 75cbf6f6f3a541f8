"""A grid of cells that tells which boxes lie in a part of the canvas, however many there are."""

from collections.abc import Hashable, Iterable, Iterator
from functools import cache
from math import floor
from typing import Generic, TypeVar

from PySide6.QtCore import QRectF

Key = TypeVar("Key", bound=Hashable)

_CELL = 512.0
"""Edge of a cell, in pixels of the scene at 1:1: about two cards."""

_Cell = tuple[int, int]

Edges = tuple[float, float, float, float]
"""Left, top, right and bottom."""


class Boxes(Generic[Key]):
    """Boxes of the scene by key; those that meet a rectangle are found without asking the rest.

    What is long and thin, as a wire, has several boxes along its way.
    """

    def __init__(self) -> None:
        self._boxes: dict[Key, tuple[Edges, ...]] = {}
        self._cells: dict[_Cell, dict[Key, tuple[int, ...]]] = {}
        """Which boxes of which keys reach into a cell."""
        self._numbers: dict[Key, tuple[int, ...]] = {}

    def put(self, key: Key, *boxes: QRectF) -> None:
        """Lay boxes, in the place of those that the key had."""
        self.drop(key)
        edges = tuple((box.left(), box.top(), box.right(), box.bottom()) for box in boxes)
        self._boxes[key] = edges
        self._numbers[key] = _numbered(len(edges))
        for number, box in enumerate(edges):
            for cell in _cells(*box):
                inside = self._cells.setdefault(cell, {})
                inside[key] = (*inside.get(key, ()), number)

    def drop(self, key: Key) -> None:
        """Take the boxes of a key away, if there are any."""
        self._numbers.pop(key, None)
        for cell in {cell for box in self._boxes.pop(key, ()) for cell in _cells(*box)}:
            inside = self._cells[cell]
            del inside[key]
            if not inside:
                del self._cells[cell]

    def meeting(self, area: QRectF) -> Iterator[Key]:
        """The keys whose boxes meet an area, each once."""
        return iter(dict.fromkeys(key for key, _ in self._met(area, first=True)))

    def met(self, area: QRectF) -> Iterator[tuple[Key, int]]:
        """Each box that meets an area: its key, and its number among the key's, at least once."""
        return self._met(area, first=False)

    def each_at(self, area: QRectF) -> Iterator[QRectF]:
        """The boxes that meet an area, each at least once."""
        for key, number in self.met(area):
            left, top, right, bottom = self._boxes[key][number]
            yield QRectF(left, top, right - left, bottom - top)

    def _met(self, area: QRectF, *, first: bool) -> Iterator[tuple[Key, int]]:
        left, top, right, bottom = area.left(), area.top(), area.right(), area.bottom()
        for inside in self._near(_cells(left, top, right, bottom)):
            for key, numbers in inside.items():
                boxes = self._boxes[key]
                for number in numbers:
                    x, y, far_x, far_y = boxes[number]
                    if x <= right and far_x >= left and y <= bottom and far_y >= top:
                        yield key, number
                        if first:
                            break

    def bounds(self) -> QRectF:
        """The box around all boxes."""
        if not self._boxes:
            return QRectF()
        every = (edges for boxes in self._boxes.values() for edges in boxes)
        lefts, tops, rights, bottoms = zip(*every, strict=True)
        left, top = min(lefts), min(tops)
        return QRectF(left, top, max(rights) - left, max(bottoms) - top)

    def _near(self, cells: "_Cells") -> Iterable[dict[Key, tuple[int, ...]]]:
        """The boxes that reach into cells, or where those are many, all boxes."""
        if len(cells) > len(self._cells):
            return [self._numbers]
        return filter(None, map(self._cells.get, cells))


class _Cells:
    """The cells that a box lies in; counted without being listed."""

    __slots__ = ("_across", "_down")

    def __init__(self, across: range, down: range) -> None:
        self._across, self._down = across, down

    def __len__(self) -> int:
        return len(self._across) * len(self._down)

    def __iter__(self) -> Iterator[_Cell]:
        return ((column, row) for column in self._across for row in self._down)


def _cells(left: float, top: float, right: float, bottom: float) -> _Cells:
    return _Cells(
        range(floor(left / _CELL), floor(right / _CELL) + 1),
        range(floor(top / _CELL), floor(bottom / _CELL) + 1),
    )


@cache
def _numbered(count: int) -> tuple[int, ...]:
    return tuple(range(count))
