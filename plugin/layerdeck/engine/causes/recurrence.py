"""What recurrent layers need beyond their shapes."""

from collections.abc import Iterator

from layerdeck.engine.kinds import RECURRENT
from layerdeck.program import Problem

from .cause import about
from .use import Use


@about(*RECURRENT)
def stateful_without_batch(use: Use) -> Iterator[Problem]:
    """A stateful layer keeps a state per sample, so the batch must have a size."""
    if not use.layer.stateful:
        return
    given = use.given[0]
    if given.shape[0] is not None:
        return
    yield use.problem(
        "stateful",
        f"A stateful layer keeps one state per sample, so the batch must have a fixed size, and "
        f"{given.card} gives batches of any size. Set the batch size of the Input, or switch "
        "Stateful off.",
        "Stateful needs a fixed batch size",
        use.set_value("stateful", False, "off"),
    )


@about(*RECURRENT)
def unrolled_without_length(use: Use) -> Iterator[Problem]:
    """Unrolling writes the loop out, so the number of steps must be known."""
    if not getattr(use.layer, "unroll", False):
        return
    given = use.given[0]
    if given.shape[1] is not None:
        return
    yield use.problem(
        "unroll",
        f"Unroll lays the loop out step by step, so the number of steps must be known, and "
        f"{given.card} gives sequences of any length. Set the length, or switch Unroll off.",
        "Unroll needs a known length",
        use.set_value("unroll", False, "off"),
    )
