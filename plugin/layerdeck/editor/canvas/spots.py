"""What the keyboard can be at on the canvas. Lengths in pixels at 1:1."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF

from layerdeck.editor.fonts import text_width

from .contents import Contents
from .layout import HEAD, ROW, SOCKET, TEXT_SIZE, Layout

Line = tuple[str, bool]
"""A line on a card: the id of its port, and whether that is an input."""
MORE: Line = ("", True)
"""The line that opens or closes the rest of the inputs."""

_ROUND = SOCKET + 4.0
"""How far a line reaches beyond the card, around its socket."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A card or one of its lines, a frame or a note."""

    item: str
    line: Line | None = None


def lines_of(layout: Layout) -> list[Line]:
    """The lines of a card in the order of a walk: inputs, what opens the rest, outputs."""
    inputs = [(row.port.id, True) for row in layout.rows if row.is_input]
    outputs = [(row.port.id, False) for row in layout.rows if not row.is_input]
    return [*inputs, *([MORE] if layout.more else []), *outputs]


def across(layout: Layout, line: Line) -> Line | None:
    """The line on the other side of the card, as near as possible in height, if there is any."""
    here = _middle(layout, line)
    others = [row for row in layout.rows if row.is_input != line[1]]
    nearest = min(others, key=lambda row: abs(row.socket.y() - here), default=None)
    return (nearest.port.id, nearest.is_input) if nearest else None


def box_of(contents: Contents, spot: Spot) -> QRectF:
    """Where it lies in the scene; at the head of its card where a port does not show."""
    body, line = contents.body(spot.item), spot.line
    if line is None:
        return QRectF(body)
    placed = contents.cards[spot.item]
    layout = placed.layout
    if line == MORE and layout.more:
        return layout.more.translated(body.topLeft())
    port_id, is_input = line
    row = layout.row(port_id, is_input=is_input)
    if row is None:
        return QRectF(body.left(), body.top(), body.width(), HEAD)
    if placed.look.collapsed:
        # Sockets alone, closer to each other than lines.
        near = QRectF(row.socket, QSizeF(0, 0)).adjusted(-_ROUND, -8, _ROUND, 8)
        return near.translated(body.topLeft())
    end = row.text_x + text_width(row.port.title, TEXT_SIZE)
    if row.chip:
        end = row.chip.right()
    left, right = (-_ROUND, end + 5) if is_input else (row.text_x - 5, layout.width + _ROUND)
    top = row.socket.y() - ROW / 2 + 1
    return QRectF(left, top, right - left, ROW - 2).translated(body.topLeft())


def _middle(layout: Layout, line: Line) -> float:
    if line == MORE and layout.more:
        return layout.more.center().y()
    row = layout.row(line[0], is_input=line[1])
    return row.socket.y() if row else 0.0
