"""Editing in between leaves no trace: an imported model, changed and changed back, is the same."""

import ast
import os
from collections.abc import Iterator
from itertools import islice

import pytest

from layerdeck.deck import Kind, Port
from layerdeck.export import export
from layerdeck.files import project_text
from layerdeck.graph import Document, EditError, Graph
from layerdeck.graph.edits import set_value
from layerdeck.program import lower
from models import DECK, FOREIGN, WHOLE, given, imported, layer, model

EVERY = int(os.environ.get("LAYERDECK_VALUES", "17"))
"""Of so many inputs one is changed; 1 takes them all, and half a minute."""
OTHER = {Kind.INTEGER: 7, Kind.FLOAT: 0.125, Kind.BOOLEAN: True, Kind.STRING: "other"}


@pytest.mark.parametrize("name", [*WHOLE.values(), *FOREIGN])
def test_any_value_changed_and_undone_exports_the_same_bytes(name: str) -> None:
    graph = imported(name).graph
    text, written = code(graph), project_text(graph)
    document = Document(graph)
    count = exported = 0

    for port, changed in changes(graph):
        document.apply(f"Change {port}", changed)
        assert project_text(document.graph) != written
        # To print the code takes a hundred times as long.
        if count % 20 == 3:
            exported += code(document.graph) != text
            document.undo()
            assert code(document.graph) == text
        else:
            document.undo()
        assert project_text(document.graph) == written
        count += 1

    assert count > 5 and exported


@pytest.mark.parametrize("name", [*WHOLE.values(), *FOREIGN])
def test_any_value_set_back_by_hand_exports_the_same_bytes(name: str) -> None:
    graph = imported(name).graph
    written = project_text(graph)

    for key, changed in changes(graph):
        card, _, port = key.partition(".")
        declared = DECK[graph.cards[card].type].input(port)
        assert declared is not None
        before = graph.cards[card].values.get(port, declared.default)
        if not declared.required or port in graph.cards[card].values:
            assert project_text(set_value(changed, DECK, card, port, before)) == written


def code(graph: Graph) -> bytes:
    """The module that is exported: of a model with a placeholder, what is known of it."""
    return export(lower(graph, DECK).program).text.encode()


def changes(graph: Graph) -> Iterator[tuple[str, Graph]]:
    """The graph with one value changed, for inputs of cards all over it that take another."""
    pairs = (
        (card, port)
        for card in graph.cards.values()
        for port in (DECK[card.type].inputs if card.type in DECK else ())
    )
    for card, port in islice(pairs, 0, None, EVERY):
        other = _other(port, card.values.get(port.id, port.default))
        try:
            changed = set_value(graph, DECK, card.id, port.id, other)
        except EditError:
            continue
        if changed != graph:
            yield f"{card.id}.{port.id}", changed


def _other(port: Port, value: object) -> object:
    if port.choices:
        return next((choice for choice in port.choices if choice != value), None)
    if port.list and isinstance(value, tuple) and value:
        return tuple(OTHER.get(port.kind) for _ in value)
    return not value if port.kind is Kind.BOOLEAN else OTHER.get(port.kind)


def test_names_and_texts_that_are_code_are_literals_in_the_code() -> None:
    evil = (
        '"); __import__("os").system("touch pwned") #',
        "'''\nimport os\n'''",
        "$(touch pwned)",
        "{__import__('os')}",
        "\\",
        "\N{RIGHT-TO-LEFT OVERRIDE}x",
    )
    row, last = [given("volume", 8, 8, 4)], "volume"
    for name in evil:
        row.append(layer("Conv2D", name, last, filters=2, kernel_size=1))
        row.append(layer("Conv2D", f"c {name}", name, filters=2, kernel_size=1, activation=name))
        row.append(layer("Odd", f"odd {name}", name))
        row.append(layer("Rescaling", f"scaled {name}", name, scale=name, offset=name, magic=name))
        last = name
    made = model(*row, outputs={name: [last, 0, 0] for name in evil}, name=evil[0])

    text = code(imported(made).graph).decode()

    tree = ast.parse(text)
    imports = [node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom))]
    assert {ast.unparse(node) for node in imports} == {
        "import keras",
        "from keras import layers",
    }
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    known = {"build_model", "keras.Input", "keras.Model", "layers.Conv2D", "build_model().summary"}
    assert {name for name in called if not name.startswith("layers.Conv2D(")} <= known
    assert not any(isinstance(node, ast.JoinedStr) for node in ast.walk(tree))
