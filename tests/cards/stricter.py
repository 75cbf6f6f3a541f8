"""Where cards and Keras do not begin to refuse at the same place, and what belongs together."""

from layerdeck.deck import Value

_LOOKUPS = ("StringLookup", "IntegerLookup", "TextVectorization")

COMPANIONS: dict[tuple[str, str], dict[str, Value]] = {
    **{(name, "output_mode=tf_idf"): {"idf_weights": (0.1, 0.2, 0.3)} for name in _LOOKUPS},
    ("Hashing", "dtype"): {"output_mode": "one_hot"},
    ("Normalization", "mean"): {"variance": None},
    ("Normalization", "variance"): {"mean": None},
    ("StringLookup", "max_tokens"): {"vocabulary": ("cat",)},
    ("IntegerLookup", "max_tokens"): {"vocabulary": (12,)},
    ("TextVectorization", "max_tokens"): {"vocabulary": ("cat",), "output_mode": "count"},
    ("GroupQueryAttention", "num_query_heads"): {"num_key_value_heads": 1},
    ("STFTSpectrogram", "fft_length"): {"frame_length": 2, "frame_step": 1},
}
"""By class and argument, or argument=value, what Keras wants along with it."""

LATE = {
    *(
        (name, side)
        for name in ("CenterCrop", "RandomCrop", "Resizing")
        for side in ("height", "width")
    ),
    *(
        (f"Adaptive{kind}Pooling{rank}D", "output_size")
        for kind in ("Average", "Max")
        for rank in (1, 2, 3)
    ),
    ("UpSampling2D", "interpolation"),
    ("Resizing", "interpolation"),
    ("Resizing", "fill_mode"),
    ("RandomFlip", "mode"),
    ("ContrastLimitedAdaptiveHistogramEqualization", "tile_grid_size"),
    ("TextVectorization", "ngrams"),
    ("TextVectorization", "output_sequence_length"),
    ("HashedCrossing", "num_bins"),
    ("MelSpectrogram", "fft_length"),
    ("MelSpectrogram", "num_mel_bins"),
    ("MelSpectrogram", "window"),
    ("AlphaDropout", "noise_shape"),
    ("PReLU", "shared_axes"),
    ("ReversibleEmbedding", "reverse_dtype"),
    ("MultiHeadAttention", "output_shape"),
    ("SimpleRNN", "activity_regularizer"),
    ("GroupQueryAttention", "num_query_heads"),
}
"""Keras refuses these only on the first batch, or never and gives nonsense; the card at once."""

WIDER = {
    ("RandomSaturation", "factor"),
    ("RandomColorJitter", "saturation_factor"),
    ("RandomColorDegeneration", "factor"),
}
"""Keras takes these from -1 up, against its own documentation, and draws from 0 up all the same."""


def short(card_id: str) -> str:
    """The class's name alone."""
    return card_id.rpartition(".")[2]
