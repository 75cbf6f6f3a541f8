"""Colours for exported Python, from the standard library's tokenizer word lists."""

import keyword
import re

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from layerdeck.editor.theme import Theme

_WORDS = re.compile(
    r"(?P<comment>#.*)"
    r'|(?P<string>"""[^"]*"""|"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\')'
    r"|(?P<number>\b\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?\b)"
    rf"|(?P<keyword>\b(?:{'|'.join(keyword.kwlist)})\b)"
    r"|(?P<name>(?<=def )\w+)"
)


class PythonHighlighter(QSyntaxHighlighter):
    """Paints keywords, strings, numbers, comments and the function's name."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme's colours."""
        self._formats = {}
        for part in ("comment", "string", "number", "keyword", "name"):
            shape = QTextCharFormat()
            shape.setForeground(theme.color(f"code_{part}"))
            self._formats[part] = shape
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Colour one line."""
        for match in _WORDS.finditer(text):
            part = match.lastgroup
            if part:
                start, end = match.span()
                self.setFormat(start, end - start, self._formats[part])
