"""Where the words of frames and notes lie, and how much of them there is room for.

All lengths are pixels at 1:1, from the corner of the frame or note.
"""

from functools import lru_cache

from PySide6.QtCore import QRectF

from layerdeck.editor.fonts import elided, text_width, wrapped
from layerdeck.graph import Frame, Note

Area = Frame | Note
"""What lies round the cards without any meaning to the model."""

HEAD = 36.0
"""Height of the band of a frame that holds its title and its text."""
TITLE_SIZE, TEXT_SIZE = 14, 12
_PAD, _BETWEEN = 16.0, 9.0
NOTE_PAD = 12.0
_LINE = 1.45
"""Height of a line of a note, in sizes of its letters."""
LEAST_FRAME, LEAST_NOTE = (120.0, 72.0), (96.0, 48.0)
"""Frames and notes are never drawn smaller than so wide and high."""
NEW_NOTE = (232.0, 96.0)


def body_of(area: Area) -> QRectF:
    """The box of a frame or note in the scene."""
    return QRectF(*area.at, *area.size)


def frame_words(frame: Frame, enlarged: float = 1.0) -> tuple[str, str, float]:
    """A frame's title and text as far as there is room, and how far right the text starts.

    Args:
        frame: whose words are wanted.
        enlarged: how many times larger than at 1:1 the letters are.
    """
    title_size, text_size = round(TITLE_SIZE * enlarged), round(TEXT_SIZE * enlarged)
    room = frame.size[0] - 2 * _PAD
    title = elided(_in_a_line(frame.title), title_size, room, bold=True)
    wide = text_width(title, title_size, bold=True) + _BETWEEN * enlarged if title else 0.0
    text = elided(_in_a_line(frame.text), text_size, room - wide)
    return title, text if len(text) > 1 else "", _PAD + wide


def label_of(frame: Frame) -> str:
    """What a frame is called, where there is room for one thing alone."""
    return _in_a_line(frame.title or frame.text)


def head_left() -> float:
    """How far right a frame's title starts."""
    return _PAD


@lru_cache(maxsize=2000)
def note_lines(text: str, width: float, size: int) -> tuple[str, ...]:
    """The lines of a note, no wider than its inside; an empty line stays one."""
    lines: list[str] = []
    for paragraph in text.splitlines():
        lines += wrapped(paragraph, size, width - 2 * NOTE_PAD) or ("",)
    return tuple(lines)


def fitting_lines(note: Note, size: int) -> tuple[str, ...]:
    """The lines of a note that there is room for; the last ends in “…” where there are more."""
    lines = note_lines(note.text, note.size[0], size)
    most = max(int((note.size[1] - 2 * NOTE_PAD) / line_height(size)), 1)
    if len(lines) <= most:
        return lines
    room = note.size[0] - 2 * NOTE_PAD
    return (*lines[: most - 1], elided(f"{lines[most - 1]} {lines[most]}…", size, room))


def note_height(text: str, width: float) -> float:
    """How high a note must be to show all of its text."""
    lines = max(len(note_lines(text, width, TEXT_SIZE)), 1)
    return lines * line_height(TEXT_SIZE) + 2 * NOTE_PAD


def line_height(size: int) -> float:
    """The height of a line of letters of a size."""
    return round(size * _LINE)


def _in_a_line(text: str) -> str:
    return " ".join(text.split())
