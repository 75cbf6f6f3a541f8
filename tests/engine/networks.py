"""Small graphs in few words, for tests that read like examples."""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from layerdeck.deck import Catalogue, load_catalogue
from layerdeck.engine.infer import infer
from layerdeck.graph import End, Graph, edits
from layerdeck.program import Problem, Program, Report, Severity, lower

DECK: Catalogue = load_catalogue()
Cards = Mapping[str, tuple[str, Mapping[str, Any]]]
"""By card id: the class's name, as in `Conv3D`, and its values."""

CONV = {"filters": 6, "kernel_size": 3}


def full_id(name: str) -> str:
    """`Conv3D` is keras.layers.Conv3D, `Output` is layerdeck.Output."""
    return next(card for card in DECK if card.rpartition(".")[2] == name)


def network(cards: Cards, *wires: str, name: str = "net") -> Graph:
    """Cards and wires; a wire is written `conv > pool`, with ports where they are not plain."""
    graph = Graph(name)
    for card_id, (type_name, values) in cards.items():
        graph, _ = edits.add(graph, DECK, full_id(type_name), (0, 0), values, card_id)
    for wire in wires:
        source, target = (part.strip() for part in wire.split(">"))
        graph = edits.connect(graph, DECK, _end(graph, source, True), _end(graph, target, False))
    return graph


def chain(
    *layers: tuple[str, Mapping[str, Any]], shape: tuple[int | None, ...], **given: Any
) -> Graph:
    """Layers in a row: `volume`, then `first`, `second`, `third`, then `result`."""
    names = ["first", "second", "third", "fourth", "fifth"][: len(layers)]
    cards = {"volume": ("Input", {"shape": shape, **given})}
    cards |= dict(zip(names, layers, strict=True)) | {"result": ("Output", {})}
    row = ["volume", *names, "result"]
    return network(cards, *(f"{a} > {b}" for a, b in pairwise(row)))


def wrapped(
    wrapper: tuple[str, Mapping[str, Any]],
    inner: tuple[str, Mapping[str, Any]],
    shape: tuple[int | None, ...],
) -> Graph:
    """`volume`, `wrapper` round `inner`, `result`."""
    cards: Cards = {
        "volume": ("Input", {"shape": shape}),
        "inner": inner,
        "wrapper": wrapper,
        "result": ("Output", {}),
    }
    return network(cards, "inner.layer > wrapper.layer", "volume > wrapper", "wrapper > result")


def merged(merge: tuple[str, Mapping[str, Any]], *shapes: tuple[int | None, ...]) -> Graph:
    """`a`, `b` … joined by `merge`, `result`."""
    inputs = dict(zip("abc", shapes, strict=False))
    cards: dict[str, Any] = {key: ("Input", {"shape": shape}) for key, shape in inputs.items()}
    cards |= {"merge": merge, "result": ("Output", {})}
    return network(cards, *(f"{key} > merge" for key in inputs), "merge > result")


def program(graph: Graph) -> Program:
    return lower(graph, DECK).program


def report(graph: Graph) -> Report:
    return infer(program(graph), DECK)


def problems(graph: Graph) -> tuple[Problem, ...]:
    """All of them: those seen without Keras and those that the engine sees."""
    return (*lower(graph, DECK).problems, *report(graph).problems)


def errors(found: Iterable[Problem]) -> list[Problem]:
    """Those of some problems that keep a model from being built."""
    return [problem for problem in found if problem.severity is Severity.ERROR]


def _end(graph: Graph, text: str, source: bool) -> End:
    card_id, _, port = text.partition(".")
    card = DECK[graph.cards[card_id].type]
    if port:
        return End(card_id, port)
    if source:
        return End(card_id, next(out.id for out in card.outputs if out.id != "layer"))
    return End(card_id, card.tensors[0].id)
