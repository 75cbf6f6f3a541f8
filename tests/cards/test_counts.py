"""How much the deck covers: all of it, and nothing is counted that is not there."""

import json
from pathlib import Path

from truth.counts import count
from truth.walk import public_classes

from cards.left_out import LEFT_OUT
from layerdeck_cards import CARDS

INDEX = Path(__file__).parents[1] / "data" / "card_index.json"
TITLES = [entry["card"] for entry in json.loads(INDEX.read_text("utf-8"))["cards"]]


def test_every_documented_card_and_every_class_is_covered() -> None:
    counts = count(CARDS, TITLES, LEFT_OUT)

    assert counts.documented == counts.documented_wanted == len(set(TITLES))
    assert counts.classes + counts.left_out == len(public_classes())
    assert counts.left_out == len(LEFT_OUT)
    assert counts.missing == 0


def test_what_is_taken_away_is_counted_as_missing() -> None:
    all_of_it = count(CARDS, TITLES, LEFT_OUT)
    without = [card for card in CARDS if card.id != "keras.layers.Conv3D"]

    fewer = count(without, TITLES, {})

    assert fewer.classes == all_of_it.classes - 1
    assert fewer.missing == len(LEFT_OUT) + 1
    assert fewer.documented == all_of_it.documented - 1
    assert fewer.ports < all_of_it.ports


def test_an_exception_counts_as_one() -> None:
    (dense,) = [card for card in CARDS if card.id == "keras.layers.Dense"]

    counts = count([dense], [], {})

    assert counts.exceptions == len(dense.exceptions)
    assert counts.ports == len(dense.arguments)
