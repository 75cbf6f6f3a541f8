"""Ports that the cards of texts and categories share."""

from layerdeck.deck import Kind, Port

from ._ports import choice

TEXT = "Text and categories"

SPARSE = "a sparse tensor is no output that other cards could take"
"""Why `sparse` has no port."""

PASSED_BY = "Keras takes it and passes it by, since nothing is trained"
"""Why a lookup has none of the common arguments but its name."""

_MODES = {
    "int": "Int gives the number of each",
    "one_hot": "one hot a row of zeros with a one for each",
    "multi_hot": "multi hot one row per sample with a one for all that occur",
    "count": "count how often each occurs in the sample",
    "tf_idf": "TF-IDF these counts times IDF weights",
}


def output_mode(what: str, *modes: str, default: str = "int") -> Port:
    """In which form the numbers of categories are given."""
    text = ", ".join(_MODES[mode] for mode in modes)
    return choice("output_mode", f"{text[0].upper()}{text[1:]} ({what}).", modes, default)


def dtype(*types: str) -> Port:
    """The number type of what is given."""
    return Port(
        id="dtype",
        title="Dtype",
        kind=Kind.STRING,
        default=None,
        choices=types or ("float32", "float64", "int32", "int64"),
        none_text="default",
        help="Number type of the result; by default whole numbers for int, floats for all other "
        "output modes.",
    )


def name() -> Port:
    """The layer's name, where Keras has other arguments after it."""
    return Port(
        id="name",
        title="Name",
        kind=Kind.STRING,
        default=None,
        none_text="automatic",
        help="Name of the layer in summaries and saved weights, unique within the model. "
        "Left out, Keras makes one up.",
    )


def salt(text: str, since: str = "") -> Port:
    """One or two numbers that make a hash one's own."""
    return Port(
        id="salt",
        title="Salt",
        kind=Kind.INTEGER,
        list=True,
        default=None,
        most=2,
        bare=True,
        help=text,
        since=since,
    )


def max_tokens() -> Port:
    """The greatest size of a vocabulary."""
    return Port(
        id="max_tokens",
        title="Max tokens",
        kind=Kind.INTEGER,
        default=None,
        minimum=2,
        none_text="no limit",
        help="Greatest size of the vocabulary, with the places for unknown and masked ones; a "
        "larger vocabulary is refused. With Pad to max tokens it is the width of the result.",
    )


def pad_to_max_tokens() -> Port:
    """Whether rows are as long as the vocabulary may become."""
    return Port(
        id="pad_to_max_tokens",
        title="Pad to max tokens",
        kind=Kind.BOOLEAN,
        default=False,
        help="Makes the rows of multi hot, count and TF-IDF Max tokens long, whatever the size of "
        "the vocabulary.",
    )


def idf_weights() -> Port:
    """The weight of each item of the vocabulary."""
    return Port(
        id="idf_weights",
        title="IDF weights",
        kind=Kind.FLOAT,
        list=True,
        default=None,
        help="For TF-IDF alone, and needed there: one weight per item of the vocabulary, large for "
        "rare ones, usually the logarithm of 1 + texts / texts with it.",
    )


def num_oov_indices() -> Port:
    """How many numbers unknown items share."""
    return Port(
        id="num_oov_indices",
        title="Num OOV indices",
        kind=Kind.INTEGER,
        default=1,
        minimum=0,
        help="How many numbers are kept for what is not in the vocabulary; with 0, anything "
        "unknown stops the model with an error.",
    )


def encoding() -> Port:
    """How texts are written in bytes."""
    return Port(
        id="encoding",
        title="Encoding",
        kind=Kind.STRING,
        default="utf-8",
        help="How the texts are encoded in bytes.",
    )
