"""One's own blocks: kept in a folder beside the settings, and offered in the deck."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Signal

from layerdeck.deck import CardType, Catalogue
from layerdeck.files.library import Kept, keep_block, list_blocks
from layerdeck.graph import Graph
from layerdeck.graph.blocks import PREFIX, block_type, with_blocks
from layerdeck.graph.bringing import take_block

_KEPT = "kept:"
"""A card type `kept:encoder` stands for the block of the library in the file `encoder`."""
CATEGORY = "My blocks"


def library_folder(settings: QSettings) -> Path:
    """Where one's own blocks are kept, beside the settings."""
    return Path(settings.fileName()).parent / "blocks"


class Library(QObject):
    """The blocks of the folder, as cards of the deck."""

    changed = Signal()
    """Other blocks are kept than before."""

    def __init__(self, folder: Path, deck: Catalogue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder, self._deck = folder, deck
        self.faults: tuple[str, ...] = ()
        self._kept: dict[str, Kept] = {}
        self._types: tuple[CardType, ...] = ()
        self._offered: tuple[Catalogue, Catalogue] | None = None
        self.read()

    @property
    def kept(self) -> Mapping[str, Kept]:
        """The blocks by the ids of their card types."""
        return self._kept

    def read(self) -> None:
        """Read the folder anew."""
        found = list_blocks(self.folder, self._deck)
        self._kept = {f"{_KEPT}{kept.path.stem}": kept for kept in found.blocks}
        self.faults = found.faults
        self._types = tuple(self._type(key, kept) for key, kept in self._kept.items())
        self._offered = None
        self.changed.emit()

    def offered(self, deck: Catalogue) -> Catalogue:
        """A deck, and the kept blocks after its cards; the same for the same deck."""
        if self._offered is None or self._offered[0] is not deck:
            self._offered = deck, deck.with_cards(self._types) if self._types else deck
        return self._offered[1]

    def keep(self, graph: Graph, block_id: str, *, replace: bool = False) -> Path:
        """Keep a block of a project.

        Raises:
            FileError: it cannot be written, or another block is kept under its id.
        """
        path = keep_block(self.folder, graph, block_id, replace=replace)
        self.read()
        return path

    def remove(self, card_type: str) -> None:
        """Take a block out of the library; projects that use it have their own."""
        self._kept[card_type].path.unlink(missing_ok=True)
        self.read()

    def taken(self, graph: Graph, deck: Catalogue, card_type: str) -> tuple[Graph, Catalogue, str]:
        """What a card of the offered deck is placed with: the graph, its deck and the card's type.

        A kept block becomes one of the project first.
        """
        if card_type not in self._kept:
            return graph, deck, card_type
        graph, block_id = take_block(graph, self._kept[card_type].graph)
        return graph, with_blocks(deck, graph), f"{PREFIX}{block_id}"

    def _type(self, key: str, kept: Kept) -> CardType:
        graph = kept.graph
        made = block_type(kept.path.stem, graph, with_blocks(self._deck, graph))
        words = f"A block of your own, made of {len(graph.cards)} cards, from {kept.path.name}."
        return replace(made, id=key, category=CATEGORY, help=words)
