"""Graphs of layers that take several tensors, in few words."""

from typing import Any

from engine.networks import network
from layerdeck.graph import Graph

HEADS = {"num_heads": 2, "key_dim": 4}
GROUPS = {"head_dim": 4, "num_query_heads": 4, "num_key_value_heads": 2}
QUERY, VALUE = {"shape": (5, 8)}, {"shape": (7, 8)}


def mask_of(*shape: int, dtype: str = "bool") -> dict[str, Any]:
    return {"shape": shape, "dtype": dtype}


def look(
    layer: str,
    values: dict[str, Any],
    query: dict[str, Any] = QUERY,
    value: dict[str, Any] = VALUE,
    **others: dict[str, Any],
) -> Graph:
    """An attention whose inputs are Inputs called `q`, `v` or as the input is."""
    inputs = {"q": query, "v": value, **others}
    cards: dict[str, Any] = {name: ("Input", given) for name, given in inputs.items()}
    cards |= {"att": (layer, values), "result": ("Output", {})}
    wires = [f"{name} > att.{name}" for name in others]
    return network(cards, "q > att.query", "v > att.value", *wires, "att > result")


def looks_again(layer: str, values: dict[str, Any], *shapes: tuple[int, ...]) -> Graph:
    """An attention that looks from `q` at `v`, and again from `a` at `b`."""
    inputs = dict(zip("ab", shapes, strict=True))
    cards: dict[str, Any] = {"q": ("Input", QUERY), "v": ("Input", VALUE)}
    cards |= {name: ("Input", {"shape": shape}) for name, shape in inputs.items()}
    cards |= {"att": (layer, values), "again": ("CallLayer", {})}
    cards |= {"one": ("Output", {}), "two": ("Output", {})}
    return network(
        cards, "q > att.query", "v > att.value", "att.layer > again.layer", "a > again.input",
        "b > again.input", "att > one", "again > two",
    )  # fmt: skip


LSTM, GRU = ("LSTMCell", {"units": 3}), ("GRUCell", {"units": 4})
SERIES = {"shape": (7, 8)}


def walk(
    layer: str,
    values: dict[str, Any],
    *states: dict[str, Any],
    series: dict[str, Any] = SERIES,
    mask: dict[str, Any] | None = None,
) -> Graph:
    """A recurrent layer that starts from `s1`, `s2` …"""
    names = [f"s{number}" for number in range(1, len(states) + 1)]
    inputs = {"series": series, **dict(zip(names, states, strict=True))}
    inputs |= {"steps": mask} if mask else {}
    cards: dict[str, Any] = {name: ("Input", given) for name, given in inputs.items()}
    cards |= {"rnn": (layer, values), "result": ("Output", {})}
    wires = [f"{name} > rnn.initial_state" for name in names]
    wires += ["steps > rnn.mask"] if mask else []
    return network(cards, "series > rnn", *wires, "rnn > result")


def around(
    wrapper: tuple[str, dict[str, Any]],
    *inner: tuple[str, dict[str, Any]],
    states: int = 0,
    wanted: tuple[str, ...] = (),
    series: dict[str, Any] = SERIES,
) -> Graph:
    """A wrapper or RNN round a layer, or round several stacked cells; `wanted` are its outputs."""
    names = [f"s{number}" for number in range(1, states + 1)]
    cards: dict[str, Any] = {"series": ("Input", series), "outer": wrapper}
    cards |= {name: ("Input", {"shape": (3,)}) for name in names}
    cards |= {f"inner{number}": each for number, each in enumerate(inner, 1)}
    port = "cell" if wrapper[0] == "RNN" else "layer"
    wires = [f"inner1.layer > outer.{port}"]
    if len(inner) > 1:
        cards["stack"] = ("StackedRNNCells", {})
        wires = [f"inner{number}.layer > stack.cells" for number in range(1, len(inner) + 1)]
        wires.append(f"stack.layer > outer.{port}")
    wires += [f"{name} > outer.initial_state" for name in names]
    for number, name in enumerate(("output", *wanted)):
        cards[f"result{number}"] = ("Output", {})
        wires.append(f"outer.{name} > result{number}")
    return network(cards, "series > outer", *wires)


def called(cell: tuple[str, dict[str, Any]], *shapes: tuple[int, ...]) -> Graph:
    """What is not to be called, or not with so many tensors."""
    names = "abcdefgh"[: len(shapes)]
    cards: dict[str, Any] = {
        name: ("Input", {"shape": shape}) for name, shape in zip(names, shapes, strict=True)
    }
    cards |= {"made": cell, "again": ("CallLayer", {}), "result": ("Output", {})}
    wires = [f"{name} > again.input" for name in names]
    return network(cards, "made.layer > again.layer", *wires, "again > result")
