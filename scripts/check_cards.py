"""Holds the cards against the installed Keras, and prints what is not true and what is covered.

    .venv/bin/python scripts/check_cards.py

Exit status 1 where a declaration is not true. The tests run it on the oldest Keras supported, too.
"""

import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "tests")]

import keras  # noqa: E402 - from the path that the caller chose
from truth.counts import count  # noqa: E402
from truth.faults import constructed, faults_of_card, faults_of_classes  # noqa: E402

from cards.left_out import LEFT_OUT  # noqa: E402
from layerdeck_cards import CARDS  # noqa: E402

INDEX = HERE.parent / "tests" / "data" / "card_index.json"


def main() -> int:
    """Print the version, the counts, and each fault on a line of its own."""
    titles = [entry["card"] for entry in json.loads(INDEX.read_text("utf-8"))["cards"]]
    faults = [*faults_of_classes(CARDS, LEFT_OUT)]
    faults += [fault for card in constructed(CARDS) for fault in faults_of_card(card)]
    print(f"Keras {keras.__version__}: {count(CARDS, titles, LEFT_OUT)}")
    print(*faults, sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
