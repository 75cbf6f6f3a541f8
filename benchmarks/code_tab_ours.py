"""Edits one value after another in a large graph, and prints what the Code tab took for each.

code_tab_ours.py COUNT: so many cards. Processor time: all of it is spent in this process, and other
programs do not count. Every second convolution needs black, as its line is too long.
"""

import json
import os
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from layerdeck.deck import load_catalogue
from layerdeck.editor.app import make_application
from layerdeck.editor.panels.code_panel import CodePanel
from layerdeck.editor.session import Session
from layerdeck.editor.theme import load_theme, palette, style_sheet
from layerdeck.export import export, style
from layerdeck.graph import End, Graph
from layerdeck.graph.edits import add, connect, set_value

EDITS = 24
WARM_UP = 4
CONV = "keras.layers.Conv3D"


def chain(count: int) -> Graph:
    """An Input, convolutions in a row, and an Output."""
    deck = load_catalogue()
    graph, before = add(Graph("chain"), deck, "keras.Input", (0, 0), {"shape": (32, 32, 32, 1)})
    long = {"activation": "relu", "use_bias": False, "kernel_initializer": "he_normal"}
    for number in range(count - 2):
        values = {"filters": 8, "kernel_size": 3, "padding": "same", **(long if number % 2 else {})}
        graph, card = add(graph, deck, CONV, (0, 0), values)
        graph = connect(graph, deck, End(before, "output"), End(card, "input"))
        before = card
    graph, end = add(graph, deck, "layerdeck.Output", (0, 0))
    return connect(graph, deck, End(before, "output"), End(end, "input"))


def timed(act: Callable[[], object]) -> float:
    """Milliseconds of processor time."""
    start = time.process_time()
    act()
    return 1000 * (time.process_time() - start)


class Tab:
    """The Code tab at its usual size, and what is done with it."""

    def __init__(self, graph: Graph) -> None:
        self.session = Session(load_catalogue())
        self.panel = CodePanel(self.session, load_theme("night"), QSettings())
        self.panel.resize(980, 220)
        self.panel.show()
        self.session.document.load(graph, None)
        self.settle()

    def settle(self) -> None:
        """Let the code come up to date."""
        assert self.session.lowered
        while self.panel._timer.isActive():
            QApplication.processEvents()
        QApplication.processEvents()

    def edit(self, number: int, value: int) -> dict[str, float]:
        """Give a convolution other filters; the middle of the code is in sight."""
        card = list(self.session.graph.cards)[number]
        line = self.panel.page.lines_of(card)[0]
        self.panel.view.show_at_top(max(line - 5, 0))
        QApplication.processEvents()
        self.session.edit("Set", set_value, self.session.deck, card, "filters", value)
        # What the graph means is found apart from the code, and has figures of its own.
        lowering = timed(lambda: self.session.lowered)
        slices = []
        while self.panel._timer.isActive():
            slices.append(timed(self.panel._step))
        painting = timed(self.panel.view.viewport().repaint) + timed(QApplication.processEvents)
        lines = [self.panel.view.lines[line] for line in self.panel.page.lines_of(card)]
        assert str(value) in "".join(lines), "the edit did not reach the code"
        return {
            "lowering": lowering,
            "the longest slice": max(slices),
            "printing and showing": sum(slices),
            "painting": painting,
            "in all": sum(slices) + painting,
        }

    def from_scratch(self) -> float:
        """Print all of it as if for the first time, and show it as a whole."""
        style._laid_out.cache_clear()
        program = self.session.lowered.program
        start = time.process_time()
        text = export(program).text
        self.panel.view.show_code("\n")
        self.panel.view.show_code(text)
        self.panel.view.viewport().repaint()
        QApplication.processEvents()
        return 1000 * (time.process_time() - start)


def main() -> None:
    """Edit here and there, from scratch in between."""
    application = make_application()
    theme = load_theme("night")
    application.setPalette(palette(theme))
    application.setStyleSheet(style_sheet(theme))
    count = int(sys.argv[1])
    tab = Tab(chain(count))
    figures: dict[str, list[float]] = {}
    for turn in range(EDITS):
        taken = tab.edit(2 + turn * (count - 4) // EDITS, 100 + turn)
        taken["from scratch"] = tab.from_scratch()
        if turn >= WARM_UP:
            for name, value in taken.items():
                figures.setdefault(name, []).append(value)
    print(json.dumps(figures), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
