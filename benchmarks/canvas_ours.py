"""Measures Layerdeck's canvas: canvas_ours.py COUNT FILE, prints JSON.

Its card is the deck's Convolution 3D with every input open: the 17 of the peers, and name,
trainable and dtype besides. Without an engine, as the peers have none.
"""

import json
import sys
from pathlib import Path

from measure import measure
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform
from PySide6.QtWidgets import QApplication

from layerdeck.deck import load_catalogue
from layerdeck.editor.canvas.scene import CanvasScene
from layerdeck.editor.canvas.view import CanvasView
from layerdeck.editor.session import Session
from layerdeck.editor.theme import load_theme
from layerdeck.files import read_project, write_project
from layerdeck.graph import End, Graph
from layerdeck.graph.edits import add, connect

CARD = "keras.layers.Conv3D"


class Ours:
    """Layerdeck's scene and view, edited through a session as in the program."""

    def __init__(self) -> None:
        self.session = Session(load_catalogue())
        self.scene = CanvasScene(self.session, load_theme("night"))
        self.view = CanvasView(self.scene)

    def show(self) -> None:
        self.view.show()

    def card_size(self) -> tuple[float, float]:
        self.create([(0.0, 0.0)])
        size = self.rectangles()[0].size()
        self.clear()
        return size.width(), size.height()

    def create(self, places: list[tuple[float, float]]) -> None:
        self._edit("Create", _chain, places)
        self._open_all_inputs()

    def add_one(self, place: tuple[float, float]) -> None:
        deck = self.session.deck
        self._edit("Add", lambda graph: add(graph, deck, CARD, place)[0])

    def rectangles(self) -> list[QRectF]:
        return [placed.body for placed in self.scene.contents.cards.values()]

    def handle(self, card: QRectF) -> QPointF:
        return QPointF(card.center().x(), card.top() + 12)

    def show_all(self, whole: QRectF) -> None:
        self.view.show_box(whole)

    def show_close(self, centre: QPointF) -> None:
        self.view.setTransform(QTransform())
        self.view.centerOn(centre)

    def save(self, path: Path) -> None:
        write_project(self.session.graph, path)

    def clear(self) -> None:
        self.session.document.load(Graph(), None)

    def load(self, path: Path) -> None:
        self.session.document.load(read_project(path, self.session.deck), path)
        self._open_all_inputs()

    def _edit(self, label: str, *function: object) -> None:
        if len(function) > 1:
            function = (*function, self.session.deck)
        fault = self.session.edit(label, *function)  # type: ignore[arg-type]
        if fault:
            raise AssertionError(fault)

    def _open_all_inputs(self) -> None:
        for card_id in list(self.scene.cards):
            self.scene.toggle_expanded(card_id)


def _chain(graph: Graph, places: list[tuple[float, float]], deck: object) -> Graph:
    before = ""
    for place in places:
        graph, card = add(graph, deck, CARD, place)  # type: ignore[arg-type]
        if before:
            ends = End(before, "output"), End(card, "input")
            graph = connect(graph, deck, *ends)  # type: ignore[arg-type]
        before = card
    return graph


def main() -> None:
    count, file = sys.argv[1:]
    app = QApplication([])
    figures = measure(Ours(), int(count), Path(file))
    print("figures", json.dumps(figures))
    app.quit()


if __name__ == "__main__":
    main()
