"""Embeddings: a learnt vector for every whole number, such as a word's place in a vocabulary."""

from layerdeck.deck import Kind, Port, layer_card, tensor

from ._ports import count, flag
from ._weights import constraint, initializer, regularizer
from .core import QUANTIZATION, lora

_INPUT_DIM = count(
    "input_dim", "How many numbers there are: the length of the vocabulary. They count from 0."
)
_OUTPUT_DIM = count("output_dim", "Length of the vector of each number: the channels.")
_TABLE = (
    initializer("embeddings", "uniform"),
    regularizer("embeddings"),
    constraint("embeddings"),
    flag(
        "mask_zero",
        "Takes 0 as padding: recurrent layers behind it leave those steps out.",
    ),
)
_FIRST = {"input_dim": 1000, "output_dim": 64}

EMBEDDING = layer_card(
    "keras.layers.Embedding",
    "Embedding",
    "Core",
    "Looks up a learnt vector for each whole number, such as for the words of a text or for "
    "categories.",
    ports=(_INPUT_DIM, _OUTPUT_DIM, *_TABLE, *lora("embeddings")),
    takes=tensor("Whole numbers from 0 to Input dim - 1: batch × steps.", 16, dtype="int32"),
    gives="A vector for each number: batch × steps × output dim.",
    initial=_FIRST,
    aliases=("word vectors", "lookup table"),
    exceptions={**QUANTIZATION, "weights": "an array of numbers, which no port holds"},
    formerly={
        "Input length": "Keras 3 needs it no longer: the input tells its length.",
        "Activity regularizer": "Keras 3 leaves it out: wire an Activity regularization card "
        "behind the layer.",
    },
)

REVERSIBLE_EMBEDDING = layer_card(
    "keras.layers.ReversibleEmbedding",
    "Reversible embedding",
    "Core",
    "An embedding that also works backwards: from a vector to a score for every number, as at "
    "both ends of a language model.",
    ports=(
        _INPUT_DIM,
        _OUTPUT_DIM,
        flag(
            "tie_weights",
            "Whether the way back uses the same table; else it learns one of its own.",
            True,
        ),
        *_TABLE,
        Port(
            id="reverse_dtype",
            title="Reverse dtype",
            kind=Kind.STRING,
            default=None,
            choices=("float32", "float16", "bfloat16", "float64"),
            none_text="as the layer",
            help="Number type of the way back, such as float32 for exact scores in a model that "
            "else computes in 16 bits.",
        ),
        Port(
            id="logit_soft_cap",
            title="Logit soft cap",
            kind=Kind.FLOAT,
            default=None,
            above=0.0,
            none_text="no limit",
            help="Bends the scores of the way back smoothly into the range from minus this number "
            "to this number.",
        ),
    ),
    takes=(
        tensor(
            "Whole numbers from 0 to Input dim - 1; with Reverse on, vectors of Output dim "
            "channels.",
            8,
            64,
        ),
        Port(
            id="reverse",
            title="Reverse",
            kind=Kind.BOOLEAN,
            default=False,
            call=True,
            main=True,
            example=True,
            help="Works backwards: takes vectors and gives a score for every number.",
        ),
    ),
    gives="A vector for each number; with Reverse on, Input dim scores for each vector.",
    initial=_FIRST,
    aliases=("tied embedding", "language model head"),
    since="3.12.0",
)

CARDS = (EMBEDDING, REVERSIBLE_EMBEDDING)
