"""Masks whose shape or number type does not fit what they mask."""

from collections.abc import Iterator

from layerdeck.engine.arriving import FLOATS
from layerdeck.engine.backend import keras
from layerdeck.engine.kinds import ATTENTIONS, CONV_LSTMS, RECURRENT
from layerdeck.engine.shapes import Sized
from layerdeck.program import Problem, Severity

from .attended import BY_LIKENESS, Seen, seen_by, whole
from .cause import about
from .use import Use

_MOST_CHOSEN = 8
"""Of so many axes at most TensorFlow chooses values by a mask (measured: 2.21)."""
Axis = int | str | None
"""A size, None where it is any, or `batch` or `batch4` for the batch."""


@about(*ATTENTIONS)
def masks_of_attention(use: Use) -> Iterator[Problem]:
    """A mask has a place for each step, or for each pair of steps."""
    seen = seen_by(use)
    if seen is None or any(len(part.shape) != 3 for part in seen.parts.values()):
        return
    for name, mask in seen.masks.items():
        wanted, right = _places(use, seen, name)
        fits = _fits(*_aligned(use, seen, name))
        if fits and len(mask.shape) in right:
            continue
        a = "an" if name[0] == "a" else "a"
        yield use.tensor_problem(
            f"{use.title} takes {a} {_title(name)} of {whole(wanted)}, and {mask.card} gives "
            f"{whole(mask.shape)}."
            + (" Keras would mix the samples of a batch." if fits else " Feed it that shape."),
            f"{_title(name).capitalize()} of another shape",
            severity=Severity.WARNING if fits else Severity.ERROR,
            port=name,
        )
        return


@about(keras.layers.MultiHeadAttention)
def query_mask_passed_by(use: Use) -> Iterator[Problem]:
    """Since Keras 3.8 heads take the mask that Query carries, and no other (read and measured)."""
    seen = seen_by(use)
    late = tuple(map(int, keras.__version__.split(".")[:2])) >= (3, 8)
    if seen is None or not late:
        return
    if "query_mask" in seen.masks:
        yield use.tensor_problem(
            f"{use.title} passes the query mask by that is wired: it takes the one that Query "
            "carries, as after Masking or an Embedding with Mask zero. Put Masking before Query, "
            "or wire an Attention mask.",
            "The query mask is passed by",
            severity=Severity.WARNING,
            port="query_mask",
        )


@about(keras.layers.Masking)
def masked_over_too_many_axes(use: Use) -> Iterator[Problem]:
    """Masking chooses between each value and 0."""
    rank = len(use.given[0].shape)
    if rank > _MOST_CHOSEN:
        yield use.tensor_problem(
            f"Masking works on at most {_MOST_CHOSEN} axes in TensorFlow, and "
            f"{use.given[0].card} gives {rank}: the model would be built, and fail on its first "
            "batch. Join axes with Reshape before.",
            f"Masking of {rank} axes",
            severity=Severity.WARNING,
        )


@about(*RECURRENT, keras.layers.Bidirectional)
def masks_of_steps(use: Use) -> Iterator[Problem]:
    """The mask of a recurrent layer has a place for each step."""
    mask = use.told.get("mask")
    if use.wrapped or not isinstance(mask, Sized) or not use.given:
        return
    given = use.given[0]
    rank = len(mask.shape)
    inner = getattr(use.layer, "forward_layer", use.layer)
    if rank == 2 or (rank == 3 and mask.shape[2] == 1):
        pairs = zip(mask.shape, given.shape[:2], strict=False)
        if all(None in pair or pair[0] == pair[1] for pair in pairs):
            return
        sure = not getattr(inner, "unroll", False)
    else:
        size = inner.state_size[0] if not isinstance(inner, CONV_LSTMS) else None
        sure = rank == 3 and None not in (size, mask.shape[2]) and size != mask.shape[2]
    yield use.tensor_problem(
        f"{use.title} takes a mask with a place for each step: {whole(given.shape[:2])}, and "
        f"{mask.card} gives {whole(mask.shape)}. Feed it that shape.",
        "Mask of another shape",
        severity=Severity.ERROR if sure else Severity.WARNING,
        port="mask",
    )


@about(keras.layers.Layer)
def masks_of_numbers(use: Use) -> Iterator[Problem]:
    """Every number but 0 counts as True, which whoever feeds floats may not mean."""
    seen = seen_by(use)
    masks = seen.masks if seen else {"mask": use.told.get("mask")}
    for name, mask in masks.items():
        if use.wrapped or not isinstance(mask, Sized) or mask.dtype not in (*FLOATS, "string"):
            continue
        text = mask.dtype == "string"
        yield use.tensor_problem(
            f"A mask is true or false, and {mask.card} gives {mask.dtype}: "
            + ("no text is either." if text else "every number but 0 would count as true.")
            + " Let the Input take bool.",
            f"A mask is true or false, not {mask.dtype}",
            use.of_input(mask, "bool"),
            Severity.ERROR if text else Severity.WARNING,
            port=name,
        )
        return


def _places(use: Use, seen: Seen, name: str) -> tuple[tuple[int | None, ...], tuple[int, ...]]:
    """The shape that a mask has to have, and how many axes it may have."""
    batch, queries = seen.parts["query"].shape[:2]
    values = seen.parts["value"].shape[1]
    if name == "attention_mask":
        return (batch, queries, values), (3, 4)
    if name == "query_mask":
        return (batch, queries), (2,)
    pairs = isinstance(use.layer, BY_LIKENESS) and not seen.causal
    return (batch, values), (2, 3) if pairs else (2,)


def _aligned(use: Use, seen: Seen, name: str) -> tuple[tuple[Axis, ...], tuple[Axis, ...]]:
    """A mask as Keras stretches it, and what it is then laid over."""
    mask, query = _named(seen.masks[name]), _named(seen.parts["query"])
    values = seen.parts["value"].shape[1]
    if isinstance(use.layer, BY_LIKENESS):
        if name == "query_mask":
            return (*mask, 1), (*query[:2], seen.parts["value"].shape[2])
        if len(mask) == 2 or seen.causal:
            mask = (*mask[:-1], 1, mask[-1])
        return mask, (*query[:2], values)
    heads = getattr(use.layer, "num_query_heads", 0) or use.layer.num_heads
    if name == "query_mask":
        mask = (*mask, 1)
    elif name != "attention_mask":
        mask = (*mask[:-1], 1, mask[-1])
    while len(mask) < 4:
        mask = (*mask[:-2], 1, *mask[-2:])
    if name == "query_mask" and isinstance(use.layer, keras.layers.MultiHeadAttention):
        return (1,), (1,)  # Keras takes the mask that Query carries, and passes this one by.
    return mask, (query[0], heads, query[1], values)


def _named(tensor: Sized) -> tuple[Axis, ...]:
    return (f"batch{tensor.shape[0] or ''}", *tensor.shape[1:])


def _fits(one: tuple[Axis, ...], other: tuple[Axis, ...]) -> bool:
    """Whether one can be laid over the other, from the last axis."""
    return all(_meet(a, b) for a, b in zip(reversed(one), reversed(other), strict=False))


def _meet(one: Axis, other: Axis) -> bool:
    if one == other or not {one, other}.isdisjoint((None, 1, "batch1")):
        return True
    return isinstance(one, str) and isinstance(other, str) and "batch" in (one, other)


def _title(name: str) -> str:
    return name.replace("_", " ")
