"""Every architecture of `keras.applications` stays what it is, in and out again.

Little ones of its families stand for all here: with bare operations, inner rows and layer scales,
dense joins, gates. `LAYERDECK_APPLICATIONS=all pytest -s` runs every one, and
prints figures.
"""

import os
from pathlib import Path

import pytest

from differential.applications import LITTLE, NAMES, architecture, holds
from layerdeck.deck import Catalogue

CHOSEN = os.environ.get("LAYERDECK_APPLICATIONS", ",".join(("MobileNetV3Small", *LITTLE)))


@pytest.mark.parametrize("name", NAMES if CHOSEN == "all" else CHOSEN.split(","))
def test_an_architecture_stays_what_it_is(name: str, tmp_path: Path, deck: Catalogue) -> None:
    found = holds(name, architecture(name), tmp_path, deck)

    print(
        f"\n{found.name}: {found.layers} layers, {found.parameters:,} parameters, imported in "
        f"{found.importing:.2f} s, outputs apart by {found.apart:.1e}"
    )
