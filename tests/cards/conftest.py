"""Keras objects made from cards and put to work as the engine does it, each in its sample graph."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import pytest
from msgspec import structs

from layerdeck.deck import CardType, Kind, Port, Value, load_catalogue
from layerdeck.engine.backend import keras
from layerdeck.engine.run import Runner
from layerdeck.program import Apply, Argument, Call, Make, Program, Statement, lower
from samples import sample_with

Work = Callable[[CardType, Mapping[str, Value]], Any]
DECK = load_catalogue()
INSTEAD = {"batch_shape": "shape"}
"""Arguments that take the place of another, which the sample gives."""


@pytest.fixture
def make() -> Work:
    """Construct what a card stands for: with its examples, and your values on top."""

    def construct(card: CardType, values: Mapping[str, Value]) -> Any:
        runner, statement = _until(card, values)
        call = statement.call if isinstance(statement, Make) else statement.layer
        return runner.construct(runner.prepare(statement.card, call))

    return construct


@pytest.fixture
def use() -> Work:
    """Construct it and put it to work, since Keras refuses some values only then.

    Gives what a layer gave where it is applied; else what was made, after what uses it ran.
    """

    def make_and_use(card: CardType, values: Mapping[str, Value]) -> Any:
        runner, statement = _until(card, values)
        if isinstance(statement, Apply):
            return runner.apply(runner.layer(statement), statement)
        program, placed = _sample(card.id, values.get("data_format"))
        runner.run(statement)
        for later in program.statements[_place(program, placed) + 1 :]:
            runner.run(later)
        made = runner.layers[placed]
        if card.outputs[0].kind in (Kind.REGULARIZER, Kind.CONSTRAINT):
            made(keras.ops.ones((4, 4)))
        return made

    return make_and_use


@cache
def _sample(card_id: str, data_format: Value = None) -> tuple[Program, str]:
    """The smallest Program that shows a card at work, and the card's id in it."""
    values = {"data_format": data_format} if data_format == "channels_first" else {}
    graph, placed = sample_with(DECK, DECK[card_id], values)
    lowered = lower(graph, DECK)
    assert lowered.problems == ()
    return lowered.program, placed


def _place(program: Program, card: str) -> int:
    return next(at for at, item in enumerate(program.statements) if item.card == card)


def _until(card: CardType, values: Mapping[str, Value]) -> tuple[Runner, Statement]:
    """A runner that has run what comes before the card, and the card's statement with `values`."""
    program, placed = _sample(card.id, values.get("data_format"))
    keras.utils.clear_session(free_memory=False)
    runner = Runner(DECK)
    runner.start(program)
    place = _place(program, placed)
    for statement in program.statements[:place]:
        runner.run(statement)
    return runner, _given(program.statements[place], card, values)


def _given(statement: Statement, card: CardType, values: Mapping[str, Value]) -> Statement:
    """A card's statement with further values as they are, though no card would take them."""
    of_call = {port.id: port for port in card.call_arguments}
    of_class = {name: value for name, value in values.items() if name not in of_call}
    if isinstance(statement, Make):
        return structs.replace(statement, call=_constructed(statement.call, card, of_class))
    assert isinstance(statement, Apply)
    assert isinstance(statement.layer, Call)
    called = {name: value for name, value in values.items() if name in of_call}
    return structs.replace(
        statement,
        layer=_constructed(statement.layer, card, of_class),
        arguments=_joined(statement.arguments, card, called),
    )


def _constructed(call: Call, card: CardType, values: Mapping[str, Value]) -> Call:
    return structs.replace(call, arguments=_joined(call.arguments, card, values))


def _joined(
    arguments: tuple[Argument, ...], card: CardType, values: Mapping[str, Value]
) -> tuple[Argument, ...]:
    if not values:
        return arguments
    replaced = (INSTEAD.get(name, "") for name, value in values.items() if value is not None)
    gone = {*values, *replaced}
    kept = [Argument(item.name, item.value) for item in arguments if item.name not in gone]
    return (*kept, *(Argument(name, _bare(card.input(name), values[name])) for name in values))


def _bare(port: Port | None, value: Value) -> Any:
    """A value as it is; an axis alone without its list, as Keras wants it."""
    single = port is not None and port.bare and isinstance(value, tuple) and len(value) == 1
    return value[0] if single else value
