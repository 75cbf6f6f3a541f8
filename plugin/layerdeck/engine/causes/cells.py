"""Recurrent cells: what makes one step, and what only RNN can walk with."""

from collections.abc import Iterator
from typing import Any

from layerdeck.deck import Catalogue
from layerdeck.engine.backend import keras
from layerdeck.engine.kinds import RECURRENT
from layerdeck.engine.run import Making
from layerdeck.program import Problem

from .use import Use

_RNN, _STACKED = "keras.layers.RNN", "keras.layers.StackedRNNCells"
_CELLS = (
    keras.layers.LSTMCell, keras.layers.GRUCell, keras.layers.SimpleRNNCell,
    keras.layers.StackedRNNCells,
)  # fmt: skip


def no_cells(making: Making, makings: dict[int, Making], catalogue: Catalogue) -> Iterator[Problem]:
    """RNN and Stacked RNN cells take what makes a single step."""
    if making.call.path not in (_RNN, _STACKED):
        return
    port = "cell" if making.call.path == _RNN else "cells"
    given = making.arguments.get(port)
    for layer in given if isinstance(given, (list, tuple)) else (given,):
        if isinstance(layer, RECURRENT):
            why = "is a whole recurrent layer, which holds its cell already"
        elif isinstance(layer, keras.layers.Layer) and not hasattr(layer, "state_size"):
            why = "is no cell: it keeps no state from step to step"
        else:
            continue
        title = title_of(makings.get(id(layer)), layer, catalogue)
        yield Problem(
            making.card,
            port,
            f"{title} {why}. Wire an LSTM cell, a GRU cell, a Simple RNN cell or Stacked RNN cells "
            "here.",
            f"{title} is no cell",
        )
        return


def cell_for_a_layer(
    making: Making, makings: dict[int, Making], catalogue: Catalogue
) -> Iterator[Problem]:
    """A cell makes one step, and only RNN can walk with it."""
    if making.call.path in (_RNN, _STACKED):
        return
    for name, value in making.arguments.items():
        layer = next((item for item in _listed(value) if isinstance(item, _CELLS)), None)
        if layer is None:
            continue
        title = title_of(makings.get(id(layer)), layer, catalogue)
        yield Problem(
            making.card,
            name,
            f"{title}: a cell makes one step of a sequence and is no layer by itself. Put an RNN "
            "round it, and wire the Layer instance of the RNN here.",
            f"{title} is a cell, not a layer",
        )
        return


def inner_cells(use: Use, makings: dict[int, Making]) -> Iterator[tuple[Any, Making]]:
    """The cells that a recurrent layer walks with, each with how it was made.

    A Bidirectional walks with copies of the cells that were made.
    """
    if isinstance(use.layer, keras.layers.RNN) and use.making:
        yield from _cells(use.layer.cell, use.making.arguments.get("cell"), makings)


def _cells(cell: Any, made: Any, makings: dict[int, Making]) -> Iterator[tuple[Any, Making]]:
    if isinstance(cell, keras.layers.StackedRNNCells) and made is not None:
        for one, other in zip(cell.cells, made.cells, strict=True):
            yield from _cells(one, other, makings)
    elif id(made) in makings:
        yield cell, makings[id(made)]


def title_of(inner: Making | None, layer: Any, catalogue: Catalogue) -> str:
    """What the card of a layer is called."""
    declared = catalogue.get(inner.call.path) if inner else None
    return declared.title if declared else type(layer).__name__


def _listed(value: Any) -> Any:
    return value if isinstance(value, (list, tuple)) else (value,)
