"""What layers keep for their backward pass that work step by step, and attention."""

from collections.abc import Sequence
from math import prod
from typing import Any

from msgspec import structs

from layerdeck.program import Kept, Shape, Training

from .backend import keras
from .kinds import CONV_LSTMS
from .shapes import count
from .windows import slid, spatial, window_of

_layers = keras.layers

_STATES = ((_layers.LSTM, 7), (CONV_LSTMS, 7), (_layers.GRU, 5), (_layers.SimpleRNN, 1))
"""Tensors as large as the state that are kept of each step: of an LSTM its four gates, the cell
before and after, and the output's tanh."""


def of_steps(inner: Training, given: Sequence[Shape], made: Shape) -> Training:
    """What TimeDistributed takes round a layer that takes `inner` for one step.

    Time is brought to the front first, which copies the clip. Backwards each step has a gradient of
    its own, as large as the whole clip and zero elsewhere; they are added up at the end.
    """
    steps, clip = given[0][1], count(given[0])
    if steps is None or clip is None:
        return Training((Kept(None),))
    kept = [structs.replace(each, numbers=_times(steps, each.numbers), of=None)
            for each in inner.kept]  # fmt: skip
    numbers = count(made) or 0
    return Training(tuple(kept), numbers, max(steps - 1, 0) * clip + steps * inner.backward)


def of_recurrence(layer: Any, given: Sequence[Shape], made: Shape) -> Training:
    """Of each step the gates and states, and the sequence itself with time brought to the front."""
    ways = (layer.forward_layer, layer.backward_layer) if _is_both_ways(layer) else (layer,)
    clip, steps = count(given[0]), given[0][1]
    kept: list[Kept] = []
    backward = 0
    for way in ways:
        state = _state(way, given[0])
        every = next((number for kinds, number in _STATES if isinstance(way, kinds)), 4)
        kept += [Kept(clip), Kept(_times(steps, every, state))]
        backward += _times(steps, state) or 0
    return Training(tuple(kept), 0, backward)


def _is_both_ways(layer: Any) -> bool:
    return isinstance(layer, _layers.Bidirectional)


def _state(layer: Any, given: Shape) -> int | None:
    """How many numbers the state of one sample has."""
    window = window_of(layer)
    if isinstance(layer, CONV_LSTMS) and window is not None:
        return _times(*slid(window, spatial(layer, given)), layer.cell.filters)
    size = getattr(layer, "state_size", None)
    sizes = size if isinstance(size, (list, tuple)) else [size]
    return max((each for each in sizes if isinstance(each, int)), default=None)


def of_attention(layer: Any, given: Sequence[Shape], made: Shape) -> Training:
    """The queries, keys and values, and a score for every pair of places and each head.

    Backwards two tensors as large as the scores are held.
    """
    queries, keys = given[0], given[1] if len(given) > 1 else given[0]
    heads = getattr(layer, "num_heads", None) or getattr(layer, "num_query_heads", 1)
    scores = _times(heads, *queries[1:-1], *keys[1:-1])
    kept = [Kept(count(each), index) for index, each in enumerate(given[:3])]
    width = getattr(layer, "key_dim", None) or getattr(layer, "head_dim", None)
    if width is not None:
        kept += [Kept(_times(heads, width, *each[1:-1])) for each in (queries, queries, keys, keys)]
    elif isinstance(layer, _layers.AdditiveAttention):
        kept.append(Kept(_times(scores, queries[-1])))
    return Training((*kept, Kept(scores)), 0, 2 * (scores or 0))


def _times(*factors: int | None) -> int | None:
    return None if None in factors else prod(factor or 0 for factor in factors)
