"""What can be read on a card from afar: its name, nearer its whole title and the shape it gives."""

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from layerdeck.editor.fonts import elided, font, text_width, wrapped

from .layout import HEAD, PAD, Look

NAMED = 0.16
"""Scale from which a large name can be read."""
BAND = HEAD * 0.6
"""Height of the band of the category's colour at the top of a card."""
_WHOLE = 0.28
"""Scale from which a whole title can be read."""
_TITLES, _LINE = (42, 36, 30, 26, 22, 18), 1.25
"""Sizes of a title at 1:1, of which the largest that fits is taken; the height of a line."""
_SHAPES, _LEAST = (30, 28, 25, 22), 6.5
"""The same of a shape; how large it must be on the screen to be read."""


def paint_texts(painter: QPainter, look: Look, body: QRectF, ink: QColor, scale: float) -> None:
    """Paint what can be read of a card at a scale, whose body lies here in the scene."""
    # A name and its card's title; there may be no name.
    title = look.title if scale >= _WHOLE else look.title.split(" · ")[0]
    room = body.adjusted(PAD, BAND + 4, 0, 0)
    wide = body.width() - 2 * PAD
    size, lines = _title_lines(title, wide, room.height(), look.collapsed)
    painter.setPen(ink)
    painter.setFont(font(size, bold=True))
    line = QRectF(room.topLeft(), room.size())
    line.setHeight(size * _LINE)
    for words in lines:
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, words)
        line.translate(0, size * _LINE)
    small = _shape_size(look.shape, wide, room.bottom() - line.top())
    if small * scale >= _LEAST:
        painter.setFont(font(small, mono=True))
        foot = QRectF(room.left(), room.bottom() - small * 1.6, room.width(), small * 1.6)
        painter.drawText(foot, Qt.AlignmentFlag.AlignVCenter, look.shape)


@lru_cache(maxsize=20_000)
def _shape_size(shape: str, wide: float, tall: float) -> int:
    """The largest size in which a shape goes below the title; 0 where it does not."""
    fitting = (
        size
        for size in _SHAPES
        if size * 1.6 <= tall and text_width(shape, size, mono=True) <= wide
    )
    return next(fitting, 0) if shape else 0


@lru_cache(maxsize=20_000)
def _title_lines(
    title: str, wide: float, tall: float, collapsed: bool
) -> tuple[int, tuple[str, ...]]:
    """The largest size in which a title goes into a room with its words whole, and its lines.

    A collapsed card has room for one line; none is given where not even that can be read.
    """
    for size in _TITLES:
        lines = wrapped(title, size, wide)
        if " ".join(lines) == " ".join(title.split()) and len(lines) * size * _LINE <= tall:
            return size, lines
    size = _TITLES[-1]
    if collapsed:
        fits = size * _LINE <= tall
        return size, (elided(title, size, wide, bold=True),) if fits else ()
    return size, wrapped(title, size, wide)[: max(int(tall / (size * _LINE)), 1)]
