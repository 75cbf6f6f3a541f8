"""Drafts declarations for what a new Keras has and the deck has not: to be pasted and put in words.

.venv/bin/python scripts/draft_cards.py                     # all that is missing
.venv/bin/python scripts/draft_cards.py keras.layers.Conv2D # this class
"""

import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "tests")]

from truth.draft import IMPORTS, draft, draft_of_argument  # noqa: E402
from truth.faults import (  # noqa: E402
    CARRIED,
    class_of,
    constructed,
)
from truth.walk import arguments, call_arguments, public_classes  # noqa: E402

from cards.left_out import LEFT_OUT  # noqa: E402
from layerdeck.deck import CardType  # noqa: E402
from layerdeck_cards import CARDS  # noqa: E402


def main(paths: list[str]) -> int:
    """Print the drafts of the classes named, or of every class and argument without a card."""
    public = public_classes()
    unknown = [path for path in paths if path not in public]
    if unknown:
        print(f"Keras has no public class {unknown[0]}.", file=sys.stderr)
        return 2
    owners = {class_of(card): card for card in constructed(CARDS)}
    wanted = paths or [
        path
        for path, thing in public.items()
        if thing not in owners and thing.__name__ not in LEFT_OUT
    ]
    print(IMPORTS if wanted else "")
    for path in wanted:
        print(draft(path, public[path]))
    for thing, card in {} if paths else owners.items():
        for name in missing(card, thing) if thing else ():
            print(f"# {card.id}.{name}\n{draft_of_argument(thing, name)}")
    return 0


def missing(card: CardType, thing: Any) -> list[str]:
    """The arguments of a class and of its call that a card neither has nor excepts."""
    known = {port.part_of or port.id for port in card.inputs} | {*card.exceptions, *CARRIED}
    _, *others = (card.call_arguments and call_arguments(thing)) or ("",)
    return [name for name in (*arguments(thing), *others) if name not in known]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
