"""What else a card can be than its sample: every value, grouped so that few models show all."""

import os
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

from hypothesis import strategies as st
from truth.faults import exists

from layerdeck.deck import CardType, Catalogue, Kind, Port, Role, Value
from layerdeck.graph import End, Graph, edits
from layerdeck_cards import CARDS
from samples import sample_with

OF_THE_MACHINE = ("data_format", "use_cudnn", "flash_attention")
"""Ports with values that a machine without a GPU may not run: each has a model of its own."""
SHARES = int(os.environ.get("LAYERDECK_SHARES", "4"))
MANY = 5
"""Of lists with more names than these each card tries one name in `SHARES`."""
OF_ITS_OWN = (None, "glu", "softmax")
"""Names that every card tries: what they do depends on the axes that it has."""
STEPS = 3
"""So long are the sequences of recurrent layers."""
Group = Mapping[str, Any]
"""By port, a value; or the id of the object's card that is wired to it."""


def named_values(card: CardType) -> list[Group]:
    """Every choice, None and the other side of every switch that is not the default.

    A group holds the first value of each port, the next the second, and so on.

    Of more than `MANY` names each port tries one in `SHARES`, the next port and card others: an
    activation, initializer or number type is the same wherever it is named. All are tried with
    `LAYERDECK_SHARES=1`.
    """
    first = CARDS.index(card)
    columns = {port.id: _share(_others(port), first + at) for at, port in enumerate(_free(card))}
    alone = [{name: value} for name in OF_THE_MACHINE for value in columns.pop(name, ())]
    rows = zip_longest(*columns.values(), fillvalue=...)
    return alone + [
        {name: value for name, value in zip(columns, row, strict=True) if value is not ...}
        for row in rows
    ]


def numbers(card: CardType) -> st.SearchStrategy[Group]:
    """A value within its bounds for every port that holds numbers."""
    ports = [port for port in _free(card) if _holds_numbers(port)]
    return st.fixed_dictionaries({port.id: numbers_of(port) for port in ports})


def has_numbers(card: CardType) -> bool:
    return any(_holds_numbers(port) for port in _free(card))


def objects(card: CardType, deck: Catalogue) -> Iterator[Group]:
    """A wire from an object's card to every port that takes one, each time from others."""
    ports = [port for port in card.arguments if port.kind.is_object and exists(port)]
    for turn in range(2 if ports else 0):
        yield {port.id: _maker(port, deck, turn + at) for at, port in enumerate(ports)}


def graph_of(deck: Catalogue, card: CardType, group: Group) -> tuple[Graph, str]:
    """The sample of a card with the values of a group, and its wires."""
    wires = {
        name: value for name, value in group.items() if isinstance(value, str) and value in deck
    }
    values = seeded(card) | {name: group[name] for name in group if name not in wires}
    graph, placed = sample_with(deck, card, values)
    if card.category == "Recurrent":
        graph = _short(graph, deck)
    for name, maker in wires.items():
        declared = deck[maker]
        graph, made = edits.add(graph, deck, maker, (0, 0), _given(declared))
        graph = edits.connect(graph, deck, End(made, declared.outputs[0].id), End(placed, name))
    return graph, placed


def _short(graph: Graph, deck: Catalogue) -> Graph:
    """The graph with sequences of a few steps: what a card does in each is the same in all."""
    for card in graph.cards.values():
        shape = card.values.get("shape")
        if card.type == "keras.Input" and isinstance(shape, tuple):
            graph = edits.set_value(graph, deck, card.id, "shape", (STEPS, *shape[1:]))
    return graph


def parts(group: Group, named: set[str]) -> list[Group]:
    """Smaller groups: those named each alone and the rest together; two halves without names."""
    own = [{name: group[name]} for name in group if name in named]
    rest = {name: group[name] for name in group if name not in named}
    if own and rest:
        return [rest, *own]
    if own:
        return own
    names = list(group)
    halves = names[: len(names) // 2], names[len(names) // 2 :]
    return [{name: group[name] for name in half} for half in halves]


def seeded(card: CardType) -> Group:
    """A fixed seed for a card that takes one."""
    port = card.input("seed")
    return {"seed": 7} if port and port.kind is Kind.INTEGER and not port.list else {}


def numbers_of(port: Port) -> st.SearchStrategy[Any]:
    """Numbers, or lists of them, that a port takes; small ones, so that models stay small."""
    single = _single(port)
    if not port.list:
        return single
    item = st.tuples(single, single) if port.pairs else single
    if port.axes:
        return st.tuples(*[item] * len(port.axes))
    if port.open_axes:
        item = st.one_of(st.none(), item)
    return st.lists(item, min_size=1, max_size=port.most or 3, unique=True).map(tuple)


def _single(port: Port) -> st.SearchStrategy[Any]:
    if port.kind is Kind.INTEGER:
        low, high = port.minimum, port.maximum
        low = port.above + 1 if port.above is not None else low
        high = port.below - 1 if port.below is not None else high
        low = int(low if low is not None else min(-3, high if high is not None else 0))
        return st.integers(low, min(low + 5, int(high if high is not None else low + 5)))
    low = port.above if port.above is not None else port.minimum
    high = port.below if port.below is not None else port.maximum
    low = low if low is not None else min(-2.0, high or 0.0)
    high = high if high is not None else max(low + 3.0, 1.0)
    first = 1 if port.above is not None else 0
    last = 19 if port.below is not None else 20
    return st.integers(first, last).map(lambda part: low + (high - low) * part / 20)


def _free(card: CardType) -> list[Port]:
    """The ports that hold values: those of the class, and those of its call."""
    if card.role not in (Role.LAYER, Role.OBJECT, Role.INPUT):
        return []
    return [port for port in card.inputs if not port.kind.wire_only and exists(port)]


def _holds_numbers(port: Port) -> bool:
    return port.kind in (Kind.INTEGER, Kind.FLOAT) and not port.choices


def _others(port: Port) -> list[Value]:
    found: list[Value] = list(port.choices)
    if port.kind is Kind.BOOLEAN and not found:
        found = [True, False]
    if port.kind is Kind.STRING and not found:
        found = [("liver", "lung") if port.list else "probe"]
    if port.takes_none:
        found.append(None)
    return [value for value in found if not port.is_default(value)]


def _share(values: list[Value], turn: int) -> list[Value]:
    if len(values) <= MANY:
        return values
    return [
        value for at, value in enumerate(values) if value in OF_ITS_OWN or (at + turn) % SHARES == 0
    ]


def _maker(port: Port, deck: Catalogue, turn: int) -> str:
    makers = [
        card.id
        for card in deck.values()
        if card.role is Role.OBJECT and card.outputs[0].kind is port.kind and exists(card)
    ]
    return makers[turn % len(makers)]


def _given(card: CardType) -> dict[str, Value]:
    values = (
        (port.id, port.example if port.initial is None else port.initial) for port in card.inputs
    )
    return {name: value for name, value in values if value is not None}
