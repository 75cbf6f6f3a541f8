"""Pictures of the canvas as PNG, SVG or PDF, with or without a window or a screen."""

import os
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from layerdeck.deck import Catalogue
from layerdeck.files import FileError, give_places, write_atomically
from layerdeck.graph import Graph
from layerdeck.graph.steps import finish
from layerdeck.program import Measure, Report

from .canvas.look import card_sizes
from .canvas.scene import CanvasScene
from .drawing import Picture, area_of, draw_pdf, draw_png, draw_small, draw_svg, note_on_size
from .session import Session
from .theme import Theme, load_theme

_WRITERS = {".png": draw_png, ".svg": draw_svg, ".pdf": draw_pdf}

_NAMED = 8
"""So many cards are named to one who asked for another."""

Follow = Callable[[Generator[float, None, bytes]], bytes | None]
"""Takes the steps of a picture, and gives the picture; None if it was not to be finished."""


class RenderError(ValueError):
    """The picture cannot be made; the message is a sentence."""


def render(
    graph: Graph,
    deck: Catalogue,
    path: Path,
    theme: str = "night",
    report: Report | None = None,
    picture: Picture | None = None,
    heat: Measure | None = None,
) -> str:
    """Draw a graph without a window; `report` brings shapes and sizes onto the cards.

    With `heat` they are coloured by what they cost.

    Returns:
        What is to be said of the picture; empty where it came out as it was wanted.

    Raises:
        RenderError: the ending is none of .png, .svg, .pdf, there is nothing to draw, or the file
            cannot be written.
    """
    with _scene(graph, deck, theme, report) as scene:
        scene.heat.show(heat)
        return write_picture(scene, path, picture or Picture(), finish) or ""


def small_picture(graph: Graph, deck: Catalogue, theme: str, size: QSize) -> bytes:
    """A PNG of so many pixels that shows a whole graph, without a window."""
    with _scene(graph, deck, theme) as scene:
        return finish(draw_small(scene, size))


@contextmanager
def _scene(
    graph: Graph, deck: Catalogue, theme: str, report: Report | None = None
) -> Iterator[CanvasScene]:
    application = QGuiApplication.instance()
    if application is None:
        # A picture needs no screen, and must not depend on one.
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        application = QApplication(sys.argv[:1])
    session = Session(deck)
    session.document.load(give_places(graph, card_sizes(graph, deck)), None)
    if report is not None:
        session.take_report(report)
    scene = CanvasScene(session, load_theme(theme))
    try:
        yield scene
    finally:
        scene.deleteLater()
        session.deleteLater()


@contextmanager
def apart(shown: CanvasScene, theme: Theme) -> Iterator[CanvasScene]:
    """A scene that shows what another does, in any theme, with nothing selected, to be drawn."""
    scene = CanvasScene(shown.session, theme)
    scene.renewal.expanded |= shown.renewal.expanded
    scene.renewal.ask(scene.renewal.expanded)
    scene.renewal.rest()
    scene.heat.show(shown.heat.measure)
    try:
        yield scene
    finally:
        scene.deleteLater()


def write_picture(scene: CanvasScene, path: Path, picture: Picture, follow: Follow) -> str | None:
    """Draw a scene that nobody looks at into a file, whose ending says the form.

    Returns:
        What is to be said of the picture, if anything; None if `follow` gave it up.

    Raises:
        RenderError: as `render` does.
    """
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        raise RenderError(
            f"A picture ends in .png, .svg or .pdf, and “{path.name}” does not. Rename it."
        )
    refuse_empty(scene, picture)
    data = follow(writer(scene, picture))
    if data is None:
        return None
    try:
        write_atomically(path, data)
    except FileError as error:
        raise RenderError(str(error)) from error
    return note_on_size(scene, picture) if path.suffix.lower() == ".png" else ""


def refuse_empty(scene: CanvasScene, picture: Picture) -> None:
    """Refuse to draw nothing.

    Raises:
        RenderError: there are no cards, or not all that are wanted.
    """
    for card in sorted(picture.items or ()):
        if card not in scene.session.graph:
            known = ", ".join(list(scene.contents.cards)[:_NAMED])
            more = max(len(scene.contents.cards) - _NAMED, 0)
            tail = f" and {more:,} more" if more else ""
            raise RenderError(f"There is no card “{card}” to draw. The cards are {known}{tail}.")
    if area_of(scene, picture).isEmpty():
        raise RenderError("There is nothing to draw: the graph is empty.")
