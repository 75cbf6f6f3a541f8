"""Code that was exported comes in again and means the same, in both flavours."""

from pathlib import Path

import pytest

from layerdeck.deck import load_catalogue
from layerdeck.export import Flavour, export
from layerdeck.files import read_project
from layerdeck.files.importing import Imported
from layerdeck.files.importing.scripts import import_found
from layerdeck.program import lower
from making import INPUT, OUTPUT, card, graph
from meaning import meaning
from scripts import run_all

DECK = load_catalogue()
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.layerdeck"))
OURS = graph(
    card("x", INPUT, shape=[8, 8, 3]),
    card("radial", "layerdeck.constraints.RadialConstraint"),
    card("own", "layerdeck.layers.LocallyConnected2D", filters=4, kernel_size=3),
    card("steep", "layerdeck.layers.ThresholdedReLU", theta=0.5),
    card("out", OUTPUT),
    wires=[
        "x.output > own.input",
        "radial.constraint > own.kernel_constraint",
        "own.output > steep.input",
        "steep.output > out.input",
    ],
)
"""Classes of our own, which exported code carries with it."""
PARAMETERS = {"unet3d": "base_filters=16", "unet3d_blocks": "width=8"}


def _script(example: Path, flavour: Flavour) -> str:
    return f"{example.stem}_{flavour.name.lower()}.py"


@pytest.fixture(scope="module")
def came_back(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Imported]:
    texts = {
        _script(path, flavour): export(lower(read_project(path, DECK), DECK).program, flavour).text
        for path in EXAMPLES
        for flavour in Flavour
    }
    texts["ours.py"] = export(lower(OURS, DECK).program).text
    ran = run_all(tmp_path_factory.mktemp("exported"), texts)
    return {
        name: import_found(one, one.models[0], Path(name), DECK) for name, one in ran.items()
    }  # fmt: skip


@pytest.mark.parametrize("flavour", Flavour)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_exported_module_means_the_same_when_it_is_imported(came_back, example, flavour):
    theirs = lower(read_project(example, DECK), DECK)

    imported = came_back[_script(example, flavour)]

    ours = lower(imported.graph, DECK)
    assert ours.problems == ()
    assert meaning(ours.program) == meaning(theirs.program)
    defaults = PARAMETERS.get(example.stem)
    assert imported.lost == (
        ()
        if defaults is None
        else (
            f"build_model() was called with its defaults, which are plain values now: {defaults}.",
        )
    )
    assert imported.graph.name == example.stem


def test_classes_of_our_own_come_back_as_their_cards(came_back):
    imported = came_back["ours.py"]

    ours = lower(imported.graph, DECK)
    assert (ours.problems, imported.lost) == ((), ())
    assert meaning(ours.program) == meaning(lower(OURS, DECK).program)
