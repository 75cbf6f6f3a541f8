"""Pictures of cards and graphs, drawn by the canvas itself in both themes."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, qRgb
from scipy.spatial.distance import cdist

from layerdeck.deck import Catalogue
from layerdeck.editor.canvas.look import card_sizes
from layerdeck.editor.canvas.scene import CanvasScene
from layerdeck.editor.session import Session
from layerdeck.editor.theme import load_theme
from layerdeck.files import give_places
from layerdeck.graph import Graph
from layerdeck.program import Report

THEMES = ("night", "paper")
_MARGIN = 24.0
_SCALE = 2
_COLOURS, _FREQUENT = 256, 128

Colours = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Sizes:
    """The widths of two pictures in pixels of the page."""

    graph: int
    card: int = 0


def draw(graph: Graph, deck: Catalogue, report: Report, stem: Path, card: str = "") -> Sizes:
    """Draw a graph, and alone one of its cards, into `STEM-graph-THEME.png` and `STEM-THEME.png`.

    The application must be there already.
    """
    stem.parent.mkdir(parents=True, exist_ok=True)
    session = Session(deck)
    session.document.load(give_places(graph, card_sizes(graph, deck)), None)
    session.take_report(report)
    scene = CanvasScene(session, load_theme(THEMES[0]))
    scene.show_all()
    box, alone = scene.content_rect(), QRectF()
    for theme in THEMES:
        scene.set_theme(load_theme(theme))
        save(_image(scene, box), stem.with_name(f"{stem.name}-graph-{theme}.png"))
    if card:
        for item in scene.items():
            item.setVisible(item is scene.cards[card])
        alone = scene.cards[card].body()
        for theme in THEMES:
            scene.set_theme(load_theme(theme))
            save(_image(scene, alone), stem.with_name(f"{stem.name}-{theme}.png"))
    scene.deleteLater()
    session.deleteLater()
    return Sizes(*(round(rect.width() + 2 * _MARGIN) for rect in (box, alone)))


def save(image: QImage, path: Path) -> None:
    """Write a picture as a PNG of at most 256 colours, a third of the size of one with all.

    Raises:
        OSError: it cannot be written.
    """
    if not _of_few_colours(image).save(str(path)):
        raise OSError(f"{path} could not be written")


def _image(scene: CanvasScene, box: QRectF) -> QImage:
    box = box.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
    size = QSize(round(box.width() * _SCALE), round(box.height() * _SCALE))
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(scene.theme.color("canvas"))
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    scene.render(painter, QRectF(image.rect()), box)
    painter.end()
    return image


def _of_few_colours(image: QImage) -> QImage:
    """The picture in 256 of its colours, every other one replaced by the nearest of them."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    height, width = image.height(), image.width()
    pixels = np.frombuffer(image.constBits(), np.uint32)
    # Colours that differ in their last two bits alone count as one.
    keys = (pixels >> 2 & 0x3F | pixels >> 4 & 0xFC0 | pixels >> 6 & 0x3F000).astype(np.intp)
    counts = np.bincount(keys, minlength=1 << 18)
    present = np.flatnonzero(counts)
    exact = np.zeros(1 << 18, np.uint32)
    exact[keys] = pixels
    colours = np.stack([exact[present] >> shift & 0xFF for shift in (16, 8, 0)], axis=1)
    kept = _chosen(colours, counts[present])
    index = np.zeros(1 << 18, np.uint8)
    index[present] = cdist(colours, kept, "cityblock").argmin(axis=1)
    drawn = QImage(width, height, QImage.Format.Format_Indexed8)
    drawn.setColorTable([qRgb(*map(int, colour)) for colour in kept])
    rows = np.frombuffer(drawn.bits(), np.uint8).reshape(height, drawn.bytesPerLine())
    rows[:, :width] = index.take(keys).reshape(height, width)
    return drawn


def _chosen(colours: Colours, counts: NDArray[np.intp]) -> Colours:
    """The most frequent colours, and the rare ones that are farthest from those: small sockets."""
    order = np.argsort(-counts, kind="stable")
    kept = list(order[:_FREQUENT])
    apart = cdist(colours, colours[kept], "cityblock").min(axis=1)
    while len(kept) < _COLOURS and apart.any():
        farthest = int(apart.argmax())
        kept.append(farthest)
        apart = np.minimum(apart, cdist(colours, colours[[farthest]], "cityblock")[:, 0])
    return colours[kept]
