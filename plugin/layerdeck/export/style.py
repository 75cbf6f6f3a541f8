"""The layout of exported code: black's, statement by statement, so that lines keep their card."""

import re
from functools import lru_cache

import black

INDENT = "    "
LINE_LENGTH = 88
_LONGEST = 20_000
"""Letters of a statement that black lays out in a moment; a vocabulary would take it seconds."""
_PIECE = re.compile(r"""(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[^'", ])+,?|,""")
_PLAIN_TEXT = re.compile(r"(?<![\w'\"])'([^'\"\\]*)'")


@lru_cache(maxsize=20_000)
def formatted(statement: str, indent: str = "") -> str:
    """One statement as black lays it out; a `def` line is formatted without its body."""
    if len(statement) > _LONGEST:
        return _filled(statement, indent)
    head = statement.endswith(":")
    source = f"{statement}\n{INDENT}pass\n" if head else statement
    mode = black.Mode(line_length=LINE_LENGTH - len(indent))
    text = black.format_str(source, mode=mode).rstrip("\n")
    if head:
        text = text.removesuffix(f"\n{INDENT}pass")
    return "\n".join(indent + line for line in text.split("\n"))


def _filled(statement: str, indent: str) -> str:
    """A statement with its arguments in full lines, from the first bracket on."""
    begin = statement.index("(") + 1
    lines = [f"{indent}{statement[:begin]}"]
    inner = f"{indent}{INDENT}"
    line = inner
    for piece in _PIECE.findall(_PLAIN_TEXT.sub(r'"\1"', statement[begin:])):
        if len(line) + len(piece) > LINE_LENGTH and line != inner:
            lines.append(line.rstrip())
            line = inner
        line += f"{piece} "
    return "\n".join([*lines, line.rstrip()])
