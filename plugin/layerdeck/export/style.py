"""The layout of exported code: black's, statement by statement, so that lines keep their card."""

import re
from functools import lru_cache

import black

INDENT = "    "
LINE_LENGTH = 88
_LONGEST = 20_000
"""Letters of a statement that black lays out in a moment; a vocabulary would take it seconds."""
_TEXT = re.compile(r"'(?:[^'\\]|\\.)*'|" + r'"(?:[^"\\]|\\.)*"')
_PIECE = re.compile(rf"""(?:{_TEXT.pattern}|[^'", ])+,?|,""")


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
    for piece in _PIECE.findall(_TEXT.sub(_quoted, statement[begin:])):
        if len(line) + len(piece) > LINE_LENGTH and line != inner:
            lines.append(line.rstrip())
            line = inner
        line += f"{piece} "
    return "\n".join([*lines, line.rstrip()])


def _quoted(text: re.Match[str]) -> str:
    """A text in double quotes where it needs no more escapes then, as black has it."""
    inner = text[0][1:-1]
    return text[0] if '"' in inner or "\\" in inner else f'"{inner}"'
