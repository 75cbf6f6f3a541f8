"""A Program printed as a module that runs by itself with Keras alone."""

import re
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from msgspec import structs

from layerdeck.program import Function, Program, finish, trim, uses

from .carried import sources
from .parts import (
    BUILD,
    calls,
    docstring,
    imported_alone,
    imports,
    model_return,
    results_return,
    signature,
    statement,
)
from .style import INDENT, TEXT, formatted, members

_NAME = re.compile(r"\w+")


class Flavour(StrEnum):
    """Where the exported code takes Keras from."""

    KERAS = "keras"
    TF_KERAS = "tf.keras"


class Line(NamedTuple):
    """Where a line of exported code came from.

    Attributes:
        function: the function it stands in, `build_model` or a block's; empty outside of all.
        cards: ids of the cards that it came from, in the graph that the function means.
    """

    function: str = ""
    cards: tuple[str, ...] = ()


_NOWHERE = Line()


@dataclass(frozen=True)
class Module:
    """Exported code and its source map.

    Attributes:
        text: the source of the module.
        lines: for each line in order, where it came from.
    """

    text: str
    lines: tuple[Line, ...]

    def lines_of(self, card: str, function: str = BUILD) -> list[int]:
        """The lines of a function that came from a card, counted from 0."""
        return self._by_card.get((function, card), [])

    def start_of(self, function: str) -> int | None:
        """The line that a function begins with; None where the module has no such function."""
        return self._starts.get(function)

    @cached_property
    def _by_card(self) -> dict[tuple[str, str], list[int]]:
        found: dict[tuple[str, str], list[int]] = {}
        for number, line in enumerate(self.lines):
            for card in line.cards:
                found.setdefault((line.function, card), []).append(number)
        return found

    @cached_property
    def _starts(self) -> dict[str, int]:
        lines = reversed(list(enumerate(self.lines)))
        return {line.function: number for number, line in lines if line.function}


def export(program: Program, flavour: Flavour = Flavour.KERAS, shown: str = "") -> Module:
    """Print a Program as Python.

    What no output needs is left out; a Program without outputs is printed whole, and raises
    where it would return the model. The function that is `shown` is printed, with what it calls,
    even where nothing needs it yet.
    """
    return finish(export_steps(program, flavour, shown))


def export_steps(
    program: Program, flavour: Flavour = Flavour.KERAS, shown: str = ""
) -> Generator[None, None, Module]:
    """`export` in steps of a statement each, for those who must not be kept waiting."""
    program = _needed(program, shown)
    yield
    of_tensorflow = flavour is Flavour.TF_KERAS
    bare = imported_alone(program, of_tensorflow)
    page = _Page()
    carried, definitions = sources(call.path for call in calls(program) if call.carried)
    page.add(docstring(program.name))
    page.add("\n".join([*carried, *imports(program, of_tensorflow)]))
    for definition in definitions:
        page.add("\n")
        for number, part in enumerate(members(definition)):
            page.add(f"\n{part}" if number else part)
            yield
    for function in (*program.functions, program):
        whole = isinstance(function, Program)
        name = BUILD if whole else function.name
        page.add("\n")
        page.add_owned(signature(function), name, _taken(function))
        for item in function.statements:
            page.add(formatted(statement(item, bare), INDENT), Line(name, (item.card,)))
            yield
        last = model_return(program) if whole else results_return(function)
        page.add_owned(last, name, _given(function))
    page.add('\n\nif __name__ == "__main__":\n    build_model().summary()')
    return page.finish()


class _Page:
    """A module while it is printed."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._lines: list[Line] = []

    def add(self, text: str, line: Line = _NOWHERE) -> None:
        """Add lines that all came from the same place."""
        self._texts.append(text)
        self._lines += [line] * (text.count("\n") + 1)

    def add_owned(self, text: str, function: str, owners: list[tuple[str, str]]) -> None:
        """Add lines each of which came from the cards whose variables it names."""
        for line in text.split("\n"):
            named = set(_NAME.findall(TEXT.sub("", line)))
            cards = dict.fromkeys(card for name, card in owners if name in named)
            self.add(line, Line(function, tuple(cards)))

    def finish(self) -> Module:
        return Module("\n".join(self._texts) + "\n", tuple(self._lines))


def _taken(function: Function) -> list[tuple[str, str]]:
    """The names of what a function takes, each with the card that stands for it."""
    # An Input card of a block is called as its variable is; a model's has a statement of its own.
    inputs = [] if isinstance(function, Program) else [(ref.name,) * 2 for ref in function.inputs]
    return [*inputs, *((item.name, item.card) for item in function.parameters)]


def _given(function: Function) -> list[tuple[str, str]]:
    """The variables that a function gives, each with its Output card."""
    return [(item.value.name, item.card) for item in function.outputs]


def _needed(program: Program, shown: str) -> Program:
    """The Program without what no output needs, save for the function that is shown."""
    if not program.outputs:
        return program
    kept = trim(program)
    wanted = {shown, *(function.name for function in kept.functions)}
    functions: list[Function] = []
    for function in reversed(program.functions):
        if function.name in wanted:
            functions.append(function)
            wanted.update(_used(function))
    return structs.replace(kept, functions=tuple(reversed(functions)))


def _used(function: Function) -> Iterable[str]:
    return (name for item in function.statements for name in uses(item))
