"""The Summary as a table for others to read: spreadsheets, papers, issues, a terminal.

The window and the command line both write it here, so they write the same.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from layerdeck.program import COLUMNS, Cell, Column, Line, Sums, sizes_text

_FORMULA = tuple("=+-@＝＋－＠")
"""A spreadsheet would run a cell that begins so."""
_LATEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    # Some languages give it a meaning of its own.
    '"': r"\char34{}",
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
}
_MARKDOWN = re.compile(r"[\\`*\[\]<>|#~&!$]|(?<![^\W_])_|_(?![^\W_])")
"""What means something in Markdown; an underscore within a word does not."""


class Form(StrEnum):
    """The forms that a table is written in; `tsv` is what spreadsheets paste."""

    TEXT = "text"
    CSV = "csv"
    TSV = "tsv"
    MARKDOWN = "markdown"
    LATEX = "latex"


ENDINGS = {
    ".txt": Form.TEXT,
    ".csv": Form.CSV,
    ".tsv": Form.TSV,
    ".md": Form.MARKDOWN,
    ".tex": Form.LATEX,
}
"""The form of a file by its ending."""


def as_table(
    lines: Sequence[Line],
    sums: Sums,
    form: Form,
    columns: Sequence[Column] = COLUMNS,
    *,
    totals: bool = True,
) -> str:
    """Write lines of the Summary, all figures exact.

    Spreadsheets get bare figures and no totals, which would be added up with the rest; the other
    forms end with the totals, unless these are not wanted.
    """
    if form in (Form.CSV, Form.TSV):
        return _delimited(lines, columns, "," if form is Form.CSV else "\t")
    rows = [[_told(column.of(line)) for column in columns] for line in lines]
    last = [_told(column.total(sums)) if column.total else "" for column in columns]
    last[0] = "Total"
    table = [[_head(column) for column in columns], *rows, *([last] if totals else ())]
    right = {place for place, column in enumerate(columns) if not column.words}
    writer = {Form.TEXT: _text, Form.MARKDOWN: _markdown, Form.LATEX: _latex}[form]
    return writer(table, right, totals)


def aligned(rows: Sequence[Sequence[str]], right: Iterable[int] = ()) -> list[str]:
    """Rows in columns as wide as they need; the columns named by `right` end flush."""
    flush = set(right)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.rjust(width) if index in flush else cell.ljust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _delimited(lines: Sequence[Line], columns: Sequence[Column], between: str) -> str:
    written = io.StringIO()
    writer = csv.writer(written, delimiter=between, lineterminator="\n")
    writer.writerow([_head(column) for column in columns])
    writer.writerows([_bare(column.of(line)) for column in columns] for line in lines)
    return written.getvalue()


def _text(table: Sequence[Sequence[str]], right: set[int], totals: bool) -> str:
    head, *lines = aligned([[_on_a_line(cell) for cell in row] for row in table], right)
    rule = "─" * max(map(len, (head, *lines)))
    if totals:
        lines.insert(-1, rule)
    return "\n".join([head, rule, *lines, ""])


def _markdown(table: Sequence[Sequence[str]], right: set[int], totals: bool) -> str:
    head, *rows = [[_MARKDOWN.sub(r"\\\g<0>", _on_a_line(cell)) for cell in row] for row in table]
    if totals:
        rows[-1] = [f"**{cell}**" if cell else "" for cell in rows[-1]]
    rule = ["---:" if place in right else "---" for place in range(len(head))]
    return "".join(f"| {' | '.join(row)} |\n" for row in (head, rule, *rows))


def _latex(table: Sequence[Sequence[str]], right: set[int], totals: bool) -> str:
    head, *rows = [" & ".join(map(_in_latex, row)) + r" \\" for row in table]
    if totals:
        rows.insert(-1, r"\midrule")
    sides = "".join("r" if place in right else "l" for place in range(len(table[0])))
    begin, end = rf"\begin{{tabular}}{{{sides}}}", r"\end{tabular}"
    note = r"% Needs \usepackage{booktabs}."
    return "\n".join([note, begin, r"\toprule", head, r"\midrule", *rows, r"\bottomrule", end, ""])


def _in_latex(cell: str) -> str:
    """A cell for LaTeX; what stands for itself there is left alone."""
    signs = "".join(_LATEX.get(sign, sign) for sign in _on_a_line(cell))
    return re.sub("-(?=-)", "-{}", signs).replace("×", r"$\times$")


def _head(column: Column) -> str:
    return f"{column.title} (bytes)" if column.id == "activation_bytes" else column.title


def _told(cell: Cell) -> str:
    """A cell for people."""
    if isinstance(cell, tuple):
        return sizes_text(cell)
    return "" if cell is None else f"{cell:,}" if isinstance(cell, int) else cell


def _bare(cell: Cell) -> str | int:
    """A cell for a spreadsheet, which takes it for what it is and runs nothing."""
    if isinstance(cell, tuple):
        return sizes_text(cell, "x")
    if isinstance(cell, str):
        words = _on_a_line(cell)
        return f"'{words}" if words.startswith(_FORMULA) else words
    return "" if cell is None else cell


def _on_a_line(cell: str) -> str:
    """A cell without line breaks and other signs that are not printed."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in cell).split())
