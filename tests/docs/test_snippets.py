"""What the README and CONTRIBUTING show is true."""

import inspect
import re
from pathlib import Path

import pytest
from keras.layers import GaussianNoise

from layerdeck.deck import CardType, Catalogue, load_catalogue
from layerdeck.export import export
from layerdeck.graph import End, Graph
from layerdeck.graph.edits import add, connect, set_value
from layerdeck.program import lower

ROOT = Path(__file__).resolve().parents[2]


def python_blocks(name: str) -> list[str]:
    text = (ROOT / name).read_text("utf-8")
    blocks = re.findall(r"^( *)```python\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    return [re.sub(rf"^{indent}", "", body, flags=re.MULTILINE) for indent, body in blocks]


def test_the_card_in_contributing_is_a_card() -> None:
    (source,) = python_blocks("CONTRIBUTING.md")
    names: dict[str, object] = {}
    exec(source, names)
    card = names["GAUSSIAN_NOISE"]
    assert isinstance(card, CardType)

    asked = [name for name in inspect.signature(GaussianNoise).parameters if name != "kwargs"]
    assert [port.id for port in card.arguments][: len(asked)] == asked
    deck = Catalogue([*load_catalogue().values(), card])
    graph, _ = add(Graph(), deck, card.id, (0, 0))
    (made,) = graph.cards.values()
    assert made.id == "gaussian_noise"
    assert made.values == {"stddev": 0.1}


def test_the_first_network_in_the_readme_exports_as_shown() -> None:
    (shown,) = python_blocks("README.md")
    deck = load_catalogue()
    graph, inputs = add(Graph(), deck, "keras.Input", (0, 0))
    graph, conv = add(graph, deck, "keras.layers.Conv3D", (0, 0))
    for port, value in (("padding", "same"), ("activation", "relu")):
        graph = set_value(graph, deck, conv, port, value)
    graph, result = add(graph, deck, "layerdeck.Output", (0, 0))
    graph = connect(graph, deck, End(inputs, "output"), End(conv, "input"))
    graph = connect(graph, deck, End(conv, "output"), End(result, "input"))
    assert export(lower(graph, deck).program).text == shown


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "docs/decisions/README.md"])
def test_links_and_pictures_are_there(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    folder = (ROOT / name).parent
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (folder / target).exists(), f"{name} points at {target}, which is not there"
