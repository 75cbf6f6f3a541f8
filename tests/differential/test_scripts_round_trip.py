"""Code that was exported comes in again and means the same, in every manner."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from differential.agreement import built_in_the_app, configuration, infers, program_of
from layerdeck.deck import load_catalogue
from layerdeck.export import PLAIN, Arguments, Flavour, Manner, Style, export
from layerdeck.files import read_project
from layerdeck.files.importing import Imported
from layerdeck.files.importing.scripts import import_found
from layerdeck.graph import Graph
from layerdeck.program import lower
from making import INPUT, OUTPUT, card, graph
from meaning import meaning
from scripts import run_all
from strategies import graphs

DECK = load_catalogue()
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.layerdeck"))
MANNERS = {
    "plain": PLAIN,
    "of_tensorflow": Manner(flavour=Flavour.TF_KERAS, arguments=Arguments.KEYWORD),
    "class": Manner(style=Style.CLASS),
}
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
RANDOM = 6
PARAMETERS = {"unet3d": "base_filters=16", "unet3d_blocks": "width=8"}


def _script(example: Path, manner: str) -> str:
    return f"{example.stem}_{manner}.py"


def _keras_tells(graph: Graph) -> bool:
    """Whether Keras tells all of a graph's values, and can call its layers within a class.

    A dropout of maps forgets its policy; pooling to a size is not called twice on several shapes.
    """
    return not any(
        card.type.startswith("keras.layers.Adaptive")
        or (card.type.startswith("keras.layers.SpatialDropout") and "dtype" in card.values)
        for card in graph.cards.values()
    )


@pytest.fixture(scope="module")
def drawn() -> list[Graph]:
    """Random graphs over the whole deck."""
    found: list[Graph] = []

    @seed(5)
    @settings(
        max_examples=RANDOM,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(graph=graphs(DECK, lambda graph: _keras_tells(graph) and infers(DECK)(graph)))
    def collect(graph: Graph) -> None:
        found.append(graph)

    collect()
    return found


@pytest.fixture(scope="module")
def came_back(tmp_path_factory: pytest.TempPathFactory, drawn: list[Graph]) -> dict[str, Imported]:
    programs = {path: lower(read_project(path, DECK), DECK).program for path in EXAMPLES}
    texts = {
        _script(path, name): export(program, manner).text
        for path, program in programs.items()
        for name, manner in MANNERS.items()
    }
    for number, one in enumerate(drawn):
        manner = MANNERS["class" if number % 2 else "plain"]
        texts[f"drawn_{number}.py"] = export(program_of(one, DECK), manner).text
    texts["ours.py"] = export(lower(OURS, DECK).program).text
    ran = run_all(tmp_path_factory.mktemp("exported"), texts)
    return {
        name: import_found(one, one.models[0], Path(name), DECK) for name, one in ran.items()
    }  # fmt: skip


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_exported_module_means_the_same_when_it_is_imported(came_back, example, manner):
    theirs = lower(read_project(example, DECK), DECK)

    imported = came_back[_script(example, manner)]

    ours = lower(imported.graph, DECK)
    assert ours.problems == ()
    assert meaning(ours.program) == meaning(theirs.program)
    assert imported.graph.name == example.stem
    told = [text.split(" ")[0] for text in (*imported.aside, *imported.lost)]
    parameters = ["build_model()"] * (example.stem in PARAMETERS)
    assert told == [*parameters, *[example.stem] * (MANNERS[manner].style is Style.CLASS)]
    if parameters:
        assert imported.aside[0] == (
            "build_model() was called with its defaults, which are plain values now: "
            f"{PARAMETERS[example.stem]}."
        )


def test_classes_of_our_own_come_back_as_their_cards(came_back):
    imported = came_back["ours.py"]

    ours = lower(imported.graph, DECK)
    assert (ours.problems, imported.lost) == ((), ())
    assert meaning(ours.program) == meaning(lower(OURS, DECK).program)


@pytest.mark.parametrize("number", range(RANDOM))
def test_code_of_any_graph_builds_the_same_model_when_it_is_imported(came_back, drawn, number):
    imported = came_back[f"drawn_{number}.py"].graph

    theirs, ours = (
        _tree(built_in_the_app(program_of(one, DECK), DECK)) for one in (drawn[number], imported)
    )
    assert ours == theirs


def _tree(model: Any) -> Any:
    """By output, the calls that lead to it, each layer with its configuration; without names."""
    config = configuration(model)
    layers = {layer["name"]: layer for layer in config["layers"]}
    known: dict[tuple[Any, ...], Any] = {}

    def given(name: str, node: int, index: int) -> Any:
        if (name, node, index) not in known:
            layer = layers[name]
            call = layer["inbound_nodes"][node] if layer["inbound_nodes"] else {}
            known[name, node, index] = (
                layer["class_name"],
                told(layer["config"]),
                told(call),
                index,
            )
        return known[name, node, index]

    def told(value: Any) -> Any:
        if isinstance(value, list):
            return [told(item) for item in value]
        if not isinstance(value, dict):
            return value
        if value.get("class_name") == "__keras_tensor__":
            return given(*value["config"]["keras_history"])
        # That it does not train now, and has no mask, Keras says or not.
        unsaid = [key for key in ("training", "mask") if not value.get(key)]
        return {key: told(item) for key, item in value.items() if key not in ("name", *unsaid)}

    def outputs(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: outputs(item) for key, item in value.items()}
        return given(*value) if isinstance(value[0], str) else [outputs(item) for item in value]

    return outputs(config["output_layers"])
