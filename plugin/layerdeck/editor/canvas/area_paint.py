"""Painting of frames and notes, near and from afar: functions of what they say and a theme."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from layerdeck.editor.fonts import elided, font
from layerdeck.editor.theme import Theme
from layerdeck.graph import Frame, Note

from .area_layout import (
    HEAD,
    NOTE_PAD,
    TEXT_SIZE,
    TITLE_SIZE,
    Area,
    fitting_lines,
    frame_words,
    head_left,
    label_of,
    line_height,
)

LABEL = 18.0
"""From afar a frame's title stands so high above it, in pixels on the screen, letters and all."""
HANDLE = 8.0
"""Edge of the squares at the corners of what is selected, in pixels on the screen."""
UNSETTLED = "Merge conflicts"
"""What stands above a note that tells of them, from afar."""
UNSETTLED_WIDE = 120.0
"""At least as wide as these words are, in pixels on the screen."""
_LABEL_SIZE = 12
_FAR, _BLANK = 0.42, 0.12
"""Scales below which titles stand above their frames, and below which notes are too small."""
_NAMELESS, _EMPTY = "Frame", "Note"
"""What stands where nothing is written yet."""
_READABLE = 11.0
"""Size of letters that can be read, in pixels on the screen."""


def paint_area(
    painter: QPainter, area: Area, theme: Theme, scale: float, *, selected: bool
) -> None:
    """Paint a frame or note with its corner at the painter's origin.

    Args:
        painter: what to paint with.
        area: what to paint.
        theme: the colours.
        scale: pixels on the screen per pixel at 1:1, which says how much can be read.
        selected: whether it is to stand out, with handles to draw it larger.
    """
    body = QRectF(0, 0, *area.size)
    kind, radius = ("frame", 10.0) if isinstance(area, Frame) else ("note", 6.0)
    unsettled = isinstance(area, Note) and area.unsettled
    edge = _edge(theme, "warn" if unsettled else f"{kind}_edge", selected=selected)
    edge.setWidthF(2.0 if unsettled else edge.widthF())
    painter.setPen(edge)
    painter.setBrush(theme.color(kind))
    painter.drawRoundedRect(body, radius, radius)
    if isinstance(area, Note):
        _paint_text(painter, area, theme, scale)
        if unsettled and scale < _FAR:
            _paint_unsettled(painter, theme, scale)
    elif scale < _FAR:
        _paint_label(painter, area, theme, scale)
    else:
        _paint_head(painter, area, theme, scale)
    if selected:
        _paint_handles(painter, body, theme, scale)


def _paint_head(painter: QPainter, frame: Frame, theme: Theme, scale: float) -> None:
    """The title and the text beside it on one line, larger where they could not be read."""
    enlarged = min(max(1.0, _READABLE / TEXT_SIZE / scale), 1.6)
    title, text, beside = frame_words(frame, enlarged)
    base = HEAD / 2 + 0.36 * TITLE_SIZE * enlarged
    painter.setFont(font(round(TITLE_SIZE * enlarged), bold=True))
    painter.setPen(theme.color("text"))
    painter.drawText(QPointF(head_left(), base), title)
    painter.setFont(font(round(TEXT_SIZE * enlarged)))
    painter.setPen(theme.color("text_soft"))
    painter.drawText(QPointF(beside, base), text or ("" if title else _NAMELESS))


def _paint_label(painter: QPainter, frame: Frame, theme: Theme, scale: float) -> None:
    """The title above the frame, as large on the screen as near by; cards would cover it inside."""
    size = max(round(_LABEL_SIZE / scale), 1)
    painter.setFont(font(size, bold=True))
    painter.setPen(theme.color("text"))
    label = elided(label_of(frame), size, frame.size[0], bold=True)
    painter.drawText(QPointF(0, -5 / scale), label)


def _paint_unsettled(painter: QPainter, theme: Theme, scale: float) -> None:
    """What a note is about whose text cannot be read from here, as large as near by."""
    painter.setFont(font(max(round(_LABEL_SIZE / scale), 1), bold=True))
    painter.setPen(theme.color("warn"))
    painter.drawText(QPointF(0, -5 / scale), UNSETTLED)


def _paint_text(painter: QPainter, note: Note, theme: Theme, scale: float) -> None:
    if scale < _BLANK:
        return
    # Larger from afar, if a line of it fits.
    size = TEXT_SIZE if scale >= _FAR else round(min(_READABLE / scale, note.size[1] / 2))
    painter.setFont(font(size))
    painter.setPen(theme.color("text" if note.text else "text_soft"))
    tall = line_height(size)
    room = QRectF(NOTE_PAD, min(NOTE_PAD, (note.size[1] - tall) / 2), note.size[0], tall)
    for line in fitting_lines(note, size) or (_EMPTY,):
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, line)
        room.translate(0, tall)


def _paint_handles(painter: QPainter, body: QRectF, theme: Theme, scale: float) -> None:
    half = HANDLE / 2 / scale
    painter.setPen(_edge(theme, "card_selected", selected=False))
    painter.setBrush(QColor(theme.color("canvas")))
    for corner in (body.topLeft(), body.topRight(), body.bottomLeft(), body.bottomRight()):
        painter.drawRect(QRectF(corner.x() - half, corner.y() - half, 2 * half, 2 * half))


def _edge(theme: Theme, token: str, *, selected: bool) -> QPen:
    pen = QPen(theme.color("card_selected" if selected else token), 2.0 if selected else 1.0)
    pen.setCosmetic(True)
    return pen
