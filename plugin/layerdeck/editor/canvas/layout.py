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
    followed,
    visible_outputs,
)
from layerdeck.editor.fonts import text_width, wrapped

from .chips import chip_text, chip_width, value_of

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
_CHIP_GAP = 10.0
_LEAST_WIDTH = 168.0


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
        more: the line that opens or closes the rest of the inputs, and what it says.
        foot: top of the foot, and its lines.
    """

    width: float
    height: float
    rows: tuple[Row, ...]
    more: QRectF | None
    more_text: str
    foot: float
    foot_lines: tuple[str, ...]

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
    untitled = replace(look, title="")
    layout = _layout(untitled, 0.0)
    # Cards that differ in their titles alone share a layout, unless the title is what is widest.
    return layout if title <= layout.width else _layout(untitled, title)


@lru_cache(maxsize=20_000)
def _layout(look: Look, least: float) -> Layout:
    values = dict(look.values)
    inputs, outputs, hidden = _visible(look, values)
    count = max(len(inputs), len(outputs))
    chips = [chip_text(port, values, wired=port.id in look.inputs) for port in inputs]
    more_text = _more_text(look, hidden)
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


def _visible(
    look: Look, values: Mapping[str, Value]
) -> tuple[list[Port], list[Port], tuple[int, int]]:
    """The inputs and outputs that show, and how many of each do not."""
    declared = look.card_type
    if declared is None:
        inputs = [_unknown_port(port_id) for port_id in sorted(look.inputs)]
        return inputs, [_unknown_port(port_id) for port_id in sorted(look.outputs)], (0, 0)
    shown = [
        followed(port, declared, values)
        for port in declared.inputs
        if look.expanded
        or port.main
        or port.required
        or port.id in look.inputs
        or port.id in values
    ]
    given = visible_outputs(declared, values)
    # Most layers in a Bidirectional give no states: four outputs that lead nowhere would mislead.
    outputs = [
        followed(port, declared, values)
        for port in given
        if look.expanded or port.when or not port.maybe or port.id in look.outputs
    ]
    return shown, outputs, (len(declared.inputs) - len(shown), len(given) - len(outputs))


def _unknown_port(port_id: str) -> Port:
    return Port(id=port_id, title=port_id, kind=Kind.TENSOR)


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


def _more_text(look: Look, hidden: tuple[int, int]) -> str:
    inputs, outputs = hidden
    if look.expanded:
        return "fewer"
    if outputs:
        return " · ".join(
            f"{count} more {word}"
            for count, word in ((inputs, "inputs"), (outputs, "outputs"))
            if count
        )
    word = "input at its default" if inputs == 1 else "inputs at their defaults"
    return f"{inputs} more {word}" if inputs else ""


def _foot(look: Look, width: float) -> tuple[str, ...]:
    if look.problem:
        return wrapped(look.problem, FOOT_SIZE, width - 2 * PAD - SIGN)
    return (look.shape,) if look.shape or look.sizes else ()
