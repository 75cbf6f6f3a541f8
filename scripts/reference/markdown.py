"""Small pieces of Markdown, as MyST reads it."""

import re
from collections.abc import Iterable, Sequence

_SIGNS = re.compile(r"([\\`*_{}\[\]<>|$~#@])")


def plain(text: str) -> str:
    """Text that shows as it is written."""
    return _SIGNS.sub(r"\\\1", text)


def code(text: str) -> str:
    """Text in the letters of code; pipes are escaped, as it may stand in a table."""
    fence = "``" if "`" in text else "`"
    return f"{fence}{text}{fence}".replace("|", r"\|") if text else ""


def link(text: str, target: str) -> str:
    """A link to another page of the site, or to a place outside."""
    return f"[{plain(text)}]({target})"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], style: str) -> str:
    """A table; `style` is the class by which the style sheet gives its columns their widths."""
    lines = [head, ["---"] * len(head), *rows]
    drawn = "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
    return f"{{.{style}}}\n{drawn}\n"


def picture(stem: str, text: str, width: int, style: str = "") -> str:
    """A picture in both themes, of which the site shows the one that fits its own."""
    return "\n".join(
        f"```{{image}} {stem}-{theme}.png\n:alt: {text}\n:width: {width}px\n"
        f":class: {shown} {style}\n:loading: lazy\n```\n"
        for theme, shown in (("paper", "only-light"), ("night", "only-dark"))
    )


def toctree(pages: Iterable[str], *options: str) -> str:
    """The pages below this one."""
    lines = "\n".join((*(f":{option}:" for option in options), "", *pages))
    return f"```{{toctree}}\n{lines}\n```\n"


def listed(words: Iterable[str]) -> str:
    """`a, b and c`."""
    several = list(words)
    return " and ".join([", ".join(several[:-1]), several[-1]] if several[1:] else several)
