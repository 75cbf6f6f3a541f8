"""Attention: queries, values and keys that do not fit each other.

Keras says what these layers give without trying it, so most of this would show on the first batch.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from layerdeck.engine.arriving import FLOATS
from layerdeck.engine.backend import keras
from layerdeck.engine.kinds import ATTENTIONS
from layerdeck.engine.run import Making
from layerdeck.program import Problem, Severity

from .attended import BY_LIKENESS, IN_GROUPS, seen_by, size_word, whole
from .cause import about
from .use import Use, set_value


@about(*ATTENTIONS)
def sequences_of_other_axes(use: Use) -> Iterator[Problem]:
    """All are batch × steps × features; by likeness Keras takes others too, and mixes samples."""
    seen = seen_by(use)
    if seen is None:
        return
    most = 3 if isinstance(use.layer, IN_GROUPS) else 99
    query = seen.parts["query"]
    for name, part in seen.parts.items():
        rank = len(part.shape)
        if 3 <= rank <= most and rank == len(query.shape):
            continue
        chance = isinstance(use.layer, BY_LIKENESS)
        wanted = "3 axes" if most == 3 else "at least 3 axes, Query and Value as many"
        got = f"{part.card} gives {whole(part.shape)}"
        if part is not query:
            got = f"{query.card} gives {whole(query.shape)}, and {got}"
        yield use.tensor_problem(
            f"{use.title} takes sequences of {wanted}: batch × steps × features. {got}. "
            + ("Keras would mix the samples of a batch, or fail on it. " if chance else "")
            + "Feed it sequences.",
            f"{name.capitalize()} has {rank} axes",
            severity=Severity.WARNING if chance else Severity.ERROR,
            port=name,
        )
        return


@about(*ATTENTIONS)
def texts_or_integers(use: Use) -> Iterator[Problem]:
    """Nothing is computed of texts; Additive attention adds no floats to integers."""
    seen = seen_by(use)
    if seen is None:
        return
    others = {part.dtype for part in seen.parts.values()}
    for name, part in seen.parts.items():
        adds = isinstance(use.layer, BY_LIKENESS) and _adds(use.layer)
        mixed = adds and len(others) > 1 and part.dtype not in FLOATS
        if part.dtype == "string" or mixed:
            yield use.tensor_problem(
                f"{use.title} computes with floats, and {part.card} gives {part.dtype}: the model "
                "would be built, and fail on its first batch. Let the Input take float32.",
                f"Computes with floats, and got {part.dtype}",
                use.of_input(part, "float32"),
                port=name,
            )
            return


@about(*ATTENTIONS)
def features_unknown(use: Use) -> Iterator[Problem]:
    """Learnt projections, and the scale of Additive attention, depend on how many there are."""
    seen = seen_by(use)
    if seen is None or type(use.layer) is keras.layers.Attention:
        return
    additive = isinstance(use.layer, BY_LIKENESS)
    if additive and not use.layer.use_scale:
        return
    for name, part in seen.parts.items():
        if part.shape[-1] is None and (name == "query" or not additive):
            yield use.tensor_problem(
                f"{use.title} needs to know how many features it gets, as its weights depend on "
                f"it, and {part.card} gives {part}. Set that size in the shape of the Input.",
                "The number of features is not known",
                port=name,
            )
            return


@about(*ATTENTIONS)
def features_that_differ(use: Use) -> Iterator[Problem]:
    """What is compared feature by feature needs as many of them."""
    seen = seen_by(use)
    if seen is None:
        return
    if isinstance(use.layer, BY_LIKENESS):
        name = seen.compared
    elif isinstance(use.layer, IN_GROUPS):
        name = "value"
    else:
        return
    query, other = seen.parts["query"], seen.parts[name]
    one, two = query.shape[-1], other.shape[-1]
    if one == two or ((name == "key" or isinstance(use.layer, BY_LIKENESS)) and None in (one, two)):
        return
    if isinstance(use.layer, BY_LIKENESS) and _adds(use.layer) and 1 in (one, two):
        return
    advice = "Bring both to as many, for example with Dense."
    if isinstance(use.layer, BY_LIKENESS) and name == "value":
        advice = f"Bring both to as many, for example with Dense, or wire a Key of {one} features."
    yield use.tensor_problem(
        f"Query and {name.capitalize()} must have as many features: {query.card} gives {query}, "
        f"and {other.card} gives {other}. {advice}",
        f"Features: {size_word(one)} ≠ {size_word(two)}",
        port=name,
    )


def _adds(layer: Any) -> bool:
    """Whether steps are added, which stretches a single feature, rather than multiplied."""
    return isinstance(layer, keras.layers.AdditiveAttention) or layer.score_mode == "concat"


@about(*ATTENTIONS)
def made_for_other_features(use: Use) -> Iterator[Problem]:
    """An attention that is applied again has its weights already."""
    seen = seen_by(use)
    if seen is None or not use.layer.built:
        return
    for name, made in _made_for(use.layer).items():
        part = seen.parts.get(name) or seen.parts["value"]
        have = part.shape[-1]
        if have not in (None, made):
            yield use.tensor_problem(
                f"The weights of {use.owner} are made for a {name.capitalize()} of {made} "
                f"features, as it is applied elsewhere already, and {part.card} gives {have}: "
                f"{part}. Feed it {made} features.",
                f"Made for {made} features, and got {have}",
                port=name,
            )
            return


def _made_for(layer: Any) -> dict[str, int]:
    if isinstance(layer, keras.layers.AdditiveAttention):
        return {} if layer.scale is None else {"query": int(layer.scale.shape[0])}
    names = {name: getattr(layer, f"_{name}_dense", None) for name in ("query", "value", "key")}
    return {name: int(dense.kernel.shape[0]) for name, dense in names.items() if dense is not None}


@about(*ATTENTIONS)
def steps_that_differ(use: Use) -> Iterator[Problem]:
    """Each step of Key stands for one of Value; samples and free axes must meet, too."""
    seen = seen_by(use)
    if seen is None:
        return
    query, value = seen.parts["query"], seen.parts["value"]
    key = seen.parts.get("key")
    rank = len(query.shape)
    if rank < 3 or any(len(part.shape) != rank for part in seen.parts.values()):
        return
    likeness = isinstance(use.layer, BY_LIKENESS)
    if key is not None:
        axes = (rank - 2,) if likeness else range(1, rank - 1)
        if any(_apart(key.shape[axis], value.shape[axis], likeness) for axis in axes):
            yield use.tensor_problem(
                f"Key has one step for each of Value: {key.card} gives {key}, and {value.card} "
                f"gives {value}. Feed it as many steps.",
                f"Steps: {size_word(key.shape[-2])} ≠ {size_word(value.shape[-2])}",
                port="key",
            )
            return
    for axis in (0, *_free_axes(use.layer, rank)):
        for name, part in seen.parts.items():
            sides = query.shape[axis], part.shape[axis]
            if None in sides or 1 in sides or sides[0] == sides[1]:
                continue
            where = "samples in a batch" if axis == 0 else f"places along axis {axis}"
            yield use.tensor_problem(
                f"{use.title} looks from each sample at the same sample: {query.card} gives "
                f"{sides[0]} {where}, and {part.card} gives {sides[1]}. Make them equal.",
                f"{sides[0]} {where.split(maxsplit=1)[0]} ≠ {sides[1]}",
                port=name,
            )
            return


def _apart(one: int | None, other: int | None, lenient: bool) -> bool:
    """Whether two lengths differ; Keras is not lenient with one that is not known."""
    return one != other and not (lenient and None in (one, other))


def _free_axes(layer: Any, rank: int) -> Sequence[int]:
    """The axes between batch and features that attention does not run over."""
    if isinstance(layer, BY_LIKENESS):
        return range(1, rank - 2)
    chosen = getattr(layer, "_attention_axes", None)
    if chosen is None:
        return ()
    run = {axis if axis >= 0 else rank + axis for axis in chosen}
    if not run <= set(range(1, rank - 1)):
        return ()  # See axes_that_are_no_steps.
    return [axis for axis in range(1, rank - 1) if axis not in run]


@about(*ATTENTIONS)
def axes_that_are_no_steps(use: Use) -> Iterator[Problem]:
    """Attention runs over the axes between batch and features; Keras would take any."""
    seen = seen_by(use)
    chosen = getattr(use.layer, "_attention_axes", None)
    if seen is None or chosen is None or use.layer.built:
        return
    rank = len(seen.parts["query"].shape)
    for axis in chosen:
        if not 1 <= (axis if axis >= 0 else rank + axis) <= rank - 2:
            last = f"1 to {rank - 2}" if rank > 3 else "1"
            yield use.problem(
                "attention_axes",
                f"Attention axes: {axis} is no axis of steps. The axes between batch and features "
                f"are {last}. Leave it empty for all of them.",
                f"Axis {axis} is no axis of steps",
                use.set_value("attention_axes", None, "all"),
                Severity.WARNING,
            )
            return


def flash_with_dropout(making: Making) -> Iterator[Problem]:
    """The fused attention drops no scores."""
    values = making.arguments
    if not values.get("flash_attention") or not (values.get("dropout") or 0) > 0:
        return
    yield Problem(
        making.card,
        "dropout",
        "The fused attention drops no scores. Set Dropout to 0, or leave Flash attention "
        "automatic.",
        "Flash attention excludes dropout",
        fixes=set_value(making, "flash_attention", "Flash attention", None, "automatic"),
    )


@about(*ATTENTIONS)
def flash_without_implementation(use: Use) -> Iterator[Problem]:
    """TensorFlow has no fused attention, so Keras fails where it is asked for."""
    if seen_by(use) is None or not getattr(use.layer, "_flash_attention", None):
        return
    yield use.problem(
        "flash_attention",
        "Keras has the fused attention with JAX and PyTorch, not with TensorFlow: there the model "
        "would be built, and fail on its first batch. Leave it automatic.",
        "No flash attention with TensorFlow",
        use.set_value("flash_attention", None, "automatic"),
        Severity.WARNING,
    )
