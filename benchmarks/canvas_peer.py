"""Measures one peer: canvas_peer.py NodeGraphQt|OdenGraphQt COUNT FILE, prints JSON.

Its card is Convolution 3D as these libraries would have it: an input for each of the 16
arguments and for the tensor, two outputs, and on the card a widget for each value.
"""

import importlib
import json
import sys
from pathlib import Path
from typing import Any

from measure import measure
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QApplication

TEXTS = {
    "filters": "32",
    "kernel_size": "3, 3, 3",
    "strides": "1, 1, 1",
    "dilation_rate": "1, 1, 1",
    "groups": "1",
}
CHOICES = {
    "padding": ["valid", "same"],
    "data_format": ["default", "channels_last", "channels_first"],
    "activation": ["none", "relu", "elu", "gelu", "selu", "sigmoid", "tanh", "softmax"],
    "kernel_initializer": ["glorot_uniform", "glorot_normal", "he_normal", "he_uniform", "zeros"],
    "bias_initializer": ["zeros", "ones", "random_normal"],
    "kernel_regularizer": ["none", "l1", "l2"],
    "bias_regularizer": ["none", "l1", "l2"],
    "activity_regularizer": ["none", "l1", "l2"],
    "kernel_constraint": ["none", "max_norm", "non_neg", "unit_norm"],
    "bias_constraint": ["none", "max_norm", "non_neg", "unit_norm"],
}
TICKS = {"use_bias": True}


class Peer:
    """A NodeGraphQt or OdenGraphQt canvas."""

    def __init__(self, library: str) -> None:
        module = importlib.import_module(library)
        self.graph = module.NodeGraph()
        self.node_class = _node_class(module.BaseNode)
        self.graph.register_node(self.node_class)
        self.view = self.graph.viewer()

    def show(self) -> None:
        self.graph.widget.show()

    def card_size(self) -> tuple[float, float]:
        node = self.graph.create_node(self.node_class.type_, selected=False)
        size = node.view.width, node.view.height
        self.graph.delete_node(node)
        self.graph.clear_undo_stack()
        return size

    def create(self, places: list[tuple[float, float]]) -> None:
        before = None
        for place in places:
            node = self.graph.create_node(self.node_class.type_, selected=False, pos=place)
            if before is not None:
                before.output(1).connect_to(node.input(0))
            before = node

    def add_one(self, place: tuple[float, float]) -> None:
        self.graph.create_node(self.node_class.type_, selected=False, pos=place)

    def rectangles(self) -> list[QRectF]:
        return [node.view.sceneBoundingRect() for node in self.graph.all_nodes()]

    def handle(self, card: QRectF) -> QPointF:
        return QPointF(card.center().x(), card.top() + 12)

    def show_all(self, whole: QRectF) -> None:
        self.view.set_scene_rect(whole.getRect())

    def show_close(self, centre: QPointF) -> None:
        self.view.reset_zoom(centre)

    def save(self, path: Path) -> None:
        self.graph.save_session(str(path))

    def clear(self) -> None:
        self.graph.clear_session()

    def load(self, path: Path) -> None:
        self.graph.load_session(str(path))


def _node_class(base: Any) -> Any:
    class Convolution3D(base):
        __identifier__ = "bench"
        NODE_NAME = "Convolution 3D"

        def __init__(self) -> None:
            super().__init__()
            self.add_input("input")
            for name in (*TEXTS, *CHOICES, *TICKS):
                self.add_input(name)
            self.add_output("layer")
            self.add_output("output")
            for name, text in TEXTS.items():
                self.add_text_input(f"{name}_value", name, text=text)
            for name, items in CHOICES.items():
                self.add_combo_menu(f"{name}_value", name, items=items)
            for name, state in TICKS.items():
                self.add_checkbox(f"{name}_value", name, state=state)

    return Convolution3D


def main() -> None:
    library, count, file = sys.argv[1:]
    app = QApplication([])
    figures = measure(Peer(library), int(count), Path(file))
    print("figures", json.dumps(figures))
    app.quit()


if __name__ == "__main__":
    main()
