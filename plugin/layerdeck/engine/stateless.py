"""Run Keras without allocating weights."""

import gc
import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from .backend import TFTracked, global_state, keras

_DEFERRED = "uninitialized_variables"
"""Where Keras keeps the variables made in a StatelessScope until it initializes them."""


@contextmanager
def without_weights() -> Iterator[None]:
    """Let layers be built whose variables have shapes but no values.

    Leaving a StatelessScope initializes every variable made inside it (measured: 4.8 GB for a Dense
    of 20,000 to 20,000), so they are dropped first. `initialize_variables=False`, which newer
    versions of Keras have, is not enough alone: it leaves them for the next scope to initialize.

    Python's random numbers, from which Keras draws seeds, go on afterwards as if nothing had been.
    """
    drawn = random.getstate()
    before = global_state.get_global_attribute(_DEFERRED)
    with keras.StatelessScope():
        try:
            yield
        finally:
            global_state.set_global_attribute(_DEFERRED, before or [])
            random.setstate(drawn)


@contextmanager
def untracked() -> Iterator[None]:
    """Do not let TensorFlow note every attribute of a layer, for saving it in a format of its own.

    That is a fifth of the time (measured, Keras 3.15), and layers that are made here are not saved.
    """
    TFTracked._self_setattr_tracking = False
    try:
        yield
    finally:
        del TFTracked._self_setattr_tracking


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no garbage: what is made here is kept, and would be searched again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def deferred_variables() -> list[Any]:
    """The variables made in the scope so far, in order."""
    return global_state.get_global_attribute(_DEFERRED) or []


def relax(layer: Any) -> None:
    """Let a stateful recurrent layer be built: its state has a value at once, which is not allowed.

    The state is no weight, and shapes do not depend on it.
    """
    if isinstance(layer, keras.layers.Bidirectional):
        relax(layer.forward_layer)
        relax(layer.backward_layer)
    elif isinstance(layer, keras.layers.TimeDistributed):
        relax(layer.layer)
    elif isinstance(layer, keras.layers.RNN):
        layer.stateful = False
