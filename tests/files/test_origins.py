"""A project remembers the file of its weights, and its cards the layers that they were there."""

import json
import zipfile
from pathlib import Path

import pytest

from layerdeck.files import (
    FileError,
    keep_block,
    parse_project,
    project_text,
    read_project,
    write_project,
)
from layerdeck.files.importing import import_model, parse_model
from layerdeck.graph import Document, Graph
from layerdeck.graph.blocks import with_blocks
from layerdeck.graph.bringing import take_block
from layerdeck.graph.clipping import clip, duplicate, paste
from layerdeck.graph.edits import add, remove, rename
from layerdeck.graph.grouping import group
from layerdeck.graph.opening import ungroup
from layerdeck.graph.origins import layers_of, without_weights
from making import DECK
from models import called, given, layer, model


def nested() -> dict[str, object]:
    """A model with an inner one, whose layer has the name of one outside."""
    inner = model(
        given("tile", 4), layer("Dense", "fc", "tile", units=4), outputs=[["fc", 0, 0]],
        name="encoder",
    )  # fmt: skip
    inner |= {"name": "encoder", "inbound_nodes": called("x", "x", [["image"]])["inbound_nodes"]}
    return model(
        given("image", 4),
        inner,
        layer("Dense", "fc", "encoder", units=2),
        outputs=[["fc", 0, 0]],
    )


@pytest.fixture
def keras_file(tmp_path: Path) -> Path:
    path = tmp_path / "models" / "net.keras"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("config.json", json.dumps(nested()))
        archive.writestr("model.weights.h5", b"")
    return path


@pytest.fixture
def graph(keras_file: Path) -> Graph:
    return import_model(keras_file, DECK).graph


def test_an_import_remembers_the_file_and_the_layers(graph: Graph, keras_file: Path) -> None:
    assert graph.weights == str(keras_file)
    assert layers_of(graph) == {"fc": ("fc",), "encoder/fc": ("encoder", "fc")}
    assert without_weights(graph) == parse_model(json.dumps(nested()), DECK).graph


def test_json_and_archives_without_weights_leave_nothing_to_remember(tmp_path: Path) -> None:
    path = tmp_path / "net.keras"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("config.json", json.dumps(nested()))

    assert import_model(path, DECK).graph == parse_model(json.dumps(nested()), DECK).graph


def test_a_project_names_its_weights_as_seen_from_itself(graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "net.layerdeck"
    write_project(graph, path)

    first, *lines = path.read_text().splitlines()
    assert first == '{"layerdeck": 1, "name": "net", "weights": "models/net.keras",'
    assert any('"weights": "fc"}' in line for line in lines)
    assert any('"weights": ["encoder", "fc"]' in line for line in lines)
    assert read_project(path, DECK) == graph
    assert parse_project(project_text(graph), DECK) == graph


def test_a_project_and_its_model_are_moved_together(graph: Graph, tmp_path: Path) -> None:
    write_project(graph, tmp_path / "net.layerdeck")
    (tmp_path / "net.layerdeck").rename(tmp_path / "models" / "net.layerdeck")

    moved = read_project(tmp_path / "models" / "net.layerdeck", DECK)

    assert moved.weights == str(tmp_path / "models" / "models" / "net.keras")


@pytest.mark.parametrize("weights", ["3", "[3]", '[""]', '""', "{}", "null"])
def test_what_names_no_layer_is_refused(weights: str) -> None:
    text = (
        f'{{"layerdeck": 1, "cards": [{{"id": "a", "card": "keras.Input", "weights": {weights}}}]}}'
    )

    with pytest.raises(FileError, match=r'card 1 \(a\): "weights" must be the name of a layer'):
        parse_project(text, DECK)


def test_what_names_no_file_is_refused() -> None:
    with pytest.raises(FileError, match='the key "weights": it must be the path of a file'):
        parse_project('{"layerdeck": 1, "weights": ["a"]}', DECK)


def test_a_card_keeps_its_layer_whatever_it_is_called(graph: Graph) -> None:
    document = Document(graph)
    document.apply("Rename", rename(graph, "fc", "head"))
    assert layers_of(document.graph)["head"] == ("fc",)
    document.apply("Remove", remove(document.graph, ["head"]))
    new, card = add(document.graph, DECK, "keras.layers.Dense", (0, 0), card_id="fc")
    assert card not in layers_of(new)
    document.undo()
    document.undo()
    assert document.graph == graph


def test_a_copy_and_a_block_keep_their_layers(graph: Graph) -> None:
    deck = with_blocks(DECK, graph)
    doubled, (copy,) = duplicate(graph, deck, ["fc"], (0, 99))
    grouped, block = group(graph, deck, ["fc"], "head")

    assert layers_of(doubled)[copy] == ("fc",)
    assert layers_of(grouped)[f"{block}/fc"] == ("fc",)
    opened = ungroup(grouped, with_blocks(DECK, grouped), block)
    assert layers_of(opened) == layers_of(graph)


def test_cards_of_another_file_forget_it(graph: Graph) -> None:
    clipped = clip(graph, ["fc"])

    into_new, _ = paste(Graph(), DECK, clipped, (0, 0))
    into_other, _ = paste(Graph(weights="/other.keras"), DECK, clipped, (0, 0))
    again, _ = paste(graph, DECK, clipped, (0, 0))

    assert (into_new.weights, layers_of(into_new)) == (graph.weights, {"fc": ("fc",)})
    assert (into_other.weights, layers_of(into_other)) == ("/other.keras", {})
    assert layers_of(again)["fc_2"] == ("fc",)


def test_a_block_of_the_library_comes_from_no_file(graph: Graph, tmp_path: Path) -> None:
    kept = read_project(keep_block(tmp_path, graph, "encoder"), DECK)

    taken, block = take_block(graph, kept)

    assert layers_of(kept) == {} and kept.weights == ""
    assert (taken, block) == (graph, "encoder")
