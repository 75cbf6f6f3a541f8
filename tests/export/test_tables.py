"""The Summary as a table for others: read back, whatever the cards are called."""

import csv
import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from layerdeck.export import Form, as_table
from layerdeck.program import COLUMNS, Facts, Field, Line, Report

NASTY = (
    'a|b', 'x & y', 'x_y_z', '_emphasis_', '50% of #1', 'say "no"', "it's", 'two\nlines', 'a\tb',
    '=1+1', '+1', '-1', '@SUM(A1)', '=HYPERLINK("http://example.com")', '\n=1', '$x$', '{a}',
    'a\\b', '\\', '~^', '<b>bold</b>', '[link](x)', '**x**', '`x`', '&lt;', '--', 'a,b;c', '＝1',
    'Größe ×2', '# head', '\\textbf{x}', 'a\rb', '![x](y)',
)  # fmt: skip
signs = st.text(st.sampled_from("|&_%#\"'\n\t=+-@\\{}$~^<>[]()*`!ab1,; "), max_size=12)
names = signs.map(lambda text: f"x{text}") | st.text(max_size=8).map(lambda text: f"{text}x")

SUMS = Report(0, {}, (), 4_112, 4_000, 33_554_432, 3_623_878_656)
FACTS = Facts(
    (None, 64, None, 16), ("B", "H", "W", "C"), "float32", 4_112, 4_000, 16_777_216,
    3_623_878_656, (Field("x", (3, 3)),),
)  # fmt: skip


def lines(*titles: str) -> list[Line]:
    return [Line(f"card_{place}", title, FACTS) for place, title in enumerate(titles)]


def on_a_line(text: str) -> str:
    """What is left of a title in a cell."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def delimited(text: str, form: Form) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text), delimiter="," if form is Form.CSV else "\t"))


def markdown(text: str) -> list[list[str]]:
    """The cells of a table in Markdown, as a reader shows them."""
    rows: list[list[str]] = []
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            kinds = {child.type for child in token.children or ()}
            assert kinds <= {"text", "text_special", "strong_open", "strong_close"}, kinds
            rows[-1].append("".join(child.content for child in token.children or ()))
    return rows


def latex(text: str) -> list[list[str]]:
    """The cells of a table in LaTeX, as TeX would set them."""
    named = {"textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^",
             "textless": "<", "textgreater": ">", "textbar": "|", "char34": '"',
             "times": "×"}  # fmt: skip
    body = (
        text.split("\\toprule\n")[1].split("\\bottomrule", maxsplit=1)[0].replace("\\midrule\n", "")
    )
    rows, cell, cells = [], "", []
    for found in re.finditer(r"\\([A-Za-z]+\d*)({})?|\\(.)|(-{})|([&\n])|(.)", body):
        name, _, sign, dashes, ends, plain = found.groups()
        if name:
            cell += named[name]
        elif ends == "&" or sign == "\\":
            cells.append(cell.strip())
            cell = ""
            if sign:
                rows.append(cells)
                cells = []
        elif sign or dashes:
            cell += sign or "-"
        elif plain and plain != "$":
            assert plain not in "%#_{}~^<>|", f"{plain} means something else in {body}"
            cell += plain
    return rows


def titles_in(form: Form, *titles: str) -> list[str]:
    """The titles of layers, read back from a table."""
    text = as_table(lines(*titles), SUMS, form, totals=False)
    read = {Form.MARKDOWN: markdown, Form.LATEX: latex}.get(form)
    rows = read(text) if read else delimited(text, form)
    assert {len(row) for row in rows} == {len(COLUMNS)}
    return [row[1] for row in rows[1:]]


@pytest.mark.parametrize("form", [Form.MARKDOWN, Form.LATEX])
@pytest.mark.parametrize("title", NASTY)
def test_a_title_means_itself_and_nothing_else(form: Form, title: str) -> None:
    assert titles_in(form, title, "x") == [on_a_line(title), "x"]


@settings(max_examples=60, deadline=None)
@given(st.lists(names, min_size=1, max_size=3))
def test_any_titles_are_read_back(titles: list[str]) -> None:
    for form in (Form.MARKDOWN, Form.LATEX, Form.CSV, Form.TSV):
        said = [text.removeprefix("'") for text in titles_in(form, *titles)]
        assert said == [on_a_line(title).removeprefix("'") for title in titles], form


@pytest.mark.parametrize("form", [Form.CSV, Form.TSV])
@pytest.mark.parametrize("title", NASTY)
def test_a_spreadsheet_runs_nothing(form: Form, title: str) -> None:
    (read,) = titles_in(form, title)
    risky = on_a_line(title)[0] in "=+-@＝"
    assert read == ("'" if risky else "") + on_a_line(title)
    assert read[0] not in "=+-@＝"


@pytest.mark.parametrize("form", [Form.CSV, Form.TSV])
def test_a_spreadsheet_gets_bare_figures_and_no_totals(form: Form) -> None:
    head, row = delimited(as_table(lines("Dense"), SUMS, form), form)
    assert head[5] == "Activations (bytes)"
    assert row == ["card_0", "Dense", "64x?x16", "4112", "4000", "16777216", "3623878656", "3x3"]


@pytest.mark.parametrize(("form", "read"), [(Form.MARKDOWN, markdown), (Form.LATEX, latex)])
def test_people_get_every_digit_and_the_totals(form: Form, read) -> None:
    _, row, total = read(as_table(lines("Dense"), SUMS, form))
    figures = ["4,112", "4,000", "16,777,216", "3,623,878,656"]
    assert row == ["card_0", "Dense", "64×?×16", *figures, "3×3"]
    assert total == ["Total", "", "", "4,112", "4,000", "33,554,432", "3,623,878,656", ""]


def test_text_stands_in_columns() -> None:
    head, rule, first, second, above, total = as_table(
        lines("Dense", "two\nlines"), SUMS, Form.TEXT
    ).splitlines()
    assert head.startswith("Card    Layer      ")
    assert len(rule) == len(above) == len(first) == len(second)
    assert {rule, above} == {"─" * len(rule)}
    assert second.startswith("card_1  two lines  ")
    assert first.index("4,112") == total.index("4,112")


def test_what_is_not_known_is_empty_and_some_columns_are_left_out() -> None:
    line = Line("mask", "Output", Facts((None,), ("B",)))
    assert as_table([line], SUMS, Form.CSV).splitlines()[1] == "mask,Output,scalar,0,0,,,"
    some = [COLUMNS[0], COLUMNS[6]]
    assert as_table([line], SUMS, Form.CSV, some) == "Card,Multiply-adds\nmask,\n"


def test_latex_is_a_table_of_booktabs() -> None:
    text = as_table(lines("Dense"), SUMS, Form.LATEX)
    assert "\\begin{tabular}{llrrrrrr}\n\\toprule\nCard & Layer & " in text
    assert text.endswith("\\\\\n\\bottomrule\n\\end{tabular}\n")
    assert text.count("\\midrule") == 2
