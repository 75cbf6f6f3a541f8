"""Draws the pictures of the README and the docs from the real window: scripts/screenshots.py."""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QDeadlineTimer, QEventLoop, QPointF, QSettings
from PySide6.QtWidgets import QApplication, QWidget

from layerdeck.deck import load_catalogue
from layerdeck.editor.app import make_application
from layerdeck.editor.peek.stage import Stage
from layerdeck.editor.window import Window
from layerdeck.graph.edits import set_value

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
UNET = ROOT / "examples" / "unet3d.layerdeck"
_ENGINE_SECONDS = 120
PRETTY = 4
"""A channel in which the shell is seen well."""


def wait_for_facts(window: Window) -> None:
    """Let the engine start and answer."""
    wait_until(lambda: not window.session.stale and window.session.report is not None)


def wait_until(reached: Callable[[], bool]) -> None:
    """Let the engine work until something is so."""
    deadline = QDeadlineTimer(_ENGINE_SECONDS * 1000)
    while not reached():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        if deadline.hasExpired():
            sys.exit("the engine did not answer")


def main() -> int:
    """Draw the window in its themes: a card selected, the whole graph, a problem."""
    make_application()
    PICTURES.mkdir(parents=True, exist_ok=True)
    settings = QSettings(f"{tempfile.mkdtemp()}/layerdeck.ini", QSettings.Format.IniFormat)
    window = Window(load_catalogue(), settings)
    window.resize(1600, 1000)
    window.show()
    window.session.engine.start()
    window.files.open(UNET)
    wait_for_facts(window)
    window.choose_contrast(False)
    window.deck.search.setText("conv")
    for theme, high in (("night", False), ("paper", False), ("paper", True)):
        window.choose_theme(theme)
        window.choose_contrast(high)
        window.session.select(["enc1"])
        window.tabs.setCurrentIndex(0)
        window.view.zoom_to_one()
        window.view.zoom_from_middle(0.85)
        window.view.centerOn(window.canvas.cards["enc1"].body().center() + QPointF(180, 170))
        save(window, f"window-{window.theme.id}")
    window.choose_contrast(False)
    window.choose_theme("night")
    window.session.select([])
    window.deck.search.clear()
    window.tabs.setCurrentIndex(1)
    window.view.fit()
    save(window, "whole-night")
    look(window)
    trouble(window)
    window.session.document.mark_saved(UNET)
    window.close()
    return 0


def look(window: Window) -> None:
    """What the second level of the U-Net makes of a shell, in both themes."""
    peek, peeking = window.peek, window.peek.peeking
    sides = np.indices((64, 64, 64)) - 31.5
    apart = np.sqrt((sides**2 * np.array([1, 1.4, 0.8])[:, None, None, None]).sum(0))
    noise = np.random.default_rng(3).normal(0, 0.06, apart.shape)
    path = Path(tempfile.mkdtemp()) / "shell.npy"
    np.save(path, (np.exp(-(((apart - 19) / 5) ** 2)) + noise).astype("float32"))
    wires = window.session.graph.wires
    window.canvas.lighting.select_wires([each for each in wires if each.source.card == "enc2"][:1])
    peek.open()
    wait_until(lambda: peeking.stage is Stage.SHOWN)
    peek.sources.choose(path)
    wait_until(lambda: peeking.stage is Stage.SHOWN and not peeking.stale)
    peek.sliders.sliders[1].setValue(PRETTY)
    wait_until(lambda: peeking.slice is not None and peeking.slice.at[3] == PRETTY)
    for theme in ("night", "paper"):
        window.choose_theme(theme)
        save(peek, f"peek-{theme}")
    window.choose_theme("night")
    peek.close_up()


def trouble(window: Window) -> None:
    """An input whose size does not divide: the skip shapes part, and there are ways out."""
    session = window.session
    session.edit("Shape", set_value, session.deck, "volume", "shape", (63, 63, 63, 1))
    wait_for_facts(window)
    window.tabs.setCurrentIndex(2)
    window.view.reveal("skip2")
    window.view.zoom_from_middle(0.85)
    window.fixing.open("skip2")
    save(window, "problem-night")
    window.fixing.close()


def save(window: QWidget, name: str) -> None:
    """Save what the window, or a part of it, shows."""
    for _ in range(20):
        QApplication.processEvents()
    path = PICTURES / f"{name}.png"
    if not window.grab().save(str(path)):
        sys.exit(f"{path} could not be written")
    print(path.relative_to(ROOT))


if __name__ == "__main__":
    sys.exit(main())
