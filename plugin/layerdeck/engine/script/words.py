"""What a script says or raises, in words that fit a sentence."""

import re
import traceback

ENDED_ITSELF = "the script ended itself"
_LONGEST = 300
_NO_ANSWER = "EOF when reading a line"
"""What `input` says where nobody can answer."""
_COLOUR = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_ENDS = (".", "!", "?", "…")


def error_in_words(error: BaseException) -> str:
    """An error as Python tells it in its last line, and what to do where that is known."""
    lines = traceback.format_exception_only(error)
    told = sentence(next((line for line in reversed(lines) if line.strip()), repr(error)))
    if isinstance(error, ModuleNotFoundError):
        told += " The script runs with the Python that runs Layerdeck: install what it needs there."
    if isinstance(error, EOFError) and _NO_ANSWER in told:
        told += " A script cannot ask here: write the answer into it."
    return told


def readable(text: str) -> str:
    """A text without colours and whatever else only a terminal acts upon."""
    plain = _COLOUR.sub("", text).replace("\r", "\n")
    return "".join(one for one in plain if one.isprintable() or one in "\n\t")


def sentence(text: str) -> str:
    """A text on one line, short, readable, and with an end."""
    flat = " ".join(readable(text).split())
    if len(flat) > _LONGEST:
        flat = f"{flat[:_LONGEST]}…"
    return flat if flat.endswith(_ENDS) else f"{flat}."
