"""That Keras takes what the cards offer, and refuses what they refuse."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import keras
import pytest

from cards.stricter import COMPANIONS, LATE, WIDER, short
from layerdeck.deck import BadValueError, CardType, Port, Value, normalise, parse, show
from layerdeck_cards import CARDS

KERAS_CARDS = [card for card in CARDS if card.id.startswith("keras.")]
NAMES = 20
"""A list of more choices is one of names, which Keras looks up when it makes the object."""
REFUSALS = (ValueError, ArithmeticError, RuntimeWarning, NotImplementedError)
"""How Keras refuses a number: some strides of 0 end in a division by zero only when used."""


def version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".")[:3])


def ports(cards: Iterable[CardType], wanted: Callable[[Port], Any]) -> list:
    """A test case for each card that has ports that are wanted, and that this Keras has."""
    here = version(keras.__version__)
    cases = []
    for card in cards:
        found = [
            port
            for port in card.arguments
            if wanted(port) and version(port.since or "3.6.0") <= here
        ]
        if found:
            cases.append(pytest.param(card, found, id=card.id))
    return cases


def step(port: Port) -> float:
    """How far beyond its border a number is one too far."""
    return 1 if port.kind == "Integer" else 0.01


@contextmanager
def told(*what: object) -> Iterator[None]:
    """What fails in here says of which port, and of which value, it was."""
    try:
        yield
    except BaseException as fault:
        fault.add_note(" = ".join(map(str, what)))
        raise


def along(card: CardType, port: Port, value: Value) -> dict[str, Value]:
    """A value of a port, with what Keras wants along with it."""
    name = short(card.id)
    others = {
        **COMPANIONS.get((name, port.id), {}),
        **COMPANIONS.get((name, f"{port.id}={value}"), {}),
    }
    return {**others, port.id: value}


def at(port: Port, number: float) -> Value:
    """`number` in the form that the port's argument has."""
    number = int(number) if port.kind == "Integer" else float(number)
    item = (number, number) if port.pairs else number
    return (item,) * (len(port.axes) or 1) if port.list else item


@pytest.mark.parametrize(
    ("card", "ports"), ports(CARDS, lambda port: not port.required and not port.kind.wire_only)
)
def test_a_default_is_a_value_of_its_port(card: CardType, ports: list[Port]) -> None:
    for port in ports:
        with told(port.id):
            assert normalise(port, port.default) == port.default
            assert parse(port, show(port, port.default)) == port.default


@pytest.mark.parametrize(("card", "ports"), ports(CARDS, lambda port: port.initial is not None))
def test_a_first_value_is_a_value_of_its_port(card: CardType, ports: list[Port]) -> None:
    for port in ports:
        with told(port.id):
            assert normalise(port, port.initial) == port.initial
            assert port.initial != port.default


@pytest.mark.parametrize("card", KERAS_CARDS, ids=lambda card: card.id)
def test_a_new_card_works_as_it_is_dropped(card: CardType, use) -> None:
    use(card, {port.id: port.initial for port in card.arguments if port.initial is not None})


@pytest.mark.parametrize(("card", "ports"), ports(KERAS_CARDS, lambda port: port.choices))
def test_keras_takes_every_choice(card: CardType, ports: list[Port], make, use) -> None:
    # Some choices depend on more than themselves once weights are made: Identity wants two axes,
    # and TensorFlow has no orthogonal start in bfloat16. Long lists are names, looked up at once.
    for port in ports:
        is_name = port.kind.is_object or port.id == "dtype" or len(port.choices) > NAMES
        take = make if is_name else use
        for choice in port.choices:
            with told(port.id, choice):
                take(card, along(card, port, choice))


@pytest.mark.parametrize(("card", "ports"), ports(KERAS_CARDS, lambda port: port.choices))
def test_keras_refuses_what_is_no_choice(card: CardType, ports: list[Port], use) -> None:
    for port in ports:
        with told(port.id):
            with pytest.raises(BadValueError):
                normalise(port, "nonsense")
            if (short(card.id), port.id) not in LATE:
                with pytest.raises((ValueError, TypeError, NotImplementedError)):
                    use(card, {port.id: "nonsense"})


@pytest.mark.parametrize(
    ("card", "ports"),
    ports(KERAS_CARDS, lambda port: port.takes_none and not port.kind.wire_only),
)
def test_keras_takes_none_where_the_card_does(card: CardType, ports: list[Port], make, use) -> None:
    for port in ports:
        with told(port.id):
            if port.id == "shape":
                use(card, {"shape": None, "batch_shape": (None, 8, 8, 8, 4)})
            else:
                (make if port.kind.is_object else use)(card, along(card, port, None))


@pytest.mark.parametrize(
    ("card", "ports"),
    ports(
        KERAS_CARDS,
        lambda port: not (port.takes_none or port.choices or port.kind.wire_only or port.list),
    ),
)
def test_a_value_is_wanted_where_the_card_wants_one(card: CardType, ports: list[Port]) -> None:
    for port in ports:
        with pytest.raises(BadValueError, match=port.title):
            normalise(port, None)


@pytest.mark.parametrize(
    ("card", "ports"), ports(KERAS_CARDS, lambda port: port.minimum is not None)
)
def test_the_minimum_is_where_keras_begins_to_refuse(
    card: CardType, ports: list[Port], use
) -> None:
    for port in ports:
        least, below = port.minimum, port.minimum - step(port)
        with told(port.id, least):
            use(card, along(card, port, at(port, least)))
        with told(port.id, below):
            if (short(card.id), port.id) not in LATE | WIDER:
                with pytest.raises(REFUSALS):
                    use(card, along(card, port, at(port, below)))
            with pytest.raises(BadValueError, match="at least"):
                normalise(port, at(port, below))


@pytest.mark.parametrize(
    ("card", "ports"), ports(KERAS_CARDS, lambda port: port.maximum is not None)
)
def test_the_maximum_is_where_keras_begins_to_refuse(
    card: CardType, ports: list[Port], use
) -> None:
    for port in ports:
        most, above = port.maximum, port.maximum + step(port)
        with told(port.id, most):
            use(card, {port.id: at(port, most)})
        with told(port.id, above):
            with pytest.raises(REFUSALS):
                use(card, {port.id: at(port, above)})
            with pytest.raises(BadValueError, match="at most"):
                normalise(port, at(port, above))


@pytest.mark.parametrize(
    ("card", "ports"),
    ports(
        KERAS_CARDS,
        lambda port: (
            port.kind in ("Integer", "Float")
            and port.minimum is port.above is None
            and not port.list
        ),
    ),
)
def test_without_a_minimum_keras_takes_any_number(card: CardType, ports: list[Port], use) -> None:
    for port in ports:
        for number in (-1, 2) if port.kind == "Integer" else (-1.5, 2.5):
            with told(port.id, number):
                use(card, {port.id: number})


@pytest.mark.parametrize(
    ("card_id", "values"),
    [
        ("keras.layers.Conv3D", {"strides": (2, 1, 1), "dilation_rate": (1, 1, 2)}),
        ("keras.layers.Conv3D", {"filters": 8, "groups": 3}),
        ("keras.layers.Conv3DTranspose", {"strides": (2, 1, 1), "dilation_rate": (1, 1, 2)}),
        ("keras.layers.Conv3DTranspose", {"strides": (2, 2, 2), "output_padding": (1, 1, 2)}),
        ("keras.layers.ConvLSTM3D", {"strides": (2, 1, 1), "dilation_rate": (1, 1, 2)}),
    ],
)
def test_a_rule_forbids_what_keras_refuses(card_id: str, values: dict, make) -> None:
    card = next(card for card in CARDS if card.id == card_id)
    ruled = [{getattr(rule, field) for field in rule.__slots__} for rule in card.rules]

    assert set(values) in ruled
    with pytest.raises(ValueError, match=r"strides|groups|output_padding"):
        make(card, values)
