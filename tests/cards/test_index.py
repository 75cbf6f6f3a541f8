"""That the cards read as documented: titles, kinds, and what is a list."""

import json
from collections import Counter
from pathlib import Path

import pytest

from layerdeck.deck import CardType, Catalogue, Port
from layerdeck_cards import CARDS

INDEX = json.loads((Path(__file__).parents[1] / "data" / "card_index.json").read_text("utf-8"))
DOCUMENTED = INDEX["cards"]
DECK = Catalogue(CARDS)
MANY_DOCUMENTED = 88
MERGES = ("Add", "Average", "Concatenate", "Dot", "Maximum", "Minimum", "Multiply", "Subtract")


def by_title(entry: dict) -> str:
    return entry["title"]


def titled(ports: tuple[Port, ...]) -> dict[str, tuple[str, bool]]:
    return {port.title: (str(port.kind), port.list) for port in ports}


def documented(entry: dict, side: str) -> dict[str, tuple[str, bool]]:
    return {
        port["name"]: (port["type"].removeprefix("NeuralNetwork"), port["list"])
        for port in entry[side]
    }


def differing(entry: dict, card: CardType, side: str) -> dict[str, tuple[str, bool]]:
    """The documented ports that the card neither has as they were nor says what became of."""
    declared = titled(getattr(card, side))
    return {
        title: what
        for title, what in documented(entry, side).items()
        if declared.get(title) != what and title not in card.formerly
    }


def test_the_index_holds_each_documented_card_once() -> None:
    assert len(DOCUMENTED) == MANY_DOCUMENTED
    assert Counter(entry["card"] for entry in DOCUMENTED).most_common(1)[0][1] == 1
    assert Counter(entry["title"] for entry in DOCUMENTED).most_common(1)[0][1] == 1


def test_every_documented_card_is_in_the_deck() -> None:
    assert [entry["card"] for entry in DOCUMENTED if entry["card"] not in DECK] == []


@pytest.mark.parametrize("entry", DOCUMENTED, ids=by_title)
def test_every_documented_port_is_there_or_it_is_said_what_became_of_it(entry: dict) -> None:
    card = DECK[entry["card"]]

    assert differing(entry, card, "inputs") == {}
    assert differing(entry, card, "outputs") == {}


@pytest.mark.parametrize("entry", DOCUMENTED, ids=by_title)
def test_what_is_said_to_have_become_of_a_port_is_said_of_a_documented_one(entry: dict) -> None:
    card = DECK[entry["card"]]
    known = documented(entry, "inputs")

    for title, sentence in card.formerly.items():
        assert title in known
        assert titled(card.inputs).get(title) != known[title]
        assert sentence[0].isupper()
        assert sentence.endswith(".")


@pytest.mark.parametrize("name", MERGES)
def test_two_documented_inputs_of_a_merge_are_one_list(name: str) -> None:
    card = DECK[f"keras.layers.{name}"]
    (port,) = card.tensors

    assert port.list
    assert {"Input A", "Input B"} <= set(card.formerly)


@pytest.mark.parametrize("entry", DOCUMENTED, ids=by_title)
def test_the_documented_title_finds_the_card(entry: dict) -> None:
    card = DECK[entry["card"]]

    assert entry["title"] in (card.title, *card.aliases)
    assert DECK.search(entry["title"])[0] is card


@pytest.mark.parametrize(
    ("card", "word"),
    [pytest.param(card, word, id=f"{card.id}-{word}") for card in CARDS for word in card.formerly],
)
def test_an_old_word_finds_the_card(card: CardType, word: str) -> None:
    assert card in DECK.search(word)
