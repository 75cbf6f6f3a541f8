"""Painting of cards: functions of a layout, a look and a theme, apart from the items."""

from dataclasses import dataclass
from functools import cache, lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF

from layerdeck.editor.fonts import font
from layerdeck.editor.theme import Theme

from .bypassed import paint_bypassed
from .chips import CHIP_SIZE
from .layout import (
    FOOT_LINE,
    FOOT_SIZE,
    HEAD,
    MORE_ARROW,
    PAD,
    RADIUS,
    ROW,
    SIGN,
    SOCKET,
    TEXT_SIZE,
    TITLE_SIZE,
    Layout,
    Look,
    Row,
)
from .signs import paint_sign

LETTERED, _LETTER_SIZE = 7.5, 11
"""Radius of a socket with a letter, and the letter's size."""


@dataclass(frozen=True, slots=True)
class State:
    """How a card is to be painted beyond its look.

    Attributes:
        fitting: while a wire is dragged, the rows it fits, as (port id, is input); None otherwise.
        marked: the row that a problem is about, as (port id, is input).
        lit: the rows where a wire ends that stands out, as (port id, is input).
        heat: the class of what the card costs, while cards are coloured by that.
    """

    selected: bool = False
    error: bool = False
    warning: bool = False
    stale: bool = False
    fitting: frozenset[tuple[str, bool]] | None = None
    marked: tuple[str, bool] | None = None
    lit: frozenset[tuple[str, bool]] = frozenset()
    heat: int | None = None


def paint_card(
    painter: QPainter,
    layout: Layout,
    look: Look,
    theme: Theme,
    state: State,
    exposed: QRectF | None = None,
) -> None:
    """Paint a card with its top left corner at the painter's origin.

    Its lines are painted only where something is `exposed`, to be painted anew; None is everywhere.
    """
    body = QRectF(0, 0, layout.width, layout.height)
    edge = _edge(theme, state)
    if look.card_type is None or look.bypassed:
        # A placeholder only marks the place of the card that it stands for.
        edge.setStyle(Qt.PenStyle.DashLine)
    _paint_body(painter, body, edge, theme, state)
    mark = QRectF(PAD - 4, 8, 4, HEAD - 16)
    painter.setPen(Qt.PenStyle.NoPen)
    ink = _ink(theme, state)
    painter.setBrush(ink or theme.category(look.category))
    painter.drawRoundedRect(mark, 2, 2)
    _title(painter, layout, look, ink or theme.color("text"))
    for row in layout.rows:
        if exposed is None or _meets(row, exposed):
            _paint_row(painter, row, theme, state, bare=look.collapsed)
    if layout.more:
        # Of a collapsed card it stands in the head.
        soft = (ink if look.collapsed else None) or theme.color("text_soft")
        _paint_more(painter, layout.more, layout.more_text, soft, opened=look.expanded)
    if layout.foot_lines:
        _paint_foot(painter, layout, look, theme, state)
    if look.bypassed:
        paint_bypassed(painter, layout, look, edge, theme)
        for row in layout.rows:
            paint_socket(painter, row, theme)


def _ink(theme: Theme, state: State) -> QColor | None:
    """What the head is written in, where it has the colour of heat."""
    return None if state.heat is None else theme.on_heat(state.heat, dimmed=state.stale)


def _edge(theme: Theme, state: State) -> QPen:
    if state.error:
        return QPen(theme.color("card_error"), 2.0)
    if state.selected:
        return QPen(theme.color("card_selected"), 2.0)
    if state.warning:
        return QPen(theme.color("warn"), 1.2)
    return QPen(theme.color("card_edge"), 1.0)


def _paint_body(painter: QPainter, body: QRectF, edge: QPen, theme: Theme, state: State) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(_shadow(body.width(), body.height()), theme.color("card_shadow"))
    if state.selected and state.error:
        painter.setPen(QPen(theme.color("card_selected"), 2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(body.adjusted(-3, -3, 3, 3), RADIUS + 3, RADIUS + 3)
    painter.setPen(edge)
    painter.setBrush(theme.color("card"))
    painter.drawRoundedRect(body, RADIUS, RADIUS)
    heat = state.heat
    head = theme.color("card_head") if heat is None else theme.heat(heat, dimmed=state.stale)
    painter.fillPath(_head(body.width()), head)
    painter.setPen(QPen(theme.color("card_edge"), 1.0))
    painter.drawLine(QPointF(1, HEAD), QPointF(body.width() - 1, HEAD))


@lru_cache(maxsize=2000)
def _head(width: float) -> QPainterPath:
    """The head, inside the edge: round above, straight below."""
    inner = RADIUS - 1
    path = QPainterPath(QPointF(1, HEAD))
    path.lineTo(1, 1 + inner)
    path.quadTo(1, 1, 1 + inner, 1)
    path.lineTo(width - 1 - inner, 1)
    path.quadTo(width - 1, 1, width - 1, 1 + inner)
    path.lineTo(width - 1, HEAD)
    path.closeSubpath()
    return path


@lru_cache(maxsize=2000)
def _shadow(width: float, height: float) -> QPainterPath:
    """What shows of the shadow: a rim below the card. Filling more would cost and not be seen."""
    card, below = QPainterPath(), QPainterPath()
    top = max(height - 20, 0)
    card.addRoundedRect(QRectF(0, top, width, height - top), RADIUS, RADIUS)
    below.addRoundedRect(QRectF(-0.5, top + 2.5, width + 1, height - top + 0.5), RADIUS, RADIUS)
    return below.subtracted(card)


def _title(painter: QPainter, layout: Layout, look: Look, ink: QColor) -> None:
    painter.setFont(font(TITLE_SIZE, bold=True))
    painter.setPen(ink)
    room = QRectF(PAD + 8, 0, layout.width - PAD, HEAD)
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, look.title)


def _meets(row: Row, exposed: QRectF) -> bool:
    """Whether a row's line, as high as its text may be, lies in an area, if only by a pixel."""
    reach = ROW / 2 + 2
    return exposed.top() - reach <= row.socket.y() <= exposed.bottom() + reach


def _paint_row(
    painter: QPainter, row: Row, theme: Theme, state: State, *, bare: bool = False
) -> None:
    """A socket, with the port's title and value unless it is `bare`."""
    key = (row.port.id, row.is_input)
    dimmed = state.fitting is not None and key not in state.fitting
    painter.setOpacity(0.3 if dimmed else 1.0)
    lit = key == state.marked or (key in state.lit if state.fitting is None else not dimmed)
    paint_socket(painter, row, theme, lit=lit)
    if not bare:
        painter.setFont(font(TEXT_SIZE))
        painter.setPen(theme.color("text_soft" if row.faint else "text"))
        room = QRectF(row.text_x, row.socket.y() - 12, 400, 24)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, row.port.title)
    if row.chip is not None:
        _paint_chip(painter, row, row.chip, theme)
    painter.setOpacity(1.0)


def paint_socket(
    painter: QPainter, row: Row, theme: Theme, *, lit: bool = False, back: str = "card"
) -> None:
    """A ring in the type's colour: filled when connected, doubled for a list.

    In high contrast it is large enough for the type's letter.
    """
    radius = LETTERED if theme.contrast else SOCKET
    color = theme.kind(row.port.kind)
    painter.setPen(QPen(color, 1.8))
    hollow = QBrush(theme.color(back))
    if lit:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        halo = QColor(color)
        halo.setAlpha(90)
        # As far out as a card's item reaches.
        painter.setPen(QPen(halo, 2 * (SOCKET + 4.5 - radius)))
        painter.drawEllipse(row.socket, radius, radius)
        painter.setPen(QPen(color, 1.8))
    if row.port.list:
        painter.setBrush(hollow)
        inward = 3.5 if row.is_input else -3.5
        painter.drawEllipse(row.socket + QPointF(inward, 0), radius, radius)
    painter.setBrush(QBrush(color) if row.connected else hollow)
    painter.drawEllipse(row.socket, radius, radius)
    if theme.contrast:
        letter = letter_path(row.port.kind.letter).translated(row.socket)
        painter.fillPath(letter, theme.color(back if row.connected else "text"))


@cache
def letter_path(letter: str) -> QPainterPath:
    """A letter around the origin. Its left side, top and foot lie between pixels at 1:1."""
    path = QPainterPath()
    path.addText(0, 0, font(_LETTER_SIZE, bold=True), letter)
    box = path.boundingRect()
    return path.translated(-box.left() - round(box.width() / 2), round(box.height() / 2))


def _paint_chip(painter: QPainter, row: Row, chip: QRectF, theme: Theme) -> None:
    if row.is_tick:
        _paint_tick(painter, chip, bool(row.value), theme)
        return
    painter.setPen(QPen(theme.color("chip_edge"), 1))
    painter.setBrush(theme.color("chip"))
    painter.drawRoundedRect(chip, 4, 4)
    painter.setFont(font(CHIP_SIZE, mono=not row.is_choice))
    painter.setPen(theme.color("text"))
    room = chip.adjusted(7, 0, -16 if row.is_choice else -4, 0)
    text = painter.fontMetrics().elidedText(
        row.text, Qt.TextElideMode.ElideRight, int(room.width()) + 2
    )
    painter.drawText(room.adjusted(0, 0, 6, 0), Qt.AlignmentFlag.AlignVCenter, text)
    if row.is_choice:
        painter.setPen(QPen(theme.color("text_soft"), 1.3))
        x, y = chip.right() - 10, chip.center().y()
        painter.drawPolyline(
            QPolygonF([QPointF(x - 3, y - 1.5), QPointF(x, y + 1.5), QPointF(x + 3, y - 1.5)])
        )


def _paint_more(painter: QPainter, room: QRectF, text: str, soft: QColor, *, opened: bool) -> None:
    """The line that opens the rest of the inputs: an arrow, drawn to be alike everywhere."""
    x, y = room.left() + 7, room.center().y()
    right = [QPointF(x - 2, y - 3), QPointF(x + 2, y), QPointF(x - 2, y + 3)]
    down = [QPointF(x - 3, y - 2), QPointF(x, y + 2), QPointF(x + 3, y - 2)]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(soft)
    painter.drawPolygon(QPolygonF(down if opened else right))
    painter.setFont(font(FOOT_SIZE))
    painter.setPen(soft)
    line = room.adjusted(4 + MORE_ARROW, 0, 8, 0)
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, text)


def _paint_tick(painter: QPainter, box: QRectF, on: bool, theme: Theme) -> None:
    painter.setPen(QPen(theme.color("accent_fill" if on else "mark"), 1))
    painter.setBrush(theme.color("accent_fill" if on else "chip"))
    painter.drawRoundedRect(box, 4, 4)
    if on:
        painter.setPen(QPen(theme.color("on_accent"), 1.8))
        x, y = box.center().x(), box.center().y()
        painter.drawPolyline(
            QPolygonF([QPointF(x - 4, y), QPointF(x - 1.2, y + 2.8), QPointF(x + 4, y - 3)])
        )


def _paint_foot(painter: QPainter, layout: Layout, look: Look, theme: Theme, state: State) -> None:
    painter.setPen(QPen(theme.color("hair"), 1))
    painter.drawLine(QPointF(1, layout.foot), QPointF(layout.width - 1, layout.foot))
    room = QRectF(PAD, layout.foot + 4, layout.width - 2 * PAD, FOOT_LINE)
    if look.problem:
        painter.setFont(font(FOOT_SIZE))
        sign = QPointF(PAD + 5, room.center().y())
        paint_sign(painter, sign, theme, error=state.error)
        painter.setPen(theme.color("bad" if state.error else "warn"))
        room.adjust(SIGN, 0, 0, 0)
        for line in layout.foot_lines:
            painter.drawText(room.adjusted(0, 0, 20, 0), Qt.AlignmentFlag.AlignVCenter, line)
            room.translate(0, FOOT_LINE)
        return
    painter.setOpacity((0.8 if theme.contrast else 0.55) if state.stale else 1.0)
    painter.setFont(font(FOOT_SIZE, mono=True))
    painter.setPen(theme.color("text"))
    painter.drawText(room.adjusted(0, 0, 20, 0), Qt.AlignmentFlag.AlignVCenter, look.shape)
    painter.setFont(font(FOOT_SIZE))
    painter.setPen(theme.color("text_soft"))
    sizes = "" if look.collapsed else look.sizes
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, sizes)
    painter.setOpacity(1.0)
