"""Texts into numbers, by a vocabulary that is a value of the card."""

from layerdeck.deck import Kind, Needs, Port, layer_card, tensor

from ._categories import (
    PASSED_BY,
    SPARSE,
    TEXT,
    encoding,
    idf_weights,
    max_tokens,
    name,
    num_oov_indices,
    output_mode,
    pad_to_max_tokens,
    salt,
)
from ._ports import choice, flag

_MODES = ("int", "one_hot", "multi_hot", "count", "tf_idf")
_RULES = (Needs("idf_weights", "output_mode", "tf_idf"), Needs("invert", "output_mode", "int"))


def _vocabulary(kind: Kind, text: str, initial: tuple[str | int, ...]) -> Port:
    return Port(
        id="vocabulary",
        title="Vocabulary",
        kind=kind,
        list=True,
        default=None,
        main=True,
        initial=initial,
        none_text="not given",
        help=f"{text} Each once, most frequent first; written here or wired from a list.",
    )


STRING_LOOKUP = layer_card(
    "keras.layers.StringLookup",
    "String lookup",
    TEXT,
    "Numbers texts by their place in a vocabulary: with cat, dog it gives 1 and 2, and 0 for any "
    "other text.",
    ports=(
        max_tokens(),
        num_oov_indices(),
        Port(
            id="mask_token",
            title="Mask token",
            kind=Kind.STRING,
            default=None,
            help="Text that stands for missing data: it becomes 0 in the mode int and is left out "
            "in the others.",
        ),
        Port(
            id="oov_token",
            title="OOV token",
            kind=Kind.STRING,
            default="[UNK]",
            help="Text given for numbers without a word while Invert is on.",
        ),
        _vocabulary(Kind.STRING, "The texts that are known.", ("cat", "dog", "bird")),
        idf_weights(),
        flag("invert", "Turns it round: takes numbers and gives their texts."),
        output_mode("of texts", *_MODES),
        pad_to_max_tokens(),
        encoding(),
        name(),
        salt(
            "One or two numbers that make the numbers of unknown texts one's own, where Num OOV "
            "indices is above 1.",
            since="3.14.0",
        ),
    ),
    takes=tensor("Texts: batch × any number of them.", 3, dtype="string"),
    gives="For int, a number for each text; otherwise rows of 0 and 1, counts or weights.",
    main=("output_mode",),
    keywords=(),
    aliases=("vocabulary", "word", "index"),
    rules=_RULES,
    exceptions={"sparse": SPARSE, "trainable": PASSED_BY, "dtype": PASSED_BY},
)

INTEGER_LOOKUP = layer_card(
    "keras.layers.IntegerLookup",
    "Integer lookup",
    TEXT,
    "Renumbers whole numbers, such as product codes, by their place in a vocabulary: with 12, 36 "
    "it gives 1 and 2, and 0 for any other number.",
    ports=(
        max_tokens(),
        num_oov_indices(),
        Port(
            id="mask_token",
            title="Mask token",
            kind=Kind.INTEGER,
            default=None,
            help="Number that stands for missing data: it becomes 0 in the mode int and is left "
            "out in the others.",
        ),
        Port(
            id="oov_token",
            title="OOV token",
            kind=Kind.INTEGER,
            default=-1,
            help="Number given for places without an entry while Invert is on.",
        ),
        _vocabulary(Kind.INTEGER, "The numbers that are known.", (12, 36, 48)),
        choice("vocabulary_dtype", "Number type of the vocabulary.", ("int64",), "int64"),
        idf_weights(),
        flag("invert", "Turns it round: takes places and gives the numbers of the vocabulary."),
        output_mode("of numbers", *_MODES),
        pad_to_max_tokens(),
        Port(
            id="oov_method",
            title="OOV method",
            kind=Kind.STRING,
            default="floormod",
            choices=("floormod", "farmhash"),
            help="How unknown numbers share several OOV indices: by their remainder, or by a hash "
            "that spreads them evenly.",
            since="3.14.0",
        ),
        salt(
            "One or two numbers that make the hash of unknown numbers one's own; for the OOV "
            "method farmhash.",
            since="3.14.0",
        ),
    ),
    takes=tensor("Whole numbers: batch × any number of them.", 3, dtype="int64"),
    gives="For int, a place for each number; otherwise rows of 0 and 1, counts or weights.",
    main=("output_mode",),
    keywords=("name",),
    aliases=("vocabulary", "index", "category"),
    rules=(*_RULES, Needs("salt", "oov_method", "farmhash")),
    exceptions={"sparse": SPARSE, "trainable": PASSED_BY, "dtype": PASSED_BY},
)

TEXT_VECTORIZATION = layer_card(
    "keras.layers.TextVectorization",
    "Text vectorization",
    TEXT,
    "Splits whole texts into words and numbers these by a vocabulary: 0 is padding, 1 any unknown "
    "word, 2 the first word known.",
    ports=(
        max_tokens(),
        Port(
            id="standardize",
            title="Standardize",
            kind=Kind.STRING,
            default="lower_and_strip_punctuation",
            choices=("lower_and_strip_punctuation", "lower", "strip_punctuation"),
            nullable=True,
            help="What is done to a text first: lower case, punctuation taken out, both, or "
            "nothing. A function of your own would be foreign code and is not offered.",
        ),
        Port(
            id="split",
            title="Split",
            kind=Kind.STRING,
            default="whitespace",
            choices=("whitespace", "character"),
            nullable=True,
            none_text="not split",
            help="Where texts are split: at spaces, between all characters, or not at all. A "
            "function of your own would be foreign code and is not offered.",
        ),
        Port(
            id="ngrams",
            title="Ngrams",
            kind=Kind.INTEGER,
            default=None,
            minimum=1,
            none_text="single words",
            help="Adds groups of neighbouring words up to this length: 2 adds pairs, which the "
            "vocabulary then names with a space.",
        ),
        output_mode("of words", "int", "multi_hot", "count", "tf_idf"),
        Port(
            id="output_sequence_length",
            title="Output sequence length",
            kind=Kind.INTEGER,
            default=None,
            minimum=1,
            none_text="longest text",
            help="Cuts or pads every text to this many numbers, in the mode int. Left out, the "
            "longest text of a batch decides.",
        ),
        pad_to_max_tokens(),
        _vocabulary(
            Kind.STRING,
            "The words that are known, standardized as the texts are.",
            ("the", "cat", "sat"),
        ),
        idf_weights(),
        encoding(),
    ),
    takes=tensor(
        "One text per sample: an Input of the dtype string whose shape is empty.", dtype="string"
    ),
    gives="For int, batch × words; otherwise batch × the size of the vocabulary.",
    main=("output_mode", "output_sequence_length"),
    keywords=("name", "trainable"),
    aliases=("vocabulary", "tokenizer", "tokenize", "words", "bag of words", "NLP"),
    rules=(
        Needs("idf_weights", "output_mode", "tf_idf"),
        Needs("output_sequence_length", "output_mode", "int"),
    ),
    exceptions={
        "sparse": SPARSE,
        "dtype": "Keras takes it and passes it by: texts come in, whole numbers or floats go out",
        "ragged": "a ragged tensor is no output that other cards could take",
    },
)

CARDS = (STRING_LOOKUP, INTEGER_LOOKUP, TEXT_VECTORIZATION)
