"""That the numbers which the README and the changelog tell are those of the deck."""

import re
from pathlib import Path

import pytest

from layerdeck_cards import CARDS

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md"])
def test_the_number_of_cards_is_told_right(name: str) -> None:
    told = re.findall(r"(\d+) cards\b", (ROOT / name).read_text("utf-8"))

    assert told
    assert set(map(int, told)) == {len(CARDS)}
