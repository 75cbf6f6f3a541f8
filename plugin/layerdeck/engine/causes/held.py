"""Constraints that cannot hold the weights they are for: Keras finds out on training."""

from collections.abc import Iterator
from typing import Any

from layerdeck.constraints import RadialConstraint
from layerdeck.deck import Kind
from layerdeck.engine.backend import compute_output_spec, keras
from layerdeck.engine.kinds import ATTENTIONS
from layerdeck.program import Problem, Severity

from .sentence import sentence
from .use import Use


def constraints_that_do_not_fit(use: Use, made: list[Any]) -> Iterator[Problem]:
    """Hold each constraint against the shape of its weight, without making the weight."""
    told: set[str] = set()
    for variable in made:
        constraint = variable.constraint
        if constraint is None:
            continue
        port = _port(use, variable)
        dtype = str(keras.backend.standardize_dtype(variable.dtype))
        reason = refusal(constraint, tuple(variable.shape), dtype) if port else ""
        if not reason or port in told:
            continue
        told.add(port)
        title = use.port_title(port)
        yield use.problem(
            port,
            f"{title}: {reason} Training would fail at its first step.",
            f"{title} does not fit",
            use.set_value(port, None, "none"),
            Severity.WARNING,
        )


def _port(use: Use, variable: Any) -> str:
    """The input of the card that gave a weight its constraint."""
    declared = use.catalogue.get(use.making.call.path) if use.making else None
    if declared is None:
        return ""
    holder = getattr(use.layer, "cell", use.layer)
    named = f"{variable.name}_constraint"
    # An attention in heads copies what it got for each of its projections.
    if isinstance(use.layer, ATTENTIONS) and declared.input(named):
        return named
    ports = [port.id for port in declared.inputs if port.kind is Kind.CONSTRAINT]
    own = [port for port in ports if getattr(holder, port, None) is variable.constraint]
    return named if named in own else next(iter(own), "")


def refusal(constraint: Any, shape: tuple[int, ...], dtype: str) -> str:
    """Why a constraint cannot hold a weight of this shape; empty where it can."""
    axes_of = f"{len(shape)} {'axis' if len(shape) == 1 else 'axes'}"
    got = f"{axes_of}, {'×'.join(map(str, shape))}" if shape else "no axes"
    axes = getattr(constraint, "axis", None)
    listed = axes if isinstance(axes, (list, tuple)) else (axes,)
    beyond = [axis for axis in listed if axis is not None and not -len(shape) <= axis < len(shape)]
    if isinstance(constraint, RadialConstraint):
        if len(shape) == 4 and shape[0] == shape[1]:
            return ""
        return (
            "the radial constraint takes the square kernel of a 2D convolution, height × width × "
            f"channels × filters, and this weight has {got}."
        )
    if beyond:
        return f"its axis {beyond[0]} does not exist in a weight of {got}."
    try:
        # Traced, not run: the numbers are never made.
        compute_output_spec(constraint, keras.KerasTensor(shape, dtype))
    except Exception as error:
        return sentence(error)
    return ""
