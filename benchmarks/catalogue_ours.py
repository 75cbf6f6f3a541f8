"""Types into the deck's search among at least 250 cards, and prints what each keystroke took.

Processor time: all of it is spent in this process, and other programs do not count.
"""

import json
import os
import time
from dataclasses import replace
from itertools import count, islice

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from layerdeck.deck import CardType, Catalogue, load_catalogue
from layerdeck.editor.app import make_application
from layerdeck.editor.panels.deck_panel import DeckPanel
from layerdeck.editor.theme import load_theme, palette, style_sheet

CARDS = 250
TYPED = (
    "convolution", "Conv3DTranspose", "batch norm", "deconvolution", "relu", "Causal",
    "Input length", "L", "e", "convoltuion", "cnvltn", "nothing like it",
)  # fmt: skip


def at_least(number: int) -> Catalogue:
    """The deck; while it holds fewer cards, with copies under other names."""
    ours = list(load_catalogue().values())

    def copies() -> list[CardType]:
        return [
            replace(card, id=f"{card.id}{turn}", title=f"{card.title} {turn}")
            for turn in islice(count(2), number // len(ours))
            for card in ours
        ]

    return Catalogue([*ours, *copies()[: max(0, number - len(ours))]])


def main() -> None:
    """Open the deck in a panel of its usual size, and type."""
    application = make_application()
    theme = load_theme("night")
    application.setPalette(palette(theme))
    application.setStyleSheet(style_sheet(theme))
    deck = at_least(CARDS)
    panel = DeckPanel(deck, theme)
    panel.resize(260, 960)
    panel.show()
    panel.search.setFocus()
    QApplication.processEvents()
    QTest.keyClicks(panel.search, "warm")
    figures: dict[str, list[float]] = {"a keystroke": [], "Catalogue.search": []}
    for text in TYPED:
        panel.search.clear()
        QApplication.processEvents()
        for letter in text:
            start = time.process_time()
            QTest.keyClicks(panel.search, letter)
            panel.repaint()
            panel.tree.viewport().repaint()
            QApplication.processEvents()
            figures["a keystroke"].append(1000 * (time.process_time() - start))
            start = time.process_time()
            deck.search(panel.search.text())
            figures["Catalogue.search"].append(1000 * (time.process_time() - start))
    print(json.dumps({"cards": len(deck), "figures": figures}), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
