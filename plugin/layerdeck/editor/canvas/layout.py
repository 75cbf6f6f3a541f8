"""Where everything on a card lies: a pure function of what the card shows.

All lengths are pixels at 1:1, from the card's top left corner. Layouts are cached, so that a
thousand cards that show the same are measured once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF

from layerdeck.deck import (
    CardType,
    Kind,
    Port,
    Value,
)
from layerdeck.editor.fonts import elided, text_width, wrapped

from .chips import chip_text, chip_width, value_of
from .visible import gathered_ports, hidden_words, visible_ports

RADIUS = 7.0
"""How round the corners of a card are."""
HEAD = 30.0
ROW = 24.0
PAD = 14.0
MORE, MORE_ARROW = 20.0, 11.0
"""Height of the line that opens the rest of the inputs, and the width of its arrow."""
FOOT_LINE = 16.0
SIGN = 16.0
"""The room of the sign before a problem in the foot."""
SOCKET = 5.5
"""Radius of a socket."""
TITLE_SIZE, TEXT_SIZE, FOOT_SIZE = 13, 12, 11
OPENER = 18.0
"""Width of the arrow that opens a collapsed card."""
_CHIP_GAP = 10.0
_LEAST_WIDTH, _LEAST_COLLAPSED = 168.0, 112.0
_SOCKET_STEP = 15.0
"""How far apart the sockets of a collapsed card are."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a card shows, apart from its place; two cards of the same look share a layout.

    Attributes:
        card_type: None for a placeholder, whose ports are those that wires name.
        inputs: ids of the inputs that are wired.
        outputs: ids of the outputs that are wired.
        shape: foot, left: the output's shape.
        sizes: foot, right: parameters and bytes.
        problem: foot, instead of these: what is wrong.
        collapsed: whether the head shows alone, with the sockets that matter.
        bypassed: whether the model is made as if the card were not there.
    """

    title: str
    # Two declarations with one id are one: the id among the hashed fields stands for the type.
    card_type: CardType | None = field(hash=False)
    type_id: str = ""
    values: tuple[tuple[str, Value], ...] = ()
    inputs: frozenset[str] = frozenset()
    outputs: frozenset[str] = frozenset()
    expanded: bool = False
    shape: str = ""
    sizes: str = ""
    problem: str = ""
    collapsed: bool = False
    bypassed: bool = False

    @property
    def category(self) -> str:
        """The category that gives the card its colour."""
        return self.card_type.category if self.card_type else "Other"


@dataclass(frozen=True, slots=True)
class Row:
    """One input or output on the card.

    Attributes:
        socket: centre of the socket, on the card's edge.
        text_x: where the title starts.
        chip: the value's box, or None where the value is wired or there is none.
        text: what the chip says; a tick box says nothing.
        faint: whether the row is at its default and not among the main ones.
    """

    port: Port
    is_input: bool
    socket: QPointF
    text_x: float
    chip: QRectF | None = None
    text: str = ""
    value: Value = None
    connected: bool = False
    faint: bool = False

    @property
    def is_choice(self) -> bool:
        """Whether the value is chosen from a list."""
        return bool(self.port.choices)

    @property
    def is_tick(self) -> bool:
        """Whether the value is a tick box."""
        return self.port.kind is Kind.BOOLEAN and not self.port.choices and not self.port.list


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything on a card lies.

    Attributes:
        more: the line that opens or closes the rest of the inputs, and what it says; of a
            collapsed card the arrow in its head that opens it.
        foot: top of the foot, and its lines.
    """

    width: float
    height: float
    rows: tuple[Row, ...]
    more: QRectF | None
    more_text: str
    foot: float
    foot_lines: tuple[str, ...]

    @property
    def sockets(self) -> list[tuple[str, bool, QPointF]]:
        """Where the sockets lie on the card: port id, whether it is an input, place."""
        return [(row.port.id, row.is_input, row.socket) for row in self.rows]

    def row(self, port_id: str, *, is_input: bool) -> Row | None:
        """The row of a port, where it shows."""
        for row in self.rows:
            if row.port.id == port_id and row.is_input is is_input:
                return row
        return None

    def socket(self, port_id: str, *, is_input: bool) -> QPointF:
        """The socket of a port; of the head for one that does not show."""
        row = self.row(port_id, is_input=is_input)
        if row:
            return row.socket
        return QPointF(0.0 if is_input else self.width, HEAD / 2)


def card_layout(look: Look) -> Layout:
    """Lay out a card: as wide as its widest row needs, or its title where that is wider."""
    title = text_width(look.title, TITLE_SIZE, bold=True) + 16 + 2 * PAD
    title += OPENER if look.collapsed else 0.0
    untitled = replace(look, title="", bypassed=False)
    lay = _collapsed if look.collapsed else _layout
    layout = lay(untitled, 0.0)
    # Cards that differ in their titles alone share a layout, unless the title is what is widest.
    return layout if title <= layout.width else lay(untitled, title)


@lru_cache(maxsize=20_000)
def _layout(look: Look, least: float) -> Layout:
    values = dict(look.values)
    inputs, outputs, hidden = visible_ports(look, values)
    count = max(len(inputs), len(outputs))
    chips = [chip_text(port, values, wired=port.id in look.inputs) for port in inputs]
    more_text = hidden_words(look, hidden)
    width = max(_width(look, inputs, chips, outputs, more_text), float(round(least)))
    top = HEAD + 4
    rows = [
        _input_row(look, port, chip, values, top + ROW * (index + count - len(inputs)))
        for index, (port, chip) in enumerate(zip(inputs, chips, strict=True))
    ]
    for index, port in enumerate(outputs):
        middle = top + ROW * (index + count - len(outputs)) + ROW / 2
        text_x = width - PAD - text_width(port.title, TEXT_SIZE)
        connected = port.id in look.outputs
        rows.append(Row(port, False, QPointF(width, middle), text_x, connected=connected))
    bottom = top + ROW * count
    more = None
    if more_text:
        wide = MORE_ARROW + text_width(more_text, FOOT_SIZE)
        more = QRectF(PAD - 4, bottom, wide + 8, MORE)
        bottom += MORE
    foot_lines = _foot(look, width)
    height = bottom + 4 + (8 + FOOT_LINE * len(foot_lines) if foot_lines else 2)
    return Layout(width, height, tuple(rows), more, more_text, bottom + 4, foot_lines)


@lru_cache(maxsize=20_000)
def _collapsed(look: Look, least: float) -> Layout:
    """The head, one line below it where there is something to say, and sockets at the sides."""
    inputs, outputs = gathered_ports(look, dict(look.values))
    said = look.problem or look.shape
    wide = text_width(look.shape, FOOT_SIZE, mono=True) + 2 * PAD
    width = float(round(max(_LEAST_COLLAPSED, least, 0.0 if look.problem else wide)))
    most = max(len(inputs), len(outputs), 1)
    height = max(HEAD + (8 + FOOT_LINE if said else 0), most * _SOCKET_STEP + 8)
    rows = [
        Row(port, is_input, place, PAD, connected=port.id in wired)
        for ports, is_input, x, wired in (
            (inputs, True, 0.0, look.inputs),
            (outputs, False, width, look.outputs),
        )
        for port, place in zip(ports, _gathered(x, len(ports), height), strict=True)
    ]
    opener = QRectF(width - OPENER - 6, 5, OPENER, HEAD - 10)
    line = elided(look.problem, FOOT_SIZE, width - 2 * PAD - SIGN) or look.shape
    return Layout(width, height, tuple(rows), opener, "", HEAD, (line,) if said else ())


def _gathered(x: float, count: int, height: float) -> list[QPointF]:
    """Where so many sockets lie on a side, in the middle of it."""
    first = (height - (count - 1) * _SOCKET_STEP) / 2
    return [QPointF(x, first + place * _SOCKET_STEP) for place in range(count)]


def _width(
    look: Look,
    inputs: list[Port],
    chips: list[str | None],
    outputs: list[Port],
    more_text: str,
) -> float:
    """As wide as the widest row needs, so that no value ever touches an output's name."""
    count = max(len(inputs), len(outputs))
    widest = max(_LEAST_WIDTH, MORE_ARROW + text_width(more_text, FOOT_SIZE) + 2 * PAD)
    for line in range(count):
        left = line - (count - len(inputs))
        right = line - (count - len(outputs))
        wide = PAD
        if left >= 0:
            chip = chips[left]
            wide += text_width(inputs[left].title, TEXT_SIZE)
            wide += _CHIP_GAP + chip_width(inputs[left], chip) if chip is not None else 0
        if right >= 0:
            wide += text_width(outputs[right].title, TEXT_SIZE) + (24 if left >= 0 else 0)
        widest = max(widest, wide + PAD)
    if not look.problem:
        foot = text_width(look.shape, FOOT_SIZE, mono=True) + text_width(look.sizes, FOOT_SIZE)
        widest = max(widest, foot + 2 * PAD + 18)
    return float(round(widest))


def _input_row(
    look: Look, port: Port, chip: str | None, values: Mapping[str, Value], top: float
) -> Row:
    rect = None
    if chip is not None:
        left = PAD + text_width(port.title, TEXT_SIZE) + _CHIP_GAP
        wide = chip_width(port, chip)
        tall = 16.0 if port.kind is Kind.BOOLEAN and not port.choices else 18.0
        rect = QRectF(left, top + (ROW - tall) / 2, wide, tall)
    connected = port.id in look.inputs
    return Row(
        port,
        True,
        QPointF(0.0, top + ROW / 2),
        PAD,
        rect,
        chip or "",
        value_of(port, values) if chip is not None else None,
        connected,
        faint=not (connected or port.main or port.required or port.id in values),
    )


def _foot(look: Look, width: float) -> tuple[str, ...]:
    if look.problem:
        return wrapped(look.problem, FOOT_SIZE, width - 2 * PAD - SIGN)
    return (look.shape,) if look.shape or look.sizes else ()
