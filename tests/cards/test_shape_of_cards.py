"""What all cards have in common, whatever they stand for."""

import pytest

from layerdeck.deck import CardType, Kind, Role
from layerdeck_cards import CARDS


def by_id(card: CardType) -> str:
    return card.id


def test_no_two_cards_have_one_id_or_title_in_a_category() -> None:
    assert len({card.id for card in CARDS}) == len(CARDS)
    assert len({(card.category, card.title) for card in CARDS}) == len(CARDS)


@pytest.mark.parametrize("card", CARDS, ids=by_id)
def test_no_two_ports_of_a_side_have_one_id_or_title(card: CardType) -> None:
    for side in (card.inputs, card.outputs):
        assert len({port.id for port in side}) == len(side)
        assert len({port.title for port in side}) == len(side)


@pytest.mark.parametrize("card", CARDS, ids=by_id)
def test_card_and_ports_are_explained_in_sentences(card: CardType) -> None:
    for thing in (card, *card.inputs, *card.outputs):
        assert thing.help.endswith((".", "…")), f"{card.id}: {thing.id} has no help"
        assert thing.help[0].isupper()


@pytest.mark.parametrize("card", CARDS, ids=by_id)
def test_what_a_card_needs_shows_on_it(card: CardType) -> None:
    hidden = [port.id for port in card.inputs if port.required and not port.main]

    assert not hidden


@pytest.mark.parametrize(
    "card",
    [card for card in CARDS if card.role is Role.LAYER and len(card.tensors) == 1],
    ids=by_id,
)
def test_a_layer_takes_its_tensor_last_and_gives_layer_and_output(card: CardType) -> None:
    (tensor,) = card.tensors

    first, *rest = card.call_arguments
    assert first is tensor
    assert card.inputs[-1 - len(rest) :] == (tensor, *rest)
    assert tensor.id == ("inputs" if tensor.list else "input")
    assert [(port.id, port.kind) for port in card.outputs[:2]] == [
        ("layer", Kind.LAYER),
        ("output", Kind.TENSOR),
    ]


@pytest.mark.parametrize(
    ("card_id", "states"),
    [
        ("keras.layers.LSTM", ["state_h", "state_c"]),
        ("keras.layers.GRU", ["state"]),
        ("keras.layers.ConvLSTM3D", ["state_h", "state_c"]),
    ],
)
def test_a_recurrent_layer_gives_its_states_when_asked(
    card_id: str, states: list[str], use
) -> None:
    card = next(card for card in CARDS if card.id == card_id)

    given = use(card, {"return_state": True})

    assert [port.id for port in card.outputs if port.when == "return_state"] == states
    assert len(given) == 1 + len(states)


@pytest.mark.parametrize("card", CARDS, ids=by_id)
def test_rules_and_conditions_name_ports_of_their_card(card: CardType) -> None:
    named = [port.when for port in card.outputs if port.when]
    named += [port.follows for port in (*card.inputs, *card.outputs) if port.follows]
    for rule in card.rules:
        named += [getattr(rule, field) for field in rule.__slots__ if field != "value"]

    assert [name for name in named if card.input(name) is None] == []


@pytest.mark.parametrize(
    ("card_id", "title"),
    [
        ("keras.Input", "Input"),
        ("keras.layers.Conv3D", "Convolution 3D"),
        ("keras.layers.Conv3DTranspose", "Transposed convolution 3D"),
        ("keras.layers.MaxPooling3D", "Max pooling 3D"),
        ("keras.layers.ConvLSTM3D", "Conv LSTM 3D"),
        ("keras.layers.TimeDistributed", "Time distributed"),
        ("keras.layers.BatchNormalization", "Batch normalization"),
        ("keras.initializers.HeNormal", "He normal"),
        ("keras.regularizers.L1L2", "L1 L2"),
        ("keras.constraints.MaxNorm", "Max norm"),
        ("layerdeck.CallLayer", "Call layer"),
        ("layerdeck.ListOfInteger", "List of Integer"),
    ],
)
def test_titles_read_as_a_person_would_say_them(card_id: str, title: str) -> None:
    assert next(card for card in CARDS if card.id == card_id).title == title
