"""The layout of exported code: black's, statement by statement, so that lines keep their card."""

import re
from collections.abc import Iterator
from functools import lru_cache
from textwrap import dedent

INDENT = "    "
LINE_LENGTH = 88
_LONGEST = 20_000
"""Letters of a statement that black lays out in a moment; a vocabulary would take it seconds."""
TEXT = re.compile(r"'(?:[^'\\]|\\.)*'|" + r'"(?:[^"\\]|\\.)*"')
_PIECE = re.compile(rf"""(?:{TEXT.pattern}|[^'", ])+,?|,""")
_FOR_BLACK = re.compile(r"""['\\]|,[)\]}]|\d[eE]""")
"""What black may write otherwise even in a line that is short enough: texts in other quotes, a last
comma, and numbers with an exponent."""


_BETWEEN_METHODS = re.compile(rf"\n\n(?={INDENT}(?:@|def ))")


def formatted(statement: str, indent: str = "") -> str:
    """One statement as black lays it out; a `def` line is formatted without its body.

    It comes as we print it, so that black, which takes a thousand times as long, need not see what
    fits in a line as it is.
    """
    fits = len(indent) + len(statement) <= LINE_LENGTH and statement.isascii()
    if fits and "\n" not in statement and not _FOR_BLACK.search(statement):
        return indent + statement
    if len(statement) > _LONGEST:
        return _filled(statement, indent)
    return _laid_out(statement, indent)


def quoted(text: str) -> str:
    """A text as a literal, as black has it: in double quotes where they need no more escapes."""
    written = repr(text)
    inner = written[1:-1]
    return written if '"' in inner or "\\" in inner else f'"{inner}"'


def members(definition: str) -> Iterator[str]:
    """A class or function as black lays it out, its head and each of its methods in turn.

    All in one go a class may take black longer than a frame.
    """
    head, *methods = _BETWEEN_METHODS.split(definition)
    yield formatted(head)
    yield from (formatted(dedent(method), INDENT) for method in methods)


@lru_cache(maxsize=20_000)
def _laid_out(statement: str, indent: str) -> str:
    import black  # noqa: PLC0415 - it takes longer than a frame to import, and is seldom needed

    head = statement.endswith(":")
    source = f"{statement}\n{INDENT}pass\n" if head else statement
    mode = black.Mode(line_length=LINE_LENGTH - len(indent))
    text = black.format_str(source, mode=mode).rstrip("\n")
    if head:
        text = text.removesuffix(f"\n{INDENT}pass")
    return "\n".join(indent + line if line else "" for line in text.split("\n"))


@lru_cache(maxsize=32)
def _filled(statement: str, indent: str) -> str:
    """A statement with its arguments in full lines, from the first bracket on."""
    begin = statement.index("(") + 1
    lines = [f"{indent}{statement[:begin]}"]
    inner = f"{indent}{INDENT}"
    line = inner
    for piece in _PIECE.findall(statement[begin:]):
        if len(line) + len(piece) > LINE_LENGTH and line != inner:
            lines.append(line.rstrip())
            line = inner
        line += f"{piece} "
    return "\n".join([*lines, line.rstrip()])
