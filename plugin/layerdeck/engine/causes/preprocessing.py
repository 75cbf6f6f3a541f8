"""What preprocessing layers need before they are made: vocabularies, borders, statistics."""

from collections import Counter
from collections.abc import Iterator

from layerdeck.engine.run import Making
from layerdeck.program import Problem, Severity

from .use import set_value

_LOOKUPS = {
    "keras.layers.StringLookup": ("String lookup", "List of String"),
    "keras.layers.IntegerLookup": ("Integer lookup", "List of Integer"),
    "keras.layers.TextVectorization": ("Text vectorization", "List of String"),
}
_DIVIDING = ("AugMix", "Equalization", "RandAugment")
"""Layers that may divide by the width of their value range, as far as chance has them do so."""
_ADAPT = "Keras could find {} in data with adapt, which no model on the canvas and no code calls."
_FIRST_WORDS = 3
"""How many repeated words are named."""


def preprocessing_values(making: Making) -> Iterator[Problem]:
    """All that can be said of a preprocessing layer's values."""
    yield from values_not_given(making)
    yield from bad_vocabulary(making)
    yield from lengths_at_odds(making)
    yield from borders_out_of_order(making)
    yield from values_at_odds(making)
    yield from range_without_room(making)


def values_not_given(making: Making) -> Iterator[Problem]:
    """Preprocessing layers learn nothing while training: what they know is a value of the card."""
    path, given = making.call.path, making.arguments
    if path in _LOOKUPS and given.get("vocabulary") is None:
        title, wired = _LOOKUPS[path]
        yield Problem(
            making.card,
            "vocabulary",
            f"{title} needs its vocabulary: write it into Vocabulary, or wire a {wired} to it. "
            + _ADAPT.format("it"),
            "Needs its vocabulary",
        )
    elif path == "keras.layers.Normalization":
        yield from _statistics(making)


def _statistics(making: Making) -> Iterator[Problem]:
    missing = [name for name in ("mean", "variance") if making.arguments.get(name) is None]
    if len(missing) == 2:
        yield Problem(
            making.card,
            "mean",
            "Normalization has no Mean and no Variance, so it gives numbers as they come. Measure "
            "both on the training data and write them here. " + _ADAPT.format("them"),
            "Changes nothing without mean and variance",
            Severity.WARNING,
        )
    elif missing:
        other = "Variance" if missing == ["mean"] else "Mean"
        yield Problem(
            making.card,
            missing[0],
            f"Normalization takes Mean and Variance together, and got {other} alone.",
            f"Needs {missing[0]} too",
        )


def bad_vocabulary(making: Making) -> Iterator[Problem]:
    """Vocabularies that are empty, or name something twice; TF-IDF without its weights."""
    words = making.arguments.get("vocabulary")
    if making.call.path not in _LOOKUPS or words is None:
        return
    if not words:
        yield Problem(
            making.card, "vocabulary", "The vocabulary is empty.", "The vocabulary is empty"
        )
        return
    twice = [word for word, times in Counter(words).items() if times > 1]
    if twice:
        named = ", ".join(str(word) for word in twice[:_FIRST_WORDS])
        kept = tuple(dict.fromkeys(words))
        yield Problem(
            making.card,
            "vocabulary",
            f"A vocabulary holds everything once, and this one has {named} several times.",
            "The vocabulary repeats itself",
            fixes=set_value(making, "vocabulary", "Vocabulary", kept, "each of them once"),
        )
    if (
        making.arguments.get("output_mode") == "tf_idf"
        and making.arguments.get("idf_weights") is None
    ):
        yield Problem(
            making.card,
            "idf_weights",
            f"TF-IDF multiplies counts by weights: give IDF weights, one for each of the "
            f"{len(words)} entries of the vocabulary.",
            "TF-IDF needs IDF weights",
        )


def lengths_at_odds(making: Making) -> Iterator[Problem]:
    """IDF weights for each entry; rows as long as Max tokens only where that is given."""
    given = making.arguments
    if making.call.path not in _LOOKUPS:
        return
    words, weights = given.get("vocabulary") or (), given.get("idf_weights")
    if weights is not None and words and len(weights) != len(words):
        yield Problem(
            making.card,
            "idf_weights",
            f"IDF weights has {len(weights)} numbers and the vocabulary {len(words)} entries: give "
            "one weight for each entry, in the same order.",
            f"{len(weights)} weights for {len(words)} entries",
        )
    if given.get("pad_to_max_tokens") and given.get("max_tokens") is None:
        yield Problem(
            making.card,
            "pad_to_max_tokens",
            "Pad to max tokens makes rows Max tokens long, and there is no limit: set Max tokens, "
            "or switch Pad to max tokens off.",
            "Needs Max tokens",
            fixes=set_value(making, "pad_to_max_tokens", "Pad to max tokens", False, "off"),
        )


def borders_out_of_order(making: Making) -> Iterator[Problem]:
    """Borders between bins rise."""
    borders = making.arguments.get("bin_boundaries")
    if making.call.path != "keras.layers.Discretization" or not borders:
        return
    ordered = tuple(sorted(borders))
    if tuple(borders) != ordered:
        yield Problem(
            making.card,
            "bin_boundaries",
            "Bin boundaries must rise from the first to the last: the model would be built, and "
            "fail on its first batch.",
            "Bin boundaries must rise",
            fixes=set_value(making, "bin_boundaries", "Bin boundaries", ordered, "rising order"),
        )


def values_at_odds(making: Making) -> Iterator[Problem]:
    """Two values of one card that Keras refuses together, some only on the first batch."""
    given = making.arguments
    if making.call.path == "keras.layers.Hashing":
        whole = given.get("output_mode") in (None, "int")
        if whole and str(given.get("dtype") or "").startswith("float"):
            yield Problem(
                making.card,
                "dtype",
                "In the output mode int, Hashing gives whole numbers, so its dtype is int32 or "
                f"int64, and not {given['dtype']}.",
                "Whole numbers are no floats",
                fixes=set_value(making, "dtype", "Dtype", None, "default"),
            )
    elif making.call.path == "keras.layers.Resizing":
        keys = ("crop_to_aspect_ratio", "pad_to_aspect_ratio")
        if all(given.get(key) for key in keys):
            yield Problem(
                making.card,
                keys[1],
                "Proportions are kept by cropping or by padding, and not by both.",
                "Crops and pads at once",
                fixes=set_value(making, keys[1], "Pad to aspect ratio", False, "off"),
            )


def range_without_room(making: Making) -> Iterator[Problem]:
    """The highest value of a pixel lies above the lowest."""
    between = making.arguments.get("value_range")
    if between is None or between[0] < between[1]:
        return
    low, high = between
    name = making.call.path.removeprefix("keras.layers.")
    divides = low == high and name in _DIVIDING
    harm = "fails while training" if divides else "gives images of one colour or wrong ones"
    right = (high, low) if high < low else (0.0, 255.0)
    yield Problem(
        making.card,
        "value_range",
        f"Value range takes the lowest and then the highest value of a pixel, and got {low:g} and "
        f"{high:g}: the layer {harm}.",
        "Its highest value is not above its lowest",
        Severity.WARNING,
        set_value(making, "value_range", "Value range", right, "{:g}, {:g}".format(*right)),
    )
