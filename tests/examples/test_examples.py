"""Every example is whole, and its code, run alone, gives what the cards show."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from layerdeck.export import Flavour, Manner, export
from layerdeck.files import read_project
from layerdeck.program import Report, lower
from making import DECK

EXAMPLES = {
    path.stem: path
    for path in sorted(Path(__file__).parents[2].joinpath("examples").glob("*.layerdeck"))
}

DOCUMENTED = {
    "conv3d_32": ((4, 10, 10, 10, 128), (4, 8, 8, 8, 32)),
    "conv3d_2": ((4, 28, 28, 28, 1), (4, 26, 26, 26, 2)),
    "conv3d_2_time_distributed": ((4, 7, 28, 28, 28, 1), (4, 7, 26, 26, 26, 2)),
    "conv3d_transpose_32": ((4, 10, 8, 12, 128), (4, 20, 16, 24, 32)),
}


@pytest.fixture(scope="module", params=list(Flavour))
def runs(request, tmp_path_factory) -> dict[str, Any]:
    """What the exported examples of one flavour give, all run in one process of their own."""
    folder = tmp_path_factory.mktemp(request.param.name.lower())
    for name, path in EXAMPLES.items():
        code = export(lower(read_project(path), DECK).program, Manner(request.param)).text
        folder.joinpath(f"{name}.py").write_text(code)
    script = Path(__file__).with_name("run_exports.py")
    done = subprocess.run(
        [sys.executable, script, folder],
        capture_output=True, text=True, check=False, timeout=300, cwd=folder,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@cache
def report(name: str) -> Report:
    """The facts that the editor shows on the cards of an example."""
    from layerdeck.engine.infer import infer  # noqa: PLC0415

    return infer(lower(read_project(EXAMPLES[name]), DECK).program, DECK)


def test_all_examples_are_here():
    video = {"video_time_distributed", "video_bidirectional_convlstm"}

    assert set(EXAMPLES) == {"unet3d", "unet3d_blocks", *video, *DOCUMENTED}


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_has_no_problems(name):
    graph = read_project(EXAMPLES[name])

    assert graph.name == name
    assert lower(graph, DECK).problems == ()
    assert report(name).problems == ()


@pytest.mark.parametrize("name", EXAMPLES)
def test_cards_lie_apart_and_tensors_flow_right(name):
    graph = read_project(EXAMPLES[name])
    places = [card.at for card in graph.cards.values()]

    assert None not in places
    assert all(x == round(x) and y == round(y) for x, y in places)
    for wire in graph.wires:
        source, target = graph.cards[wire.source.card], graph.cards[wire.target.card]
        assert target.at[0] - source.at[0] >= 300
    for number, (x, y) in enumerate(places):
        for other_x, other_y in places[number + 1 :]:
            assert abs(x - other_x) >= 300 or abs(y - other_y) >= 150


@pytest.mark.parametrize("name", DOCUMENTED)
def test_a_documented_example_gives_the_documented_shape(runs, name):
    batch, result = DOCUMENTED[name]

    assert runs[name]["batch"] == list(batch)
    assert runs[name]["result"] == list(result)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_code_run_alone_gives_what_the_cards_show(runs, name):
    output = next(iter(lower(read_project(EXAMPLES[name]), DECK).program.outputs))
    shown = report(name).facts[output.card].output_shape

    assert runs[name]["model"] == list(shown)
    assert runs[name]["result"] == [runs[name]["batch"][0], *shown[1:]]
    assert runs[name]["parameters"] == report(name).parameters
    assert runs[name]["finite"]
    assert runs[name]["name"] == name


@pytest.mark.parametrize("name", ["unet3d", "video_time_distributed"])
def test_a_real_volume_passes_through(runs, name):
    assert runs[name]["spread"] == pytest.approx(1), "the scan is in the batch"
    assert runs[name]["finite"]
    assert (
        runs[name]["result"]
        == {
            "unet3d": [2, 64, 64, 64, 1],
            "video_time_distributed": [1, 3],
        }[name]
    )
