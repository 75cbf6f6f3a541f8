"""That what the script drafts for a class can be pasted, and is true of the class."""

import subprocess
import sys
from pathlib import Path

import pytest
from truth.draft import IMPORTS, draft, draft_of_argument
from truth.faults import faults_of_card
from truth.walk import public_classes

from cards.left_out import LEFT_OUT
from layerdeck.deck import CardType
from layerdeck_cards import CARDS

SCRIPT = Path(__file__).parents[2] / "scripts" / "draft_cards.py"
PUBLIC = {path: thing for path, thing in public_classes().items() if thing.__name__ not in LEFT_OUT}


def pasted(source: str) -> CardType:
    space: dict = {}
    exec(IMPORTS + source, space)
    return next(value for value in space.values() if isinstance(value, CardType))


def test_the_draft_of_a_known_class_is_nearly_its_card() -> None:
    card = next(card for card in CARDS if card.id == "keras.layers.Conv2D")

    made = pasted(draft(card.id, PUBLIC[card.id]))

    assert [(port.id, port.default) for port in made.inputs] == [
        (port.id, port.default) for port in card.inputs
    ]
    assert [port.kind for port in made.inputs] == [port.kind for port in card.inputs]
    assert "TODO" in made.help


@pytest.mark.parametrize("path", PUBLIC)
def test_every_draft_is_true_of_its_class(path: str) -> None:
    assert list(faults_of_card(pasted(draft(path, PUBLIC[path])))) == []


def test_an_argument_is_drafted_in_kerass_own_words() -> None:
    source = draft_of_argument(PUBLIC["keras.layers.Dropout"], "rate")

    assert "Fraction of the input units to drop" in source


def test_nothing_is_left_to_draft() -> None:
    said = subprocess.run([sys.executable, SCRIPT], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == ""


def test_a_class_that_keras_has_not_is_refused() -> None:
    said = subprocess.run(
        [sys.executable, SCRIPT, "keras.layers.Conv9D"], capture_output=True, text=True, check=False
    )

    assert said.returncode == 2
    assert "Keras has no public class keras.layers.Conv9D" in said.stderr
