# ruff: noqa: E501 - cases read best as a table
"""Packs that fail in every way there is: each is named in a sentence, and harms nothing."""

import json
from pathlib import Path
from typing import Any

import pytest

from packs.conftest import Install
from packs.made import ROOT, Files, documented, pack, run

CARD = """
from layerdeck.deck import *

def card(name, **changes):
    made = dict(id=name, title="T", category="C", role=Role.LAYER, inputs=(), outputs=(OUT,))
    return CardType(**{**made, **changes})

OUT = Port(id="output", title="Output", kind=Kind.TENSOR)
NUMBER = Port(id="number", title="Number", kind=Kind.INTEGER, default=1)
GOOD = card("good.layers.Good")
"""

FAULTS: dict[str, tuple[str, str]] = {
    "raises": ("1 / 0", "The cards of raises could not be loaded: division by zero."),
    "exits": ("raise SystemExit('bye')", "The cards of exits could not be loaded: bye."),
    "silent": ("raise ValueError", "The cards of silent could not be loaded: ValueError."),
    "chatty": ("raise ValueError('a\\nb')", "The cards of chatty could not be loaded: a b."),
    "lacks": ("OTHER = ()", "The cards of lacks could not be loaded: module 'lacks.cards' has no attribute 'CARDS'."),
    "needs": ("import no_such_thing", "The cards of needs could not be loaded: No module named 'no_such_thing'."),
    "one": ("CARDS = GOOD", "The cards of one could not be loaded: 'CardType' object is not iterable."),
    "strange": ("CARDS = ('relu', 3)", "The cards of strange could not be loaded: it offers 'relu', which is no CardType."),
    "half": ("CARDS = (card('half.Good'), None)", "Some cards of half could not be loaded: it offers None, which is no CardType."),
    "thief": ("CARDS = (card('keras.layers.Dense', title='Stolen'),)", "The card keras.layers.Dense of thief is left out: layerdeck offers a card of this id already."),
    "twice": ("CARDS = (GOOD, GOOD)", "The card good.layers.Good of twice is left out: twice offers a card of this id already."),
    "rule": ("CARDS = (card('rule.R', rules=(Exclusive('number', 'other'),), inputs=(NUMBER,)),)", "The card rule.R of rule is left out: a rule is about other, an input that it does not have."),
    "norule": ("CARDS = (card('norule.R', rules=('even',)),)", "The card norule.R of norule is left out: it cannot be read (TypeError: 'even' is no rule)."),
    "same": ("CARDS = (card('same.S', inputs=(NUMBER, NUMBER)),)", "The card same.S of same is left out: it has two inputs called number."),
    "path": ("CARDS = (card('Alone'),)", "The card Alone of path is left out: its id must be the dotted path of a class, such as mypackage.layers.Scale."),
    "notitle": ("CARDS = (card('notitle.N', title=''),)", "The card notitle.N of notitle is left out: its title must be a text, and is ''."),
    "noout": ("CARDS = (card('noout.N', outputs=()),)", "The card noout.N of noout is left out: it has no output."),
    "port": ("CARDS = (card('port.P', inputs=('number',)),)", "The card port.P of port is left out: one of its inputs is 'number', which is no Port."),
    "portid": ("CARDS = (card('portid.P', inputs=(Port(id='a b', title='A', kind=Kind.FLOAT),)),)", "The card portid.P of portid is left out: the id of its input 'a b' is no Python name."),
    "kind": ("CARDS = (card('kind.K', inputs=(Port(id='a', title='A', kind='Number'),)),)", "The card kind.K of kind is left out: the kind of a is 'Number', which is no Kind."),
    "default": ("CARDS = (card('default.D', inputs=(Port(id='a', title='A', kind=Kind.INTEGER, default='three'),)),)", "The card default.D of default is left out: the default of a does not fit it (A takes a whole number, and got 'three')."),
    "initial": ("CARDS = (card('initial.I', inputs=(Port(id='a', title='A', kind=Kind.FLOAT, minimum=0.0, initial=-1.0),)),)", "The card initial.I of initial is left out: the first value of a does not fit it (A must be at least 0, and got -1.0)."),
    "follows": ("CARDS = (card('follows.F', outputs=(Port(id='o', title='O', kind=Kind.TENSOR, when='q'),)),)", "The card follows.F of follows is left out: o looks at q, an input that it does not have."),
    "role": ("CARDS = (card('role.R', role='layer'),)", "The card role.R of role is left out: its role is 'layer', which no card of a package has."),
    "output": ("CARDS = (card('output.O', role=Role.OUTPUT, outputs=()),)", "The card output.O of output is left out: a card with the role output needs a port called input."),
    "none": ("CARDS = (card('none.N', inputs=None),)", "The card none.N of none is left out: it cannot be read (TypeError: 'NoneType' object is not iterable)."),
}  # fmt: skip
"""By package: what stands in its module, and what is said of it."""

LOADED = """
import json
from layerdeck.deck import load_catalogue
deck = load_catalogue()
print(json.dumps([list(deck), deck.faults, deck["keras.layers.Dense"].title]))
"""


@pytest.fixture(scope="module")
def installed(install: Install) -> Path:
    """One environment in which everything is wrong, and one pack is sound."""
    faulty = [pack(name, CARD + text) for name, (text, _) in FAULTS.items()]
    return install(documented(), *faulty)


@pytest.fixture(scope="module")
def loaded(installed: Path) -> tuple[list[str], list[str], str]:
    return tuple(json.loads(run(["-c", LOADED], (installed,)).stdout.splitlines()[-1]))


@pytest.mark.parametrize("name", FAULTS)
def test_a_faulty_pack_is_named_in_a_sentence(name: str, loaded: Any) -> None:
    _, faults, _ = loaded

    assert [fault for fault in faults if f" of {name} " in fault] == [FAULTS[name][1]]


def test_it_harms_no_other(loaded: Any) -> None:
    cards, faults, dense = loaded

    assert len(faults) == len(FAULTS)
    assert dense == "Dense", "the first card of an id is ours"
    assert [card for card in cards if not card.startswith(("keras.", "layerdeck."))] == [
        "half.Good", "good.layers.Good", "volumekit.layers.Scale",
    ]  # fmt: skip


def test_the_commands_say_so_on_stderr_and_go_on(installed: Path) -> None:
    project = ROOT / "examples" / "conv3d_2.layerdeck"

    done = run(["-m", "layerdeck", "check", project], (installed,))

    assert done.stdout == "No problems.\n"
    said = [line for line in done.stderr.splitlines() if line.startswith("layerdeck: ")]
    assert sorted(said) == sorted(f"layerdeck: {sentence}" for _, sentence in FAULTS.values())


def test_a_pack_that_brings_keras_along_is_named_and_works(install: Install) -> None:
    files = documented()
    files["volumekit/__init__.py"] = "from .layers import Scale\n"

    done = run(["-c", LOADED], (install(files),))

    cards, faults, _ = json.loads(done.stdout.splitlines()[-1])
    assert "volumekit.layers.Scale" in cards
    assert faults == [
        "The cards of volumekit import keras, which makes every start slow: declare them in a "
        "module that does not."
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("entry_points.txt", b"\xff\xfe no UTF-8"),
        ("entry_points.txt", b"[layerdeck.cards]\nbroken = not a.path:at:all\n"),
        ("METADATA", b"\xff\xfe"),
        ("METADATA", None),
    ],
)
def test_broken_metadata_of_one_package_hides_no_other(
    install: Install, name: str, text: bytes | None
) -> None:
    folder = install(documented(), pack("broken", CARD + "CARDS = (GOOD,)"))
    (metadata,) = folder.glob("broken-*.dist-info")
    if text is None:
        (metadata / name).unlink()
    else:
        (metadata / name).write_bytes(text)

    done = run(["-c", LOADED], (folder,))

    cards, faults, _ = json.loads(done.stdout.splitlines()[-1])
    assert {"keras.layers.Dense", "volumekit.layers.Scale"} <= set(cards)
    assert "good.layers.Good" in cards or any("broken" in fault for fault in faults)


def test_of_two_packs_with_one_card_the_first_by_name_holds(install: Install) -> None:
    both: list[Files] = [pack(name, CARD + "CARDS = (GOOD,)") for name in ("zeta", "alpha")]

    done = run(["-c", LOADED], (install(*both),))

    _, faults, _ = json.loads(done.stdout.splitlines()[-1])
    assert faults == [
        "The card good.layers.Good of zeta is left out: alpha offers a card of this id already."
    ]
