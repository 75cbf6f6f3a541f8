"""Categories that are numbers already, or become numbers by a hash."""

from layerdeck.deck import Kind, Port, layer_card, tensor

from ._categories import PASSED_BY, SPARSE, TEXT, dtype, name, output_mode, salt
from ._ports import count

_BINS = (
    "How many numbers there are to share. More bins put fewer different things under one number."
)

CATEGORY_ENCODING = layer_card(
    "keras.layers.CategoryEncoding",
    "Category encoding",
    TEXT,
    "Turns numbers of categories, 0 to Num tokens - 1, into rows of zeros and ones. A number "
    "outside stops the model with an error.",
    ports=(
        count("num_tokens", "How many categories there are: the length of a row."),
        output_mode("of categories", "multi_hot", "one_hot", "count", default="multi_hot"),
        dtype(),
    ),
    takes=(
        tensor("Numbers of categories: batch × any number of them.", 3, dtype="int64"),
        Port(
            id="count_weights",
            title="Count weights",
            kind=Kind.TENSOR,
            default=None,
            help="In the mode count, what each number counts instead of 1; shaped as the Input.",
        ),
    ),
    gives="Batch × Num tokens; for one hot of several numbers, batch × numbers × Num tokens.",
    main=("output_mode",),
    initial={"num_tokens": 10},
    keywords=("name", "trainable"),
    aliases=("one-hot", "one hot", "multi-hot", "dummy variables"),
    exceptions={"sparse": SPARSE},
)

HASHING = layer_card(
    "keras.layers.Hashing",
    "Hashing",
    TEXT,
    "Numbers texts or whole numbers by a hash, without a vocabulary; different ones may get the "
    "same number.",
    ports=(
        count("num_bins", _BINS),
        Port(
            id="mask_value",
            title="Mask value",
            kind=Kind.STRING,
            default=None,
            help="Text that stands for missing data and becomes 0; for texts alone.",
        ),
        salt("One or two numbers that make the hash one's own, so that nobody else can guess it."),
        output_mode("of what is hashed", "int", "one_hot", "multi_hot", "count"),
        dtype("float32", "float64", "int64", "int32"),
    ),
    takes=tensor("Texts or whole numbers: batch × any number of them.", 1, dtype="string"),
    gives="For int, a number for each; otherwise rows as long as Num bins.",
    main=("output_mode",),
    initial={"num_bins": 16},
    keywords=("name", "trainable"),
    aliases=("hash", "feature hashing"),
    exceptions={"sparse": SPARSE},
)


def _feature(port_id: str, title: str) -> Port:
    return Port(
        id=port_id,
        title=title,
        kind=Kind.TENSOR,
        main=True,
        part_of="inputs",
        example=(1,),
        dtype="string",
        help="Texts or whole numbers, one per sample: batch × 1.",
    )


HASHED_CROSSING = layer_card(
    "keras.layers.HashedCrossing",
    "Hashed crossing",
    TEXT,
    "Makes one category of two, such as town and weekday, and numbers it by a hash.",
    ports=(
        count("num_bins", _BINS),
        output_mode("of pairs", "int", "one_hot"),
        name(),
        dtype("float32", "float64", "int64", "int32"),
    ),
    takes=(_feature("first", "First"), _feature("second", "Second")),
    gives="For int, batch × 1; for one hot, batch × Num bins.",
    main=("output_mode",),
    initial={"num_bins": 16},
    keywords=(),
    aliases=("feature cross", "combine", "hash"),
    exceptions={"sparse": SPARSE, "trainable": PASSED_BY},
)

CARDS = (CATEGORY_ENCODING, HASHING, HASHED_CROSSING)
