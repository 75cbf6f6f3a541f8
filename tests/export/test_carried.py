"""Exported code that carries classes of our own, and runs where Layerdeck is not."""

import subprocess
import sys
from pathlib import Path

import black
import pytest

from layerdeck.deck import load_catalogue
from layerdeck.export import Flavour, Line, Manner, Module, export
from layerdeck.export.carried import sources
from layerdeck.export.style import members
from layerdeck.graph.sample import sample
from layerdeck.program import lower

DECK = load_catalogue()
CARRIED = [card for card in DECK.values() if card.carried]
WITHOUT_LAYERDECK = (
    "import sys\n"
    "sys.modules['layerdeck'] = sys.modules['layerdeck_cards'] = None\n"
    "import runpy\n"
    "for path in sys.argv[1:]:\n"
    "    print(runpy.run_path(path)['build_model']().count_params())\n"
)


def exported(card_id: str, flavour: Flavour = Flavour.KERAS) -> tuple[Module, str]:
    graph, placed = sample(DECK, DECK[card_id])
    return export(lower(graph, DECK).program, Manner(flavour)), placed


def test_the_classes_of_our_own_are_carried() -> None:
    assert {card.id.rpartition(".")[2] for card in CARRIED} == {
        "LocallyConnected1D", "LocallyConnected2D", "ThresholdedReLU", "RadialConstraint",
        "LayerScale",
    }  # fmt: skip


@pytest.mark.parametrize("flavour", Flavour)
def test_it_runs_where_layerdeck_is_not_installed(flavour: Flavour, tmp_path: Path) -> None:
    paths = []
    for number, card in enumerate(CARRIED):
        module, _ = exported(card.id, flavour)
        assert "layerdeck." not in module.text
        paths.append(tmp_path / f"model_{number}.py")
        paths[-1].write_text(module.text, "utf-8")

    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_LAYERDECK, *map(str, paths)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    counts = done.stdout.split()
    assert len(counts) == len(CARRIED)
    assert all(map(str.isdigit, counts))


def test_only_what_the_class_uses_is_carried() -> None:
    module, _ = exported("layerdeck.layers.LocallyConnected2D")

    assert "class _LocallyConnected(" in module.text
    assert "class LocallyConnected1D" not in module.text
    assert "class ThresholdedReLU" not in module.text
    assert "LocallyConnected2D(8, 3)" in module.text
    assert module.text.count("import keras\n") == 1


@pytest.mark.parametrize("card", CARRIED, ids=lambda card: card.title)
def test_a_class_is_laid_out_by_its_methods_as_it_would_be_as_a_whole(card) -> None:
    _, definitions = sources([card.id])

    for definition in definitions:
        parts = list(members(definition))
        assert "\n\n".join(parts) + "\n" == black.format_str(definition, mode=black.Mode())
        if definition.startswith("class _LocallyConnected("):
            assert len(parts) > 4


def test_carried_lines_belong_to_no_card() -> None:
    module, placed = exported("layerdeck.layers.ThresholdedReLU")
    lines = module.text.splitlines()

    assert len(lines) == len(module.lines)
    assert [lines[at].strip() for at in module.lines_of(placed)] == [
        line.strip() for line in lines if "= ThresholdedReLU()" in line
    ]
    (head,) = (at for at, line in enumerate(lines) if line.startswith("class ThresholdedReLU"))
    assert module.lines[head] == Line()
