"""Initializers and regularizers that do not fit the weights they are for.

Weights are not allocated while shapes are inferred, so Keras would tell of these only on building,
or, for regularizers, on training.
"""

from collections.abc import Iterator
from typing import Any

from layerdeck.deck import CardType, Kind
from layerdeck.engine.backend import compute_output_spec, keras
from layerdeck.engine.kinds import ATTENTIONS
from layerdeck.program import Literal, Problem, Severity

from .sentence import sentence
from .use import Use

_init = keras.initializers
_TWO_AXES = "a weight of two axes, such as Dense's kernel"
_FIT_ANY = (
    _init.Zeros, _init.Ones, _init.Constant, _init.RandomNormal, _init.RandomUniform,
    _init.TruncatedNormal, _init.VarianceScaling,
)  # fmt: skip


def initializers_that_do_not_fit(use: Use, made: list[Any]) -> Iterator[Problem]:
    """Hold each initializer against the shape of its weight, without making the weight."""
    declared = use.catalogue.get(use.making.call.path) if use.making else None
    told: set[str] = set()
    for variable in made:
        initializer = _initializer(variable, use.layer)
        if _fits_all(initializer):
            continue
        port = _port(declared, use.layer, initializer, Kind.INITIALIZER) or _of_heads(
            declared, use.layer, variable, "initializer"
        )
        dtype = str(keras.backend.standardize_dtype(variable.dtype))
        reason = _refusal(initializer, tuple(variable.shape), dtype) if port else ""
        if not reason or port in told:
            continue
        told.add(port)
        title, default = use.port_title(port), _default(declared, port)
        if default == "orthogonal":
            default = "glorot_uniform"
        yield use.problem(
            port,
            f"{title}: {reason} Choose another, such as {default}.",
            f"{title} does not fit the weight",
            use.set_value(port, default, str(default)) if default else (),
        )


def regularizers_that_do_not_fit(use: Use, made: list[Any], rank: int | None) -> Iterator[Problem]:
    """The orthogonal regularizer takes weights of two axes; Keras finds out on training.

    On what the layer gives, of `rank` axes, it fails at the first call, so there it is an error.
    """
    orthogonal = keras.regularizers.OrthogonalRegularizer
    declared = use.catalogue.get(use.making.call.path) if use.making else None
    told: set[str] = set()
    for variable in made:
        if not isinstance(variable.regularizer, orthogonal) or len(variable.shape) == 2:
            continue
        port = _port(declared, use.layer, variable.regularizer, Kind.REGULARIZER) or _of_heads(
            declared, use.layer, variable, "regularizer"
        )
        if port and port not in told:
            told.add(port)
            yield _regularizer(use, port, len(variable.shape), Severity.WARNING)
    on_output = getattr(use.layer, "activity_regularizer", None)
    if on_output is None and isinstance(use.layer, ATTENTIONS):
        # Multi-head attention only hands it on to its projections, which give more axes yet.
        on_output = getattr(use.layer, "_activity_regularizer", None)
    if rank is None or not isinstance(on_output, orthogonal):
        return
    if rank != 2:
        yield _regularizer(use, "activity_regularizer", rank, Severity.ERROR)
    elif use.layer.compute_dtype != "float32":
        title = use.port_title("activity_regularizer")
        yield use.problem(
            "activity_regularizer",
            f"{title}: the orthogonal regularizer computes in float32, and this card in "
            f"{use.layer.compute_dtype}: it would fail on its first batch. Choose another, such as "
            "l2.",
            f"{title} needs float32",
            use.set_value("activity_regularizer", None, "none"),
        )


def _regularizer(use: Use, port: str, rank: int, severity: Severity) -> Problem:
    title = use.port_title(port)
    return use.problem(
        port,
        f"{title}: the orthogonal regularizer takes {_TWO_AXES}, and this has {rank}. Training "
        "would fail. Choose another, such as l2.",
        f"{title}: 2 axes, not {rank}",
        use.set_value(port, None, "none"),
        severity,
    )


def _refusal(initializer: Any, shape: tuple[int, ...], dtype: str) -> str:
    """Why an initializer cannot fill a weight of this shape and type; empty where it can."""
    axes = _axes(initializer)
    if any(axis not in range(-len(shape), len(shape)) for axis in axes):
        return f"its axes {axes} do not all exist in a weight of {len(shape)} axes."
    if isinstance(initializer, _FIT_ANY):
        return ""
    got = f"and this one has {len(shape)}: {'×'.join(map(str, shape))}."
    if isinstance(initializer, _init.Identity):
        return "" if len(shape) == 2 else f"Identity takes {_TWO_AXES}, {got}"
    if isinstance(initializer, _init.Orthogonal) and dtype == "bfloat16":
        return "TensorFlow finds no orthogonal matrix in bfloat16."
    if isinstance(initializer, _init.Orthogonal):
        return "" if len(shape) >= 2 else f"Orthogonal takes a weight of two axes or more, {got}"
    if not isinstance(initializer, _init.Initializer):
        return ""
    try:
        # Traced, not run: the numbers are never made.
        compute_output_spec(lambda: initializer(shape, dtype=dtype))
    except Exception as error:
        return sentence(error)
    return ""


def _fits_all(initializer: Any) -> bool:
    """Whether it fills weights of any shape and type."""
    return initializer is None or (isinstance(initializer, _FIT_ANY) and not _axes(initializer))


def _axes(initializer: Any) -> list[int]:
    """The axes that an initializer names; Keras uses both kinds together or not at all."""
    given = [getattr(initializer, name, None) or () for name in ("input_axes", "output_axes")]
    return [axis for each in given for axis in each] if all(given) else []


def _initializer(variable: Any, layer: Any) -> Any:
    """What fills a variable; an LSTM hides the initializer of its bias in a function."""
    initializer = getattr(variable, "_initializer", None)
    if isinstance(initializer, _init.Initializer):
        return initializer
    return getattr(getattr(layer, "cell", layer), f"{variable.name}_initializer", None)


def _port(declared: CardType | None, layer: Any, wanted: Any, kind: Kind) -> str:
    """The input of the card that gave the layer this object."""
    if declared is None or wanted is None:
        return ""
    holder = getattr(layer, "cell", layer)
    for port in declared.inputs:
        if port.kind is kind and getattr(holder, port.id, None) is wanted:
            return port.id
    return ""


def _of_heads(declared: CardType | None, layer: Any, variable: Any, kind: str) -> str:
    """The input of an attention in heads, which copies what it got for each projection."""
    port = f"{variable.name}_{kind}"
    own = declared is not None and isinstance(layer, ATTENTIONS) and declared.input(port)
    return port if own else ""


def _default(declared: CardType | None, port: str) -> Literal:
    found = declared.input(port) if declared else None
    return found.default if found and isinstance(found.default, str) else None
