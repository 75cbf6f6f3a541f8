"""Layers of texts, categories and bins: the data they take, and how its axes must stand.

In several cases Keras announces another shape than it gives (measured, Keras 3.15); layers after it
would be made wrong, so these are refused.
"""

from collections.abc import Iterator

from layerdeck.engine.backend import keras
from layerdeck.engine.shapes import Sized
from layerdeck.graph.fixes import Fix, setting
from layerdeck.program import Problem, Severity

from .cause import about
from .use import Use, is_wired

_layers = keras.layers

LOOKUPS = (_layers.StringLookup, _layers.IntegerLookup)
_ENCODING = (
    *LOOKUPS, _layers.TextVectorization, _layers.HashedCrossing, _layers.Hashing,
    _layers.CategoryEncoding, _layers.Discretization,
)  # fmt: skip
_SUMMED = ("multi_hot", "count", "tf_idf")
_ONE_LESS = (
    " It would run and give one number per sample, where Keras announces a row of them: layers "
    "after it would be made for a shape that never comes."
)
_WHOLE = ("int", "uint", "bool")


@about(*_ENCODING)
def wrong_data(use: Use) -> Iterator[Problem]:
    """Numbers where texts are read, or texts where numbers are."""
    for given, place in zip(use.given, range(len(use.given)), strict=True):
        wanted = _wanted(use)
        if wanted is None or _fits(given.dtype, wanted):
            continue
        words = {"string": "texts", "whole": "texts or whole numbers", "number": "numbers"}
        into = {"string": "string", "whole": "string", "number": "float32"}[wanted]
        yield use.tensor_problem(
            f"{use.title} takes {words[wanted]}, and {given.card} gives {given.dtype}: the model "
            "would be built, and fail on its first batch.",
            f"Takes {words[wanted]}, and got {given.dtype}",
            _other_dtype(use, place, into),
        )
        return


def _wanted(use: Use) -> str | None:
    layer = use.layer
    if isinstance(layer, _layers.TextVectorization):
        return "string"
    if isinstance(layer, _layers.StringLookup):
        return "number" if layer.invert else "string"
    if isinstance(layer, _layers.HashedCrossing):
        return "whole"
    if isinstance(layer, _layers.Hashing):
        return "string" if isinstance(layer.mask_value, str) else None
    numbers = (_layers.IntegerLookup, _layers.CategoryEncoding, _layers.Discretization)
    return "number" if isinstance(layer, numbers) else None


def _fits(dtype: str, wanted: str) -> bool:
    if wanted == "string":
        return dtype == "string"
    if wanted == "whole":
        return dtype == "string" or dtype.startswith(_WHOLE)
    return dtype != "string" and not dtype.startswith("complex")


def _other_dtype(use: Use, place: int, dtype: str) -> tuple[Fix, ...]:
    """Let the Input give another type, where the tensor comes from one."""
    source = use.sources[place] if place < len(use.sources) else None
    if source is None or source.layer is not None or is_wired(source.making.call, "dtype"):
        return ()
    card = source.making.card
    return (setting(f"Set dtype of {card} to {dtype}", card, "dtype", dtype),)


@about(*_ENCODING)
def wrong_axes(use: Use) -> Iterator[Problem]:
    """Rows of zeros and ones are made of batch × items, and some of nothing else."""
    layer, given = use.layer, use.given[0] if use.given else None
    mode = getattr(layer, "output_mode", None)
    if given is None:
        return
    if isinstance(layer, (*LOOKUPS, _layers.Hashing, _layers.CategoryEncoding)):
        if mode in _SUMMED and len(given.shape) != 2:
            yield _axes(use, given, "batch × items", "sums up one row per sample")
        elif mode == "one_hot" and isinstance(layer, _layers.Hashing) and given.shape[-1] != 1:
            yield _axes(use, given, "batch × … × 1", "takes the place of the last axis")
        elif isinstance(layer, _layers.Hashing) and mode == "one_hot" and len(given.shape) < 2:
            yield _axes(use, given, "batch × 1", "takes the place of the last axis")
    elif isinstance(layer, _layers.Discretization) and mode in _SUMMED and len(given.shape) < 2:
        yield _axes(use, given, "batch × features", "sums up one row per sample")
    elif isinstance(layer, _layers.HashedCrossing):
        unequal = [item for item in use.given if item.shape[1:] != given.shape[1:]]
        if unequal or (len(given.shape) > 1 and given.shape[-1] != 1):
            yield _axes(use, (*unequal, given)[0], "batch × 1, both alike", "crosses single values")


def _axes(use: Use, given: Sized, wanted: str, why: str) -> Problem:
    mode = f" in the output mode {use.layer.output_mode}" if use.layer.output_mode != "int" else ""
    return use.tensor_problem(
        f"{use.title}{mode} {why}, so it takes {wanted}, and {given.card} gives "
        f"{_with_batch(given)}.",
        f"Takes {wanted}",
    )


def _with_batch(given: Sized) -> str:
    return f"batch × {given}".replace("×", " × ").replace("  ", " ") if given.shape[1:] else "batch"


@about(_layers.CategoryEncoding)
def weights_not_counted(use: Use) -> Iterator[Problem]:
    """Count weights belong to the mode count."""
    if len(use.given) > 1 and use.layer.output_mode != "count":
        yield use.problem(
            "output_mode",
            "Count weights are for the output mode count: the model would be built, and fail on "
            "its first batch.",
            "Count weights need the mode count",
            use.set_value("output_mode", "count", "count"),
        )


@about(_layers.TextVectorization)
def texts_per_sample(use: Use) -> Iterator[Problem]:
    """Text vectorization takes one text per sample, on an axis of its own or on none."""
    layer, given = use.layer, use.given[0] if use.given else None
    if given is None:
        return
    config = layer.get_config()
    split, summed = config["split"] is not None, config["output_mode"] != "int"
    fits = len(given.shape) == 2
    wanted = "batch × texts"
    if split:
        fits = len(given.shape) == 1 or (not summed and fits and given.shape[1] in (1, None))
        wanted = "one text per sample, so the Input's shape is empty"
    if fits:
        return
    bare = not split and not summed and len(given.shape) == 1
    source = use.sources[0] if use.sources else None
    fixes: tuple[Fix, ...] = ()
    shape = () if split else (1,)
    if source and source.layer is None and not is_wired(source.making.call, "shape"):
        card, shown = source.making.card, "()" if split else "1"
        fixes = (setting(f"Set shape of {card} to {shown}", card, "shape", shape),)
    yield use.tensor_problem(
        f"{use.title} takes {wanted}, and {given.card} gives {_with_batch(given)}."
        + (_ONE_LESS if bare else ""),
        "Takes one text per sample" if split else "Takes batch × texts",
        fixes,
        Severity.WARNING if bare else Severity.ERROR,
    )
