"""That the record of what has no card says what the tests know, and that aliases are found."""

import re
from pathlib import Path

import keras

from cards.left_out import LEFT_OUT
from layerdeck_cards import CARDS

RECORD = Path(__file__).parents[2] / "docs" / "decisions" / "0010-classes-without-a-card.md"
ROW = re.compile(r"^\| (`.+) \| (.+) \|$", re.MULTILINE)


def rows(title: str) -> list[tuple[str, str]]:
    """The rows of the first table after a heading."""
    text = RECORD.read_text("utf-8").split(title, 1)[1].split("\n## ", 1)[0]
    return ROW.findall(text)


def test_the_record_names_the_same_classes_with_the_same_reasons() -> None:
    assert {
        name.strip("`"): reason for name, reason in rows("# Classes without a card")
    } == LEFT_OUT


def test_the_record_names_every_alias_and_nothing_else() -> None:
    told = {}
    for classes, others in rows("## Other names"):
        pairs = zip(re.findall(r"\w+", classes), re.findall(r"\w+", others), strict=True)
        told.update({other: name for name, other in pairs})
    layers = {name: thing for name, thing in vars(keras.layers).items() if isinstance(thing, type)}

    # GroupedQueryAttention is the class's own name, and not public.
    real = {
        name: thing.__name__
        for name, thing in layers.items()
        if name != thing.__name__ and hasattr(keras.layers, thing.__name__)
    }

    assert told == real


def test_what_is_left_out_has_no_card() -> None:
    cards = {card.id.rpartition(".")[2] for card in CARDS}

    assert cards.isdisjoint(LEFT_OUT)
