"""Running a peek, statement by statement: others may be served, and it may end, in between."""

import gc
import math
import random
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from layerdeck.deck import Catalogue
from layerdeck.engine.backend import tf
from layerdeck.engine.between import Between, nothing
from layerdeck.engine.causes import explain
from layerdeck.engine.memo import Memo
from layerdeck.engine.memory import free_bytes
from layerdeck.engine.run import Runner
from layerdeck.program import (
    Make,
    Peek,
    Priced,
    Reply,
    Running,
    Statement,
    bytes_text,
    outermost,
    targets,
)

from .cost import last_uses
from .error import PeekError
from .held import Held
from .plan import Plan, named, plan

_MUCH = 64_000_000
"""Bytes of weights that are worth a search for what can be freed: Keras' layers hold each other."""


def run(
    request: Peek, deck: Catalogue, memo: Memo | None = None, between: Between = nothing
) -> Generator[Reply | None, None, Held | None]:
    """Work a peek out, say what it costs, and run it if that is little or agreed.

    Yields what there is to say, and None between steps where there is nothing. Gives what was found
    and measured, or None if it was not run. `memo` and `between` are those of `infer`, by which it
    is worked out.

    Raises:
        PeekError: it cannot be made.
        Cancelled: `between` gave it up.
    """
    work = plan(request, deck, memo, between)
    free = free_bytes()
    waits = not (work.cost.is_small or request.agreed)
    yield Priced(request.peek, work.fed, work.cost.bytes, free, work.cost.multiply_adds, waits)
    if not work.cost.fits(free):
        raise PeekError(
            f"This would take up to {bytes_text(work.cost.bytes)} of memory, and the machine has "
            f"{bytes_text(free)} free. Make the volumes or filters smaller, or peek nearer to the "
            "input."
        )
    if waits:
        return None
    tensor = yield from _tensor(request, work, deck)
    held = Held(request.peek, _numbers(tensor), named(work.axes, len(tensor.shape))[1:])
    yield from held.measure()
    return held


def _tensor(request: Peek, work: Plan, deck: Catalogue) -> Generator[Reply | None, None, Any]:
    """What the output of the program is, as a tensor of TensorFlow."""
    runner = Runner(deck)
    runner.start(work.program)
    last = last_uses(work.program)
    statements = work.program.statements
    for place, statement in enumerate(statements):
        yield Running(request.peek, place, len(statements), statement.card)
        with _weights_of(request.seed, statement):
            _step(runner, statement, work, request.seed)
        for name in [name for name in runner.values if last.get(name, place) <= place]:
            del runner.values[name]
        much = _bytes_of(runner.layers.values()) > _MUCH
        # They would keep what is no longer needed; nothing looks them up here.
        runner.makings.clear()
        runner.layers.clear()
        if much:
            gc.collect()
    return runner.values[work.program.outputs[0].value.name]


def _step(runner: Runner, statement: Statement, work: Plan, seed: int) -> None:
    feeding = work.feedings.get(statement.target) if isinstance(statement, Make) else None
    if feeding is not None:
        array = feeding.array(seed)
        runner.values[targets(statement)[0]] = tf.cast(tf.constant(array), feeding.dtype)
        return
    try:
        runner.run(statement)
    except Exception as error:  # whatever Keras raises on running
        problem = outermost(explain(statement, error, runner))
        raise PeekError(f"{problem.card}: {problem.message}", problem.card) from error


@contextmanager
def _weights_of(seed: int, statement: Statement) -> Iterator[None]:
    """Let Keras draw the seeds of initializers from a seed and the name of what is made.

    So a card keeps its weights whatever else is edited. Others find Python's random numbers as they
    were.
    """
    before = random.getstate()
    random.seed(f"{seed} {targets(statement)[0]}")
    try:
        yield
    finally:
        random.setstate(before)


def _bytes_of(layers: Iterable[Any]) -> int:
    weights = [weight for layer in layers for weight in getattr(layer, "weights", ())]
    return sum(4 * math.prod(weight.shape) for weight in weights)


def _numbers(tensor: Any) -> np.ndarray[Any, Any]:
    """The first sample of a tensor as NumPy has it; of complex numbers the magnitudes."""
    if isinstance(tensor, tf.SparseTensor):
        tensor = tf.sparse.to_dense(tensor)
    if isinstance(tensor, tf.RaggedTensor):
        tensor = tensor.to_tensor()
    if tensor.dtype == tf.string:
        raise PeekError("This wire carries texts, of which there is no picture.")
    array: np.ndarray[Any, Any] = tensor.numpy()[0]
    return np.abs(array) if array.dtype.kind == "c" else array
