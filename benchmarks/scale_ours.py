"""Measures Layerdeck's whole window at a size: scale_ours.py COUNT FILE, prints JSON.

The graph mixes twelve kinds of cards, values, skip wires and initializers that the layers of a
stage share: what lies in sight at 1:1 is alike at every size. Without an engine. A frame is one
event of a person and everything that is done until it is painted.
"""

import gc
import json
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from measure import STEPS, WARM_UP, Paints, mouse
from PySide6.QtCore import QEvent, QPoint, QSettings, Qt
from PySide6.QtWidgets import QApplication

from layerdeck.deck import load_catalogue
from layerdeck.editor.app import make_application
from layerdeck.editor.window import Window
from layerdeck.files import write_project
from layerdeck.graph import Card, End, Graph, Wire
from layerdeck.graph.edits import set_value
from layerdeck.program import Facts, Measure, Report

SIZE = (1920, 1080)
HELD = 500
_LAYERS = "keras.layers."
_MIX: tuple[tuple[str, dict[str, object]], ...] = (
    ("Conv3D", {"filters": 16, "kernel_size": (3, 3, 3), "padding": "same"}),
    ("BatchNormalization", {"momentum": 0.9}),
    ("Activation", {"activation": "relu"}),
    ("SpatialDropout3D", {"rate": 0.1}),
    ("DepthwiseConv2D", {"kernel_size": (5, 5), "name": ""}),
    ("LayerNormalization", {}),
    ("Conv3DTranspose", {"filters": 8, "kernel_size": (2, 2, 2), "strides": (2, 2, 2)}),
    ("MaxPooling3D", {"pool_size": (2, 2, 2)}),
    ("Dense", {"units": 64, "activation": "gelu"}),
    ("ZeroPadding3D", {"padding": ((1, 1), (1, 1), (1, 1))}),
    ("GaussianNoise", {"stddev": 0.05}),
    ("Add", {}),
)
_TAKE_INITIALIZER = {"Conv3D", "Conv3DTranspose", "Dense"}
_STAGE = 60
"""Cards that share an initializer."""


def mixed(count: int) -> Graph:
    """A graph of so many cards, in a grid of about the window's proportions."""
    columns = max(1, round((count * 330 / 360 * SIZE[0] / SIZE[1]) ** 0.5))
    cards = {
        "volume": Card("volume", "keras.Input", (0.0, 0.0), {"shape": (32, 32, 32, 4)}),
    }
    wires: list[Wire] = []
    last = skip = "volume"
    for number in range(1, count - 1):
        kind, values = _MIX[number % len(_MIX)]
        card_id = f"card{number}"
        at = (number % columns * 360.0, number // columns * 330.0)
        if number % _STAGE == 1:
            he = f"he{number}"
            cards[he] = Card(he, "keras.initializers.HeNormal", at, {"seed": 7})
            continue
        cards[card_id] = Card(card_id, f"{_LAYERS}{kind}", at, values)  # type: ignore[arg-type]
        if kind == "Add":
            wires += [
                _wire(last, "output", card_id, "inputs"),
                _wire(skip, "output", card_id, "inputs"),
            ]
            skip = card_id
        else:
            wires.append(_wire(last, "output", card_id, "input"))
        if kind in _TAKE_INITIALIZER and number % 5 == 0:
            wires.append(_wire(he, "initializer", card_id, "kernel_initializer"))
        last = card_id
    cards["mask"] = Card("mask", "layerdeck.Output", (0.0, -330.0))
    return Graph("scale", cards, (*wires, _wire(last, "output", "mask", "input")))


def _wire(source: str, output: str, target: str, port: str) -> Wire:
    return Wire(End(source, output), End(target, port))


def main() -> None:
    """Open a project of so many cards and do what a person does."""
    count, file = int(sys.argv[1]), Path(sys.argv[2])
    app = make_application()
    settings = QSettings(str(file.with_suffix(".ini")), QSettings.Format.IniFormat)
    settings.setValue("theme", "night")
    window = Window(load_catalogue(), settings)
    window.resize(*SIZE)
    window.show()
    _quiet()
    write_project(mixed(count), file)
    figures = {"open": _timed(lambda: _open(window, file)), "open_longest": max(_quiet())}
    figures |= _look_around(window)
    figures |= _edit(window, count)
    figures["drag_500_fit"] = _drag_many(window)
    figures |= _with_heat(window, count)
    print("figures", json.dumps(figures))
    window.session.document.mark_saved(file)
    window.close()
    app.quit()


def _open(window: Window, file: Path) -> None:
    if not window.files.open(file):
        raise AssertionError("the project was not opened")


def _look_around(window: Window) -> dict[str, float]:
    view = window.view
    view.fit()
    _quiet()
    figures = {"pan_fit": _pan(window), "fit_whole": _median(view.viewport().update)}
    view.zoom_to_one()
    middle = window.canvas.content_rect().center()
    view.centerOn(middle)
    _quiet()
    figures["pan_close"] = _pan(window)
    return figures


def _pan(window: Window) -> float:
    """One move of the mouse with the middle button held."""
    viewport = window.view.viewport()
    middle, none = Qt.MouseButton.MiddleButton, Qt.MouseButton.NoButton
    at = viewport.rect().center()
    mouse(window.view, QEvent.Type.MouseButtonPress, at, middle, middle)
    times, paints = [], Paints(window.view)
    for step in range(WARM_UP + 5 * STEPS):
        at += QPoint(9, 5) if step // 15 % 2 else QPoint(-9, -5)
        times.append(_timed(partial(mouse, window.view, QEvent.Type.MouseMove, at, none, middle)))
    mouse(window.view, QEvent.Type.MouseButtonRelease, at, middle, none)
    if paints.count < len(times):
        raise AssertionError("a step was not painted")
    return statistics.median(times[WARM_UP:])


def _edit(window: Window, count: int) -> dict[str, float]:
    """One value in the middle of the graph, undone and done again; the card is in sight at 1:1."""
    session, document = window.session, window.session.document
    card = next(
        card.id
        for number, card in enumerate(session.graph.cards.values())
        if number > count // 2 and card.type.endswith(".Conv3D")
    )
    window.view.reveal(card)
    _quiet()
    times: dict[str, list[float]] = {"edit": [], "undo": [], "redo": []}
    longest = 0.0
    for step in range(STEPS):

        def change(filters: int = 20 + step) -> None:
            if session.edit("Set", set_value, session.deck, card, "filters", filters):
                raise AssertionError("the value was refused")

        for name, act in (("edit", change), ("undo", document.undo), ("redo", document.redo)):
            times[name].append(_painted(window, act))
            longest = max(longest, *_quiet())
    return {name: statistics.median(found) for name, found in times.items()} | {
        "edit_longest": longest
    }


def _drag_many(window: Window) -> float:
    """One move of the mouse with many selected cards in the hand, all cards in sight."""
    session, view = window.session, window.view
    session.select(())
    view.fit()
    chosen = list(session.graph.cards)[2 : 2 + HELD]
    session.select(chosen)
    _quiet()
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    body = window.canvas.contents.cards[chosen[len(chosen) // 2]].body
    before = session.graph.cards[chosen[0]].at
    at = view.mapFromScene(body.center())
    mouse(view, QEvent.Type.MouseButtonPress, at, left, left)
    times = []
    for _ in range(WARM_UP + STEPS):
        at += QPoint(3, 2)
        times.append(_timed(partial(mouse, view, QEvent.Type.MouseMove, at, none, left)))
    mouse(view, QEvent.Type.MouseButtonRelease, at, left, none)
    if session.graph.cards[chosen[0]].at == before:
        raise AssertionError("the cards were not dragged")
    return statistics.median(times[WARM_UP:])


def _with_heat(window: Window, count: int) -> dict[str, float]:
    """The same with cards in the colours of what they cost."""
    session, heat = window.session, window.canvas.heat
    session.select(())
    known = {
        card: Facts((None, 8, 8, 8, 4), parameters=(number * 7919 % 1009) ** 2)
        for number, card in enumerate(session.graph.cards)
    }
    session.take_report(Report(0, known))
    window.view.fit()
    _quiet()
    figures = {"on": _timed(lambda: heat.show(Measure.PARAMETERS))}
    looked = _look_around(window)
    figures |= {"whole": looked["fit_whole"]}
    figures |= {name: looked[name] for name in ("pan_fit", "pan_close")}
    figures["edit"] = _edit(window, count)["edit"]
    return {f"heat_{name}": took for name, took in figures.items()}


def _median(act: Callable[[], object]) -> float:
    return statistics.median(_timed(act) for _ in range(STEPS))


def _timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    QApplication.processEvents()
    return (time.perf_counter() - start) * 1000


def _painted(window: Window, act: Callable[[], object]) -> float:
    """An act, and what it changed painted: what is done in slices afterwards is told apart."""
    paints = Paints(window.view)
    start = time.perf_counter()
    act()
    # What is posted leads to painting; slices come by timers, which wait.
    for _ in range(3):
        QApplication.sendPostedEvents()
    took = (time.perf_counter() - start) * 1000
    if not paints.count:
        raise AssertionError("the edit was not painted")
    return took


def _quiet(calm: int = 20) -> list[float]:
    """Let the window work until it has nothing to do; gives how long each turn of it took."""
    turns, still = [0.0], 0
    while still < calm:
        start = time.perf_counter()
        QApplication.processEvents()
        turns.append((time.perf_counter() - start) * 1000)
        still = still + 1 if turns[-1] < 0.2 else 0
        time.sleep(0.001)
    gc.collect()
    return turns


if __name__ == "__main__":
    main()
