"""Text for people: problems, the summary, the catalogue."""

from collections.abc import Iterable, Sequence

from layerdeck.deck import Catalogue
from layerdeck.program import Facts, Problem, Shape

from .outcome import status_of
from .work import Checked

_COLUMNS = ("card", "type", "output", "parameters", "bytes", "multiply-adds", "receptive field")
_NUMBERS = (3, 4, 5)


def problem_line(problem: Problem) -> str:
    """`error  enc1.strides  message`."""
    place = ".".join(part for part in (problem.card, problem.port) if part) or "graph"
    return f"{problem.severity}  {place}  {' '.join(problem.message.split())}"


def summary_table(checked: Checked) -> str:
    """A line per card, and the totals."""
    report = checked.report
    rows = [
        (card.id, card.type.rsplit(".", 1)[-1], *_facts(report.facts.get(card.id, Facts())))
        for card in checked.graph.cards.values()
    ]
    totals = (
        "total",
        "",
        "",
        f"{report.parameters:,}",
        f"{report.activation_bytes:,}",
        f"{report.multiply_adds:,}",
        "",
    )
    lines = table([_COLUMNS, *rows, totals], _NUMBERS)
    rule = "─" * max(map(len, lines))
    fixed = report.parameters - report.trainable_parameters
    count = f"{report.trainable_parameters:,} parameters are trained, {fixed:,} are not."
    if status_of(checked.problems):
        count += "\nThe graph has errors: only what could be computed is counted."
    return "\n".join([lines[0], rule, *lines[1:-1], rule, lines[-1], "", count])


def catalogue_table(deck: Catalogue) -> str:
    """The cards by category: title, id, and the other names they are found by."""
    lines: list[str] = []
    categories = deck.by_category()
    cards = [card for found in categories.values() for card in found]
    rows = iter(table([(f"  {card.title}", card.id, ", ".join(card.aliases)) for card in cards]))
    for category, found in categories.items():
        lines += ["", category, *(next(rows) for _ in found)]
    return "\n".join(lines[1:])


def table(rows: Sequence[Sequence[str]], numbers: Iterable[int] = ()) -> list[str]:
    """Rows in columns as wide as they need; the columns named by `numbers` end flush."""
    right = set(numbers)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.rjust(width) if index in right else cell.ljust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _facts(facts: Facts) -> tuple[str, str, str, str, str]:
    return (
        _shape(facts.output_shape),
        f"{facts.parameters:,}" if facts.parameters else "",
        f"{facts.activation_bytes:,}" if facts.activation_bytes is not None else "",
        f"{facts.multiply_adds:,}" if facts.multiply_adds else "",
        " × ".join(map(str, facts.receptive_field or ())),
    )


def _shape(shape: Shape | None) -> str:
    return " × ".join("?" if size is None else str(size) for size in shape or ())
