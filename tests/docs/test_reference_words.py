"""What the pages of the reference say of cards and ports."""

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from reference.card_page import card_page
from reference.examples import Example, ExampleError, facts_and_code, make_example
from reference.indexes import index_pages
from reference.markdown import listed, plain, table
from reference.pictures import Sizes
from reference.port_words import default_words, port_help, type_words
from reference.related import neighbours, other_ranks
from reference.sources import keras_version, source_of
from reference.type_page import type_pages

from layerdeck.deck import (
    CardType,
    Catalogue,
    Exclusive,
    Kind,
    Needs,
    Port,
    PortType,
    Role,
    load_catalogue,
)
from layerdeck.graph import Graph
from layerdeck.graph.edits import add


@pytest.fixture
def deck() -> Catalogue:
    return load_catalogue()


@pytest.fixture
def example(qapp: QApplication, deck: Catalogue, tmp_path: Path) -> Example:
    return make_example(deck, deck["keras.layers.Conv3D"], tmp_path)


def card(*inputs: Port, title: str = "Blur", **more: object) -> CardType:
    given = {"id": "mine.Blur2D", "category": "Mine", "role": Role.LAYER, "outputs": (), **more}
    return CardType(title=title, inputs=inputs, **given)


def port(**more: object) -> Port:
    return Port(**{"id": "size", "title": "Size", "kind": Kind.INTEGER, "help": "Voxels.", **more})


@pytest.mark.parametrize(
    ("declared", "words"),
    [
        ({}, "Voxels."),
        ({"minimum": 1}, "Voxels. At least 1."),
        ({"above": 0, "maximum": 1}, "Voxels. Above 0 and at most 1."),
        ({"list": True, "axes": ("Depth", "Height")}, "Voxels. One item each for depth, height."),
        ({"list": True, "most": 3}, "Voxels. 1 to 3 items."),
        ({"list": True, "axes": ("Depth",), "pairs": True}, "(before, after) for each of depth."),
        ({"default": 3, "nullable": True, "none_text": "any"}, "May be any."),
        ({"since": "3.9.0"}, "Since Keras 3.9.0."),
        ({"aliases": ("n_voxels",)}, r"Also found as *n\_voxels*."),
        ({"kind": Kind.STRING, "choices": ("a", "b")}, "One of `a`, `b`."),
        ({"kind": Kind.TENSOR, "dtype": "int32"}, "Its dtype is `int32`."),
        ({"kind": Kind.BOOLEAN, "call": True}, "Given where the layer is applied."),
    ],
)
def test_the_help_of_a_port_is_followed_by_what_it_takes(declared, words) -> None:
    told = port_help(port(**declared), card())
    assert told.startswith("Voxels.")
    assert told.endswith(words)


def test_an_output_that_comes_and_goes_says_when() -> None:
    states = port(id="return_state", title="Return state", kind=Kind.BOOLEAN, default=False)
    output = port(id="state", kind=Kind.TENSOR, when="return_state")
    assert port_help(output, card(states)).endswith("There while *Return state* is on.")


@pytest.mark.parametrize(
    ("declared", "words"),
    [
        ({}, "required"),
        ({"initial": 3}, "required; `3` on a new card"),
        ({"default": 1}, "`1`"),
        ({"default": None, "none_text": "automatic"}, "automatic"),
        ({"kind": Kind.STRING, "default": "relu", "choices": ("relu",)}, "ReLU"),
        ({"kind": Kind.STRING, "default": ""}, '`""`'),
        ({"list": True, "default": (1, 2)}, "`1, 2`"),
    ],
)
def test_the_default_reads_as_on_the_card(declared, words) -> None:
    assert default_words(port(**declared)) == words


def test_a_port_that_follows_another_names_it() -> None:
    kind = port(id="type", title="Type", kind=Kind.STRING, choices=("Integer", "Float"))
    assert type_words(port(follows="type"), card(kind)) == "as *Type* says"


def test_what_looks_like_markdown_shows_as_it_is_written() -> None:
    assert plain("a_b * [c](d) <e> | `f` {g}") == (r"a\_b \* \[c\](d) \<e\> \| \`f\` \{g\}")


def test_the_page_tells_rules_exceptions_and_old_words(deck: Catalogue, example: Example) -> None:
    some = card(
        port(),
        port(id="step", title="Step", default=1),
        rules=(Exclusive("size", "step"), Needs("size", "step", True)),
        exceptions={"weights": "it holds arrays"},
        formerly={"Alpha": "Keras 3 calls it Size."},
        aliases=("Smooth",),
        since="3.9.0",
        carried=True,
    )
    conv = deck["keras.layers.Conv3D"]
    page = card_page(some, Catalogue([some, conv]), example, Sizes(800, 300))
    assert "- Only one of *Size* and *Step* may be above 1." in page
    assert "- *Size* needs *Step* to be `True`." in page
    assert "## Arguments without a port\n\n- `weights`: it holds arrays\n" in page
    assert "## Formerly\n\n- *Alpha*: Keras 3 calls it Size.\n" in page
    assert "- **Also found as:** Smooth" in page
    assert "- **Since:** Keras 3.9.0" in page
    assert "carries the class" in page


def test_a_plain_card_has_no_empty_sections(example: Example) -> None:
    page = card_page(card(port()), Catalogue([]), example, Sizes(800, 300))
    assert re.findall(r"^## (.*)$", page, re.MULTILINE) == ["Inputs", "Example"]


def test_a_graph_with_a_problem_is_refused_by_name(deck: Catalogue) -> None:
    graph, _ = add(Graph(), deck, "keras.layers.Conv3D", (0, 0))
    with pytest.raises(ExampleError, match=r"^broken: .*no Output card"):
        facts_and_code(graph, deck, "broken")


def test_related_cards_are_other_ranks_and_neighbours() -> None:
    two, three, other = (
        card(id=f"mine.{name}", title=name) for name in ("Blur2D", "Blur3D", "Sharpen2D")
    )
    stranger = card(id="mine.Blur", title="Blur", category="Elsewhere")
    deck = Catalogue([two, three, other, stranger])
    assert other_ranks(two, deck) == [three]
    assert neighbours(two, deck) == [other]
    assert other_ranks(stranger, deck) == []


def test_the_indexes_count_what_they_list() -> None:
    cards = [card(id=f"mine.C{n}", title=f"C{n}", aliases=("old", f"3{n}")) for n in range(3)]
    lone = card(id="mine.Lone", title="Lone", category="Other")
    pages = index_pages(Catalogue([*cards, lone]))
    assert "The deck has 4 cards in 2 categories." in pages["index"]
    assert "| 3 cards |" in pages["category-mine"]
    assert "- *old* → [C0](mine.C0.md), [C1](mine.C1.md), [C2](mine.C2.md)" in pages["alphabet"]
    assert "## 0 to 9\n\n- *30* → [C0](mine.C0.md)\n" in pages["alphabet"]
    assert set(pages) == {"index", "alphabet", "category-mine", "category-other"}


def test_every_type_that_a_port_may_have_gets_a_page(deck: Catalogue) -> None:
    pages = type_pages(deck)
    for each in deck.values():
        for one in (*each.inputs, *each.outputs):
            assert str(one.type).lower().replace(" ", "-") in pages
    assert "[Parameter](../cards/layerdeck.Parameter.md) | Value |" in pages["float"]
    line = next(line for line in pages["integer"].splitlines() if "output of this type" in line)
    assert re.findall(r"\[(.*?)\]", line) == ["Integer", "List of Integer", "Float"]


def test_the_source_is_that_of_the_installed_keras() -> None:
    address = source_of("keras.layers.Conv3D")
    assert f"/v{keras_version()}/keras/src/layers/convolutional/conv3d.py#L" in address
    assert source_of("layerdeck.Output") == ""
    assert "input_layer.py#L" in source_of("keras.Input")


def test_a_table_carries_the_class_of_its_widths() -> None:
    assert table(("A", "B"), [("1", "2")], "ports") == (
        "{.ports}\n| A | B |\n| --- | --- |\n| 1 | 2 |\n"
    )
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert str(PortType(Kind.TENSOR, True)) == "List of Tensor"
