"""Colours for exported Python, from the standard library's tokenizer word lists."""

import keyword
import re
from collections.abc import Iterable, Sequence

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextLayout

from layerdeck.editor.theme import Theme

_QUOTES = '"""'
_WORDS = re.compile(
    r"(?P<comment>#.*)"
    r'|(?P<string>"""(?:[^"]|"(?!""))*(?:"""|$)|"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\')'
    r"|(?P<number>\b\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?\b)"
    rf"|(?P<keyword>\b(?:{'|'.join(keyword.kwlist)})\b)"
    r"|(?P<name>(?<=def )\w+)"
)
_PARTS = ("comment", "string", "number", "keyword", "name")


class PythonHighlighter:
    """Paints keywords, strings, numbers, comments and functions' names, where lines are in sight.

    A line is painted when it comes into sight, so that it does not matter how long the code is.
    """

    def __init__(self, theme: Theme) -> None:
        self._painted = 0
        self._inside: set[int] = set()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme's colours, from now on."""
        # A block remembers when it was painted; what was painted before is out of date.
        self._painted += 1
        self._formats: dict[str, QTextCharFormat] = {}
        for part in _PARTS:
            shape = QTextCharFormat()
            shape.setForeground(theme.color(f"code_{part}"))
            self._formats[part] = shape

    def read(self, lines: Sequence[str]) -> None:
        """Find the lines that begin within a text of several lines."""
        self._inside = set()
        opened = False
        for number, line in enumerate(lines):
            if opened:
                self._inside.add(number)
                opened = _QUOTES not in line
            elif _QUOTES in line:
                opened = any(_is_open(match[0]) for match in _WORDS.finditer(line))

    def forget(self, block: QTextBlock) -> None:
        """Have a line painted anew."""
        block.setUserState(-1)

    def paint(self, blocks: Iterable[QTextBlock]) -> None:
        """Colour those of the lines that are not yet."""
        for block in blocks:
            # A line that has come to lie within a text looks different too.
            state = 2 * self._painted + (block.blockNumber() in self._inside)
            if block.userState() != state:
                block.setUserState(state)
                block.layout().setFormats(self._ranges(block))
                block.document().markContentsDirty(block.position(), block.length())

    def _ranges(self, block: QTextBlock) -> list[QTextLayout.FormatRange]:
        text, start = block.text(), 0
        ranges = []
        if text and block.blockNumber() in self._inside:
            end = text.find(_QUOTES)
            start = len(text) if end < 0 else end + len(_QUOTES)
            ranges.append(self._range(0, units(text[:start]), "string"))
        for match in _WORDS.finditer(text, start):
            before, part = units(text[: match.start()]), match.lastgroup
            if part:
                ranges.append(self._range(before, units(match[0]), part))
        return ranges

    def _range(self, start: int, length: int, part: str) -> QTextLayout.FormatRange:
        made = QTextLayout.FormatRange()
        made.start, made.length, made.format = start, length, self._formats[part]
        return made


def _is_open(word: str) -> bool:
    """Whether a word is the beginning of a text that goes on in the next line."""
    return word.startswith(_QUOTES) and (len(word) < 6 or not word.endswith(_QUOTES))


def units(text: str) -> int:
    """The length of a text as Qt counts it: a sign beyond 65,535 is two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
