"""That every declaration is true of Keras: classes, arguments, order, defaults, calls."""

import os
import re
import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path

import keras
import pytest
from truth.faults import COMMON, class_of, constructed, faults_of_card, faults_of_classes, version
from truth.walk import arguments, public_classes

from cards.left_out import LEFT_OUT
from layerdeck.deck import CardType, Port, Role
from layerdeck_cards import CARDS

ROOT = Path(__file__).parents[2]
OLDEST = Path(sys.prefix) / "oldest"
"""Where `scripts/setup test` puts the oldest Keras that we support."""
CONSTRUCTED = constructed(CARDS)
LAYER_CARDS = [card for card in CARDS if card.role is Role.LAYER]
SAMPLES = {"name": "probe", "trainable": False, "dtype": "float16"}


def by_id(card: CardType) -> str:
    return card.id


def card_of(card_id: str) -> CardType:
    return next(card for card in CARDS if card.id == card_id)


def test_every_public_class_has_one_card_or_a_reason() -> None:
    assert list(faults_of_classes(CARDS, LEFT_OUT)) == []


def test_what_is_left_out_is_there_and_has_a_reason() -> None:
    names = {thing.__name__ for thing in public_classes().values()}

    assert set(LEFT_OUT) <= names
    assert [name for name, reason in LEFT_OUT.items() if len(reason.split()) < 4] == []


@pytest.mark.parametrize("card", CONSTRUCTED, ids=by_id)
def test_a_card_says_what_its_class_takes(card: CardType) -> None:
    assert list(faults_of_card(card)) == []


@pytest.mark.parametrize("card", CONSTRUCTED, ids=by_id)
def test_an_argument_without_a_port_has_its_reason(card: CardType) -> None:
    for argument, reason in card.exceptions.items():
        assert card.input(argument) is None
        assert len(reason.split()) > 3


def test_all_of_it_is_true_of_the_oldest_keras_supported() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    (oldest,) = (text.removeprefix("keras>=") for text in wanted if text.startswith("keras>="))
    assert OLDEST.is_dir(), "The oldest Keras is not installed: run scripts/setup test."

    said = subprocess.run(
        [sys.executable, ROOT / "scripts" / "check_cards.py"],
        env=os.environ | {"PYTHONPATH": str(OLDEST)},
        capture_output=True,
        text=True,
        check=False,
    )

    first, *faults = said.stdout.splitlines()
    assert first.startswith(f"Keras {oldest}"), said.stderr
    assert version(oldest) < version(keras.__version__)
    assert [fault for fault in faults if fault] == []
    assert said.returncode == 0


def without(card: CardType, port_id: str) -> CardType:
    return replace(card, inputs=tuple(port for port in card.inputs if port.id != port_id))


def changed(card: CardType, port_id: str, **fields: object) -> CardType:
    ports = (replace(port, **fields) if port.id == port_id else port for port in card.inputs)
    return replace(card, inputs=tuple(ports))


CONV_3D = card_of("keras.layers.Conv3D")
LSTM = card_of("keras.layers.LSTM")


@pytest.mark.parametrize(
    ("card", "fault"),
    [
        (without(CONV_3D, "groups"), "has no port for groups, and no exception"),
        (changed(CONV_3D, "groups", id="parts"), "has a port for parts, which the class does not"),
        (changed(CONV_3D, "groups", default=2), "groups is 1 by default, and 2 on the card"),
        (changed(CONV_3D, "use_bias", default=1), "use_bias is True by default, and 1 on the card"),
        (changed(CONV_3D, "filters", default=1), "filters is required, and has the default 1"),
        (changed(CONV_3D, "padding", since="99.0.0"), "padding is said to be new in 99.0.0"),
        (replace(CONV_3D, inputs=CONV_3D.inputs[::-1]), "has its ports in the order"),
        (replace(CONV_3D, since="99.0.0"), "is in Keras"),
        (replace(CONV_3D, id="keras.layers.Conv9D"), "is not in Keras"),
        (without(LSTM, "initial_state"), "has no port for initial_state of its call"),
        (changed(LSTM, "initial_state", id="first"), "for first, which its call does not take"),
    ],
    ids=lambda thing: thing if isinstance(thing, str) else "",
)
def test_what_is_not_so_is_told(card: CardType, fault: str) -> None:
    assert [told for told in faults_of_card(card) if fault in told]


def test_a_class_without_a_card_and_one_with_two_are_told() -> None:
    others = [card for card in CARDS if card is not CONV_3D]
    alias = replace(CONV_3D, id="keras.layers.Convolution3D")

    (missing,) = faults_of_classes(others, LEFT_OUT)
    (double,) = faults_of_classes([*CARDS, alias], LEFT_OUT)
    (needless,) = faults_of_classes(CARDS, {**LEFT_OUT, "Conv3D": "nobody would ever want it"})

    assert re.match(r"keras\.layers\.Conv3D has no card", missing)
    assert "several cards: keras.layers.Conv3D, keras.layers.Convolution3D" in double
    assert "Conv3D is left out, and has a card" in needless


@pytest.mark.parametrize("card", LAYER_CARDS, ids=by_id)
@pytest.mark.parametrize("keyword", COMMON)
def test_a_layer_has_the_common_keywords_that_it_really_takes(
    card: CardType, keyword: str, make
) -> None:
    port = card.input(keyword)
    value = SAMPLES[keyword]
    if port and port.choices and value not in port.choices:
        make(card, {keyword: port.choices[-1]})
    elif port:
        layer = make(card, {keyword: value})
        assert getattr(layer, "compute_dtype" if keyword == "dtype" else keyword) == value
    elif keyword not in card.exceptions:
        with pytest.raises(TypeError, match=keyword):
            make(card, {keyword: value})


@pytest.mark.parametrize(
    ("card", "port"),
    [
        pytest.param(card, port, id=f"{card.id}.{port.id}")
        for card in LAYER_CARDS
        for port in card.arguments
        if port.required and arguments(class_of(card))[port.id].default is None
    ],
)
def test_what_a_card_wants_though_keras_does_not_is_needed_to_run(
    card: CardType, port: Port, use
) -> None:
    """What Keras would learn from data, a vocabulary or a mean, is a value on the canvas."""
    with pytest.raises((ValueError, AttributeError, TypeError)):
        use(card, {port.id: None})
