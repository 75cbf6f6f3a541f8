"""That the cards read as documented: titles, kinds, and what is a list."""

import json
from pathlib import Path

import pytest

from layerdeck.deck import CardType, Port
from layerdeck_cards import CARDS

INDEX = json.loads((Path(__file__).parents[1] / "data" / "card_index.json").read_text("utf-8"))
DOCUMENTED = INDEX["cards"]

ONE_PORT_FOR_SEVERAL = {
    "keras.layers.ZeroPadding3D": ("padding", "of dimension"),
    "keras.layers.Cropping3D": ("cropping", "of dimension"),
    "keras.layers.Concatenate": ("inputs", "Input "),
    "keras.layers.Add": ("inputs", "Input "),
    "keras.layers.Multiply": ("inputs", "Input "),
}
"""Cards of which several documented inputs are one list port."""


def card_of(entry: dict) -> CardType:
    return next(card for card in CARDS if card.id == entry["card"])


def documented(entry: dict, side: str) -> set[tuple[str, str, bool]]:
    _, several = ONE_PORT_FOR_SEVERAL.get(entry["card"], ("", "no such words"))
    return {
        (port["name"], port["type"].removeprefix("NeuralNetwork"), port["list"])
        for port in entry[side]
        if several not in port["name"]
    }


def declared(ports: tuple[Port, ...]) -> set[tuple[str, str, bool]]:
    return {(port.title, str(port.kind), port.list) for port in ports}


@pytest.mark.parametrize("entry", DOCUMENTED, ids=lambda entry: entry["card"])
def test_every_documented_port_is_there_under_its_name(entry: dict) -> None:
    card = card_of(entry)

    assert documented(entry, "inputs") <= declared(card.inputs)
    assert documented(entry, "outputs") <= declared(card.outputs)


@pytest.mark.parametrize("card_id", ONE_PORT_FOR_SEVERAL)
def test_several_documented_inputs_are_one_list(card_id: str) -> None:
    port_id, _ = ONE_PORT_FOR_SEVERAL[card_id]
    port = next(card for card in CARDS if card.id == card_id).input(port_id)

    assert port is not None
    assert port.list


@pytest.mark.parametrize("entry", DOCUMENTED, ids=lambda entry: entry["card"])
def test_the_documented_title_finds_the_card(entry: dict) -> None:
    card = card_of(entry)

    assert entry["title"] in (card.title, *card.aliases)
