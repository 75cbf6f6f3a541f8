"""Which pieces of which wires are to be painted anew: a scroll uncovers only strips."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from PySide6.QtCore import QRectF

from layerdeck.graph import Wire

from .contents import Contents
from .far import FarItem
from .wire_item import WireItem


class Exposure:
    """Known while the canvas is painted; a long wire reaches far beyond what is painted of it."""

    def __init__(self, contents: Contents, far: FarItem) -> None:
        self._contents, self._far = contents, far
        self._met: dict[Wire, set[int]] | None = None

    def begin(self, areas: Iterable[QRectF]) -> None:
        """Only these areas of the scene are painted anew until the end."""
        if self._far.isVisible():
            return
        self._met = defaultdict(set)
        for area in areas:
            for wire, number in self._contents.wire_boxes.met(area):
                self._met[wire].add(number)

    def end(self) -> None:
        """Whatever is painted from here on is painted whole."""
        self._met = None

    def pieces(self, item: WireItem) -> Collection[int] | None:
        """The pieces of a wire that are to be painted anew; None for all of it."""
        # While it is in the hand, or follows it, it does not lie where it is known to lie.
        strays = item.parentItem() or item.route is not self._contents.wires[item.wire]
        return None if self._met is None or strays else self._met.get(item.wire, ())
