"""Ports that depend on a card's values."""

import pytest

from layerdeck.deck import Kind, PortType, port_type, visible_outputs
from layerdeck_cards.model import PARAMETER
from layerdeck_cards.recurrent import LSTM


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Integer", PortType(Kind.INTEGER)),
        ("Boolean", PortType(Kind.BOOLEAN)),
        ("List of Float", PortType(Kind.FLOAT, list=True)),
    ],
)
def test_a_parameters_value_has_the_type_it_names(word: str, expected: PortType) -> None:
    (value,) = PARAMETER.outputs

    assert port_type(value, PARAMETER, {"type": word}) == expected


def test_a_parameter_is_an_integer_until_it_names_a_type() -> None:
    assert port_type(PARAMETER.outputs[0], PARAMETER, {}) == PortType(Kind.INTEGER)


def test_states_come_out_only_when_asked_for() -> None:
    def shown(values: dict) -> list[str]:
        return [port.id for port in visible_outputs(LSTM, values)]

    assert shown({}) == ["layer", "output"]
    assert shown({"return_state": False}) == ["layer", "output"]
    assert shown({"return_state": True}) == ["layer", "output", "state_h", "state_c"]


def test_a_card_parts_its_arguments_from_its_tensors() -> None:
    assert [port.id for port in LSTM.tensors] == ["input", "initial_state", "mask"]
    assert "input" not in {port.id for port in LSTM.arguments}
    assert LSTM.input("units") is LSTM.inputs[0]
    assert LSTM.input("nothing") is None
    assert LSTM.output("state_h") is LSTM.outputs[2]
