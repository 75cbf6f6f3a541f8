"""What `layerdeck diff` tells: its text for people and its JSON for scripts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from layerdeck.deck import Catalogue
from layerdeck.graph import End, Graph
from layerdeck.graph.comparing import (
    ABSENT,
    Comparison,
    Told,
    ValueChange,
    What,
    compare,
    tell,
)
from layerdeck.graph.walk import sources_first
from layerdeck.program import Cell, Consequences, FactChange, consequences, sizes_text

from .forms import Form, problems_form
from .tables import problem_line
from .work import examine

_HEADS = {What.ADDED: "Added", What.REMOVED: "Removed", What.CHANGED: "Changed"}
_TOLD = ("output", "parameters", "trainable")
"""The facts of a card that are told to people; scripts get all."""
_TOTALS = ("parameters", "trainable", "activation_bytes", "multiply_adds")


@dataclass(frozen=True, slots=True)
class Difference:
    """Two graphs, what changed in meaning from one to the other, and what follows from that."""

    old: Graph
    new: Graph
    found: Comparison
    lines: Sequence[Told]
    effect: Consequences | None


def difference(old: Graph, new: Graph, deck: Catalogue, *, facts: bool) -> Difference:
    """Compare two graphs; `facts` asks Keras what follows, which takes seconds."""
    found = compare(old, new)
    effect = None
    if found and facts:
        one, other = examine(old, deck), examine(new, deck)
        effect = consequences(
            (one.report, one.problems), (other.report, other.problems), found.renamed
        )
    return Difference(old, new, found, tell(found, old, new, deck), effect)


def difference_text(made: Difference) -> str:
    """The difference for people: what was done, then what follows from it."""
    effect = dict(made.effect.facts) if made.effect else {}
    groups: dict[str, list[str]] = {head: [] for head in _HEADS.values()}
    for line in made.lines:
        changes = () if line.block or line.what is What.REMOVED else effect.pop(line.item, ())
        facts = _of_new(changes) if line.what is What.ADDED else _facts(changes)
        groups[_HEADS[line.what]].append(_joined(line, facts))
    # What follows inside a block is told by the block's card, which is in the graph itself.
    left = {card: _facts(effect.get(card, ())) for card in sources_first(made.new)}
    groups["Follows"] = [f"{card}: {'; '.join(facts)}" for card, facts in left.items() if facts]
    if made.effect:
        whole = "In all, of what could be computed" if made.effect.partial else "In all"
        groups[whole] = _facts(made.effect.totals, _TOTALS)
        groups["New problems"] = [problem_line(problem) for problem in made.effect.arisen]
        groups["Solved problems"] = [problem_line(problem) for problem in made.effect.solved]
    return "\n".join(
        "\n".join([head, *(f"  {line}" for line in lines), ""])
        for head, lines in groups.items()
        if lines
    )


def difference_form(made: Difference) -> Form:
    """The difference for scripts. A value that is not given is left out of its change."""
    form = _form(made.found, made.old, made.new)
    found = made.found
    called = {now: was for was, now in found.blocks.renamed.items()}
    form["blocks"] = {
        "added": list(found.blocks.added),
        "removed": list(found.blocks.removed),
        "renamed": dict(found.blocks.renamed),
        "changed": {
            key: _form(inside, made.old.blocks[called.get(key, key)], made.new.blocks[key])
            for key, inside in found.inside.items()
        },
    }
    if made.effect:
        form["facts"] = [
            {"card": card, "fact": change.column.id, "old": change.old, "new": change.new}
            for card, changes in made.effect.facts.items()
            for change in changes
        ]
        form["totals"] = [
            {"fact": change.column.id, "old": change.old, "new": change.new}
            for change in made.effect.totals
        ]
        form["problems"] = {
            "arisen": problems_form(made.effect.arisen),
            "solved": problems_form(made.effect.solved),
        }
    return form


def _form(found: Comparison, old: Graph, new: Graph) -> Form:
    return {
        "name": list(found.name) if found.name else None,
        "added": [{"id": key, "card": new.cards[key].type} for key in found.added],
        "removed": [{"id": key, "card": old.cards[key].type} for key in found.removed],
        "renamed": dict(found.renamed),
        "changed": [
            {
                "id": change.card,
                "card": new.cards[change.card].type,
                "values": _values(change.values),
            }
            for change in found.changed
            if change.values
        ],
        "wires": [
            {"input": str(change.input), "old": _ends(change.old), "new": _ends(change.new)}
            for change in found.rewired
        ],
        "order": [
            {"card": order.type, "old": list(order.old), "new": list(order.new)}
            for order in found.reordered
        ],
        "texts": [{"id": area.id, "old": area.old, "new": area.new} for area in found.written],
        "rest": _values(found.rest),
    }


def _values(changes: Sequence[ValueChange]) -> list[Form]:
    return [
        {
            "port": change.part,
            **({} if change.old is ABSENT else {"old": _plain(change.old)}),
            **({} if change.new is ABSENT else {"new": _plain(change.new)}),
        }
        for change in changes
    ]


def _plain(value: Any) -> Any:
    """A value as JSON has it: read-only mappings become objects."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _ends(ends: Sequence[End]) -> list[str]:
    return list(map(str, ends))


def _joined(line: Told, facts: Sequence[str]) -> str:
    """A line with the facts that go with it."""
    return line._replace(words=(*line.words, *facts)).line


def _of_new(changes: Sequence[FactChange]) -> list[str]:
    """The facts of a card that was not there before."""
    known = {change.column.id: change.new for change in changes}
    shown = {key: known[key] for key in ("output", "parameters") if known.get(key)}
    return [f"{key} {_cell(cell)}" for key, cell in shown.items()]


def _facts(changes: Sequence[FactChange], wanted: Sequence[str] = _TOLD) -> list[str]:
    known = {change.column.id: change for change in changes}
    one, other = known.get("trainable"), known.get("parameters")
    if one and other and (one.old, one.new) == (other.old, other.new):
        del known["trainable"]
    return [_fact(known[key]) for key in wanted if key in known]


def _fact(change: FactChange) -> str:
    """`parameters 448 -> 896 (+448)`."""
    old, new = change.old, change.new
    unit = " bytes" if change.column.id == "activation_bytes" else ""
    by = f" ({new - old:+,})" if isinstance(old, int) and isinstance(new, int) else ""
    return f"{change.column.title.lower()} {_cell(old)} -> {_cell(new)}{unit}{by}"


def _cell(cell: Cell) -> str:
    if isinstance(cell, tuple):
        return sizes_text(cell)
    return "unknown" if cell is None else f"{cell:,}" if isinstance(cell, int) else cell
