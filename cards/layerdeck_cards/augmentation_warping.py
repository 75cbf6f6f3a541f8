"""Image augmentation that bends images or shows them from a slant."""

from layerdeck.deck import layer_card

from ._images import (
    AUGMENTATION,
    SAME,
    dtype,
    factor,
    fill_mode,
    fill_value,
    images,
    interpolation,
    value_range,
)
from ._ports import data_format, number, seed

RANDOM_PERSPECTIVE = layer_card(
    "keras.layers.RandomPerspective",
    "Random perspective",
    AUGMENTATION,
    "While training, shows images as if seen from a slant.",
    ports=(
        factor(
            "How likely an image is changed: the chance is drawn between 0 and this number, or "
            "between the two of a pair. 1, 1 changes every image.",
            1.0,
        ),
        number(
            "scale",
            "How far the corners may move: at 1 by up to half the image, at 0 not at all.",
            1.0,
            0.0,
        ),
        interpolation(),
        fill_value(),
        seed(),
        data_format(),
    ),
    takes=images(),
    gives=SAME,
    main=("factor", "scale"),
    aliases=("augmentation",),
    since="3.9.0",
)

RANDOM_ELASTIC_TRANSFORM = layer_card(
    "keras.layers.RandomElasticTransform",
    "Random elastic transform",
    AUGMENTATION,
    "While training, bends images smoothly, as soft tissue or handwriting varies.",
    ports=(
        factor(
            "How likely an image is bent: the chance is drawn between 0 and this number, or "
            "between the two of a pair. 1, 1 bends every image.",
            1.0,
        ),
        factor(
            "How strongly: drawn between 0 and this number, or between the two of a pair. At 1 "
            "pixels move by up to a tenth of the image.",
            1.0,
            port_id="scale",
        ),
        interpolation(),
        fill_mode(),
        fill_value(),
        value_range(),
        seed(),
        data_format(),
        dtype("float16", "mixed_float16"),
    ),
    takes=images(),
    gives=SAME,
    main=("factor", "scale"),
    keywords=("name", "trainable"),
    aliases=("deformation", "warp", "augmentation"),
    since="3.10.0",
)

CARDS = (RANDOM_PERSPECTIVE, RANDOM_ELASTIC_TRANSFORM)
