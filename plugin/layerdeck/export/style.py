"""The layout of exported code: black's, statement by statement, so that lines keep their card."""

from functools import lru_cache

import black

INDENT = "    "
LINE_LENGTH = 88


@lru_cache(maxsize=20_000)
def formatted(statement: str, indent: str = "") -> str:
    """One statement as black lays it out; a `def` line is formatted without its body."""
    head = statement.endswith(":")
    source = f"{statement}\n{INDENT}pass\n" if head else statement
    mode = black.Mode(line_length=LINE_LENGTH - len(indent))
    text = black.format_str(source, mode=mode).rstrip("\n")
    if head:
        text = text.removesuffix(f"\n{INDENT}pass")
    return "\n".join(indent + line for line in text.split("\n"))
