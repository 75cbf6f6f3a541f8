"""One truth, for every project in `examples/`."""

from pathlib import Path

import pytest

from differential.agreement import (
    assert_every_card_gives_its_shape,
    assert_facts_hold,
    assert_models_agree,
    built_by_the_code,
    built_in_the_app,
    program_of,
)
from layerdeck.deck import Catalogue
from layerdeck.engine.infer import infer
from layerdeck.export import Flavour, Manner
from layerdeck.files import read_project

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.layerdeck"))


def test_there_are_examples():
    assert len(EXAMPLES) >= 7


@pytest.mark.parametrize("flavour", list(Flavour))
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_app_and_code_agree(path: Path, flavour: Flavour, deck: Catalogue):
    program = program_of(read_project(path), deck)
    mine = built_in_the_app(program, deck)
    assert_facts_hold(infer(program, deck), program, mine)
    assert_models_agree(mine, built_by_the_code(program, Manner(flavour)))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_card_gives_its_shape(path: Path, deck: Catalogue):
    assert_every_card_gives_its_shape(program_of(read_project(path), deck), deck)
