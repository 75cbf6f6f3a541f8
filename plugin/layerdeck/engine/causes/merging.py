"""Merges of tensors whose shapes do not meet."""

from collections.abc import Iterator

from layerdeck.engine.backend import keras
from layerdeck.engine.kinds import MERGES
from layerdeck.program import Problem, Severity

from .cause import about
from .meeting import misfit_of, short_of, told_of
from .use import Use


@about(*MERGES)
def shapes_that_do_not_meet(use: Use) -> Iterator[Problem]:
    """The ways out are found later, once all tensors are known: see `meeting`."""
    if len(use.given) < 2:
        return
    joins = isinstance(use.layer, keras.layers.Concatenate)
    if joins and len({len(item.shape) for item in use.given}) == 1:
        problem = _axis_out_of_range(use)
        if problem:
            yield problem
            if problem.severity is Severity.ERROR:
                return
    misfit = misfit_of(use.layer, use.given)
    if misfit is not None:
        yield use.tensor_problem(told_of(misfit), short_of(misfit))


def _axis_out_of_range(use: Use) -> Problem | None:
    rank, axis = len(use.given[0].shape), use.layer.axis
    if axis in range(-rank, rank) and axis % rank != 0:
        return None
    if axis in range(-rank, rank):
        return use.problem(
            "axis",
            f"Axis {axis} is the batch: samples would be joined to others, and no label fits them. "
            "Choose -1 for the last, the channels.",
            f"Axis {axis} is the batch",
            use.set_value("axis", -1, "-1"),
            Severity.WARNING,
        )
    return use.problem(
        "axis",
        f"Axis {axis} does not exist: {use.given[0].card} gives {rank} axes, 0 for the batch to "
        f"{rank - 1}. Choose -1 for the last, the channels.",
        f"Axis {axis} of {rank} does not exist",
        use.set_value("axis", -1, "-1"),
    )
