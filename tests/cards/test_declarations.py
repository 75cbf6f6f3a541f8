"""That every declaration is true of the installed Keras: arguments, order and defaults."""

import inspect

import keras
import pytest

from layerdeck.deck import CardType, Port, Role, normalise
from layerdeck_cards import CARDS

KERAS_CARDS = [card for card in CARDS if card.id.startswith("keras.")]
LAYER_CARDS = [card for card in CARDS if card.role is Role.LAYER]
COMMON = {"name": "probe", "trainable": False, "dtype": "float16"}


def by_id(card: CardType) -> str:
    return card.id


def signature(card: CardType) -> dict[str, inspect.Parameter]:
    """The arguments of the Keras class that are written out, without *args and **kwargs."""
    thing = keras
    for part in card.id.split(".")[1:]:
        thing = getattr(thing, part)
    parameters = inspect.signature(thing).parameters
    return {
        name: parameter
        for name, parameter in parameters.items()
        if parameter.kind not in (parameter.VAR_KEYWORD, parameter.VAR_POSITIONAL)
    }


def version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".")[:3])


def exists(port: Port) -> bool:
    return not port.since or version(port.since) <= version(keras.__version__)


@pytest.mark.parametrize("card", KERAS_CARDS, ids=by_id)
def test_the_ports_are_the_arguments_of_keras_in_its_order(card: CardType) -> None:
    written_out = signature(card)
    in_kwargs = {"name", "trainable", "dtype"} - set(written_out)

    declared = [port.id for port in card.arguments if exists(port) and port.id not in in_kwargs]

    assert declared == [name for name in written_out if name not in card.exceptions]


@pytest.mark.parametrize("card", KERAS_CARDS, ids=by_id)
def test_the_defaults_are_those_of_keras(card: CardType) -> None:
    for name, parameter in signature(card).items():
        port = card.input(name)
        if port is None:
            continue  # an exception; the test above knows it
        if parameter.default is inspect.Parameter.empty:
            assert port.required, f"{card.id} needs {name}"
        elif port.kind.wire_only:
            assert port.default == parameter.default
        else:
            assert port.default == normalise(port, parameter.default), f"{card.id}.{name}"


@pytest.mark.parametrize("card", KERAS_CARDS, ids=by_id)
def test_an_argument_without_a_port_has_its_reason(card: CardType) -> None:
    for argument, reason in card.exceptions.items():
        assert card.input(argument) is None
        assert len(reason.split()) > 3


@pytest.mark.parametrize("card", LAYER_CARDS, ids=by_id)
@pytest.mark.parametrize("keyword", COMMON)
def test_a_layer_has_the_common_keywords_that_it_really_takes(
    card: CardType, keyword: str, make
) -> None:
    values = {keyword: COMMON[keyword]}

    if card.input(keyword):
        layer = make(card, values)
        assert getattr(layer, "compute_dtype" if keyword == "dtype" else keyword) == values[keyword]
    else:
        with pytest.raises(TypeError, match=keyword):
            make(card, values)


@pytest.mark.parametrize(
    ("base", "family"),
    [
        (keras.initializers.Initializer, "initializers"),
        (keras.regularizers.Regularizer, "regularizers"),
        (keras.constraints.Constraint, "constraints"),
    ],
)
def test_every_class_of_the_family_has_one_card(base: type, family: str) -> None:
    module = getattr(keras, family)
    public = {
        thing
        for name in dir(module)
        if inspect.isclass(thing := getattr(module, name)) and issubclass(thing, base)
    }
    cards = [card for card in CARDS if card.id.startswith(f"keras.{family}.")]

    with_a_card = [getattr(module, card.id.rsplit(".", 1)[-1]) for card in cards]

    assert len(with_a_card) == len(set(with_a_card))
    assert set(with_a_card) == public - {base}
