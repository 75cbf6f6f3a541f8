"""The pictures of the reference: small files that look like the canvas."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from reference.examples import make_example
from reference.pictures import THEMES, draw, save

from layerdeck.deck import load_catalogue
from layerdeck.editor.theme import load_theme


def test_a_rare_colour_stays_what_it_is(tmp_path: Path) -> None:
    """A socket is a few pixels in a picture with hundreds of shades of grey."""
    image = QImage(300, 300, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for x in range(300):
        shade = 255 * x // 300
        painter.fillRect(QRect(x, 0, 1, 300), QColor(shade, shade, 255 - shade // 2))
    painter.fillRect(QRect(10, 10, 2, 2), QColor("#f2a65a"))
    painter.end()
    save(image, tmp_path / "few.png")
    again = QImage(str(tmp_path / "few.png"))
    assert len(again.colorTable()) <= 256
    assert again.pixelColor(10, 10) == QColor("#f2a65a")
    apart = _pixels(again).astype(int) - _pixels(image).astype(int)
    assert np.abs(apart).max() <= 8


def _pixels(image: QImage) -> np.ndarray:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(image.constBits(), np.uint8).copy()


def test_a_card_is_drawn_alone_and_in_its_graph(qapp, tmp_path: Path) -> None:
    deck = load_catalogue()
    conv = deck["keras.layers.Conv3D"]
    example = make_example(deck, conv, tmp_path)
    sizes = draw(example.graph, deck, example.report, tmp_path / conv.id, example.card)
    for theme in THEMES:
        alone = QImage(str(tmp_path / f"{conv.id}-{theme}.png"))
        graph = QImage(str(tmp_path / f"{conv.id}-graph-{theme}.png"))
        assert (alone.width(), graph.width()) == (2 * sizes.card, 2 * sizes.graph)
        assert alone.pixelColor(0, 0) == load_theme(theme).color("canvas")
        assert _has(alone, load_theme(theme).kind(deck["keras.layers.Conv3D"].outputs[0].kind))
        # Problems are red; a page shows none.
        assert not _has(graph, load_theme(theme).color("card_error"))
    assert sizes.graph > sizes.card


def _has(image: QImage, color: QColor) -> bool:
    mask = image.convertToFormat(QImage.Format.Format_RGB32).createMaskFromColor(
        color.rgb(), Qt.MaskMode.MaskOutColor
    )
    return any(
        mask.pixelIndex(x, y) == 0 for x in range(mask.width()) for y in range(mask.height())
    )
