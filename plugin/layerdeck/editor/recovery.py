"""Work that a crash left over: found in the journals, told in words, given back or thrown away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from layerdeck.deck import Catalogue
from layerdeck.files import FileError, parse_project, read_project
from layerdeck.files.journal import Leftover, leftovers
from layerdeck.graph import Graph, diff

from .questions import may_discard
from .words import path_text, plural, time_text

if TYPE_CHECKING:
    from .window import Window


@dataclass(frozen=True)
class Offer:
    """Unsaved work of an earlier session.

    Attributes:
        graph: the work; None where it cannot be read.
        title: the name of its file, or of the project if it has none.
        words: what it is, in a line.
    """

    leftover: Leftover
    graph: Graph | None
    title: str
    words: str

    @property
    def project(self) -> Path | None:
        """The file that the work belongs to."""
        return self.leftover.held.project


class Recovery(QObject):
    """The work that is offered. It is looked for beside the window, however much there is."""

    changed = Signal()
    """Other work is offered."""
    _found = Signal(list)

    def __init__(self, folder: Path, deck: Catalogue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder, self._deck = folder, deck
        self._looking: Thread | None = None
        self._stopped = False
        self.offers: list[Offer] = []
        self._found.connect(self._take)

    def look(self) -> None:
        """Look for what is left over; `changed` tells when something is."""
        if self._looking is None and not self._stopped:
            self._looking = Thread(target=self._look)
            self._looking.start()

    def wait(self) -> None:
        """Wait until the looking is done; what was found comes with the next event."""
        if self._looking is not None:
            self._looking.join()

    def stop(self) -> None:
        """Leave to the next start what nobody has decided on."""
        self.wait()
        self._stopped = True
        for offer in self.offers:
            offer.leftover.release()
        self.offers = []

    def restore(self, offer: Offer, window: Window) -> None:
        """Bring the work back into a window; its journal goes once the window's own has it."""
        if offer.graph is None:
            return
        window.files.restore(offer.graph, offer.project)
        if window.autosave.holds:
            offer.leftover.discard()
        else:
            offer.leftover.release()
        self._drop(offer)

    def discard(self, offer: Offer, window: Window) -> None:
        """Throw the work away for good, if one is sure."""
        if may_discard(window, offer.title):
            offer.leftover.discard()
            self._drop(offer)

    def _drop(self, offer: Offer) -> None:
        self.offers.remove(offer)
        self.changed.emit()

    def _look(self) -> None:
        """Read what there is, in a thread of its own; what is in its file is no loss."""
        found = []
        for leftover in leftovers(self._folder):
            offer = told(leftover, self._deck)
            if offer is None:
                leftover.discard()
            else:
                found.append(offer)
        self._found.emit(found)

    def _take(self, found: list[Offer]) -> None:
        self._looking = None
        if self._stopped:
            for offer in found:
                offer.leftover.release()
        elif found:
            self.offers += found
            self.changed.emit()


def told(leftover: Leftover, deck: Catalogue) -> Offer | None:
    """What a journal left over holds, in words; None where its file holds the same."""
    project, when = leftover.held.project, time_text(datetime.fromtimestamp(leftover.time))
    try:
        graph = parse_project(leftover.held.text, deck)
    except FileError as error:
        title = project.name if project else "Work without a file"
        return Offer(leftover, None, title, f"{when} · it cannot be read: {error}")
    if project is None:
        words = f"{when} · {changes_text(Graph(), graph)} · never saved"
        return Offer(leftover, graph, graph.name, words)
    try:
        saved = read_project(project, deck)
    except FileError:
        words = f"{when} · {plural(len(graph.cards), 'card')} · its file cannot be read"
        return Offer(leftover, graph, project.name, words)
    if saved == graph:
        return None
    words = f"{when} · {changes_text(saved, graph)} · {path_text(project.parent)}"
    return Offer(leftover, graph, project.name, words)


def changes_text(old: Graph, new: Graph) -> str:
    """`2 cards added, 1 changed`."""
    changes = diff(old, new)
    counts = (
        (len(changes.added), "added"),
        (len(changes.changed), "changed"),
        (len(changes.removed), "taken away"),
    )
    parts = [f"{count:,} {what}" for count, what in counts if count]
    if not parts:
        wires = len(changes.wires_added) + len(changes.wires_removed)
        return f"{plural(wires, 'connection')} changed" if wires else "small changes"
    number, _, what = parts[0].partition(" ")
    return ", ".join([f"{number} {'card' if number == '1' else 'cards'} {what}", *parts[1:]])
