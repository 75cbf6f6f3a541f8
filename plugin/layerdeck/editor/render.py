"""Pictures of the canvas as PNG, SVG or PDF, with or without a window or a screen."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, QSizeF
from PySide6.QtGui import QGuiApplication, QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication

from layerdeck.deck import Catalogue
from layerdeck.files import FileError, give_places, write_atomically
from layerdeck.graph import Graph
from layerdeck.program import Report

from .canvas.look import card_sizes
from .canvas.scene import CanvasScene
from .fonts import install_fonts
from .session import Session
from .theme import load_theme

_MARGIN = 32.0
_PNG_SCALE = 2.0
_LARGEST_SIDE = 16_000


class RenderError(ValueError):
    """The picture cannot be made; the message is a sentence."""


def render(
    graph: Graph,
    deck: Catalogue,
    path: Path,
    theme: str = "night",
    report: Report | None = None,
) -> None:
    """Draw a graph without a window; `report` brings shapes and sizes onto the cards.

    Raises:
        RenderError: the ending is none of .png, .svg, .pdf, or the file cannot be written.
    """
    with _scene(graph, deck, theme, report) as scene:
        scene.show_all()
        render_scene(scene, path)


def small_picture(graph: Graph, deck: Catalogue, theme: str, size: QSize) -> bytes:
    """A PNG of so many pixels that shows a whole graph, without a window."""
    with _scene(graph, deck, theme) as scene:
        box = scene.content_rect()
        margin = max(_MARGIN, box.width() / 25)
        box.adjust(-margin, -margin, margin, margin)
        scale = min(size.width() / box.width(), size.height() / box.height(), _PNG_SCALE)
        room = QRectF(0, 0, size.width() / scale, size.height() / scale)
        room.moveCenter(box.center())
        scene.show_all()
        scene.show_area(room, scale)
        return _image(scene, size, room)


@contextmanager
def _scene(
    graph: Graph, deck: Catalogue, theme: str, report: Report | None = None
) -> Iterator[CanvasScene]:
    application = QGuiApplication.instance()
    if application is None:
        # A picture needs no screen, and must not depend on one.
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        application = QApplication(sys.argv[:1])
    install_fonts()
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


def render_scene(scene: CanvasScene, path: Path) -> None:
    """Draw all cards of a scene into a file; its ending says the form."""
    writers = {".png": _png, ".svg": _svg, ".pdf": _pdf}
    writer = writers.get(path.suffix.lower())
    if writer is None:
        raise RenderError(
            f"A picture ends in .png, .svg or .pdf, and “{path.name}” does not. Rename it."
        )
    box = scene.content_rect()
    if box.isEmpty():
        raise RenderError("There is nothing to draw: the graph has no cards.")
    box = box.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
    chosen = scene.session.selected
    scene.session.select([])
    try:
        write_atomically(path, writer(scene, box))
    except FileError as error:
        raise RenderError(str(error)) from error
    finally:
        scene.session.select(chosen)


def _png(scene: CanvasScene, box: QRectF) -> bytes:
    scale = min(_PNG_SCALE, _LARGEST_SIDE / max(box.width(), box.height()))
    size = QSize(max(round(box.width() * scale), 1), max(round(box.height() * scale), 1))
    return _image(scene, size, box)


def _image(scene: CanvasScene, size: QSize, box: QRectF) -> bytes:
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(scene.theme.color("canvas"))
    painter = QPainter(image)
    _draw(scene, painter, QRectF(image.rect()), box)
    painter.end()
    return _bytes(lambda buffer: image.save(buffer, "PNG"))  # type: ignore[call-overload]


def _svg(scene: CanvasScene, box: QRectF) -> bytes:
    def write(buffer: QBuffer) -> None:
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setSize(box.size().toSize())
        generator.setViewBox(QRectF(0, 0, box.width(), box.height()))
        generator.setTitle(scene.session.graph.name)
        painter = QPainter(generator)
        _draw(scene, painter, QRectF(0, 0, box.width(), box.height()), box)
        painter.end()

    return _bytes(write)


def _pdf(scene: CanvasScene, box: QRectF) -> bytes:
    def write(buffer: QBuffer) -> None:
        writer = QPdfWriter(buffer)
        writer.setTitle(scene.session.graph.name)
        # One pixel at 1:1 is one point of 1/72 inch.
        writer.setPageSize(QPageSize(QSizeF(box.width(), box.height()), QPageSize.Unit.Point))
        writer.setPageMargins(QMarginsF(0, 0, 0, 0))
        painter = QPainter(writer)
        page = QRectF(0, 0, writer.width(), writer.height())
        _draw(scene, painter, page, box)
        painter.end()

    return _bytes(write)


def _draw(scene: CanvasScene, painter: QPainter, page: QRectF, box: QRectF) -> None:
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.fillRect(page, scene.theme.color("canvas"))
    scene.render(painter, page, box)


def _bytes(write: Callable[[QBuffer], object]) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    write(buffer)
    buffer.close()
    return bytes(data.data())
