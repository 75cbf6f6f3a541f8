"""Text for people: problems, the catalogue."""

from layerdeck.deck import Catalogue
from layerdeck.export import aligned
from layerdeck.program import Problem


def problem_line(problem: Problem) -> str:
    """`error  enc1.strides  message`."""
    place = ".".join(part for part in (problem.card, problem.port) if part) or "graph"
    return f"{problem.severity}  {place}  {' '.join(problem.message.split())}"


def catalogue_table(deck: Catalogue) -> str:
    """The cards by category: title, id, and the other names they are found by."""
    lines: list[str] = []
    categories = deck.by_category()
    cards = [card for found in categories.values() for card in found]
    rows = iter(aligned([(f"  {card.title}", card.id, ", ".join(card.aliases)) for card in cards]))
    for category, found in categories.items():
        lines += ["", category, *(next(rows) for _ in found)]
    return "\n".join(lines[1:])
