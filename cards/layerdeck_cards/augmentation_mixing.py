"""Image augmentation that blurs, erases, mixes images, or draws among other augmentations."""

from layerdeck.deck import Kind, Port, layer_card

from ._images import AUGMENTATION, SAME, dtype, factor, images, interpolation, value_range
from ._ports import data_format, flag, integer, number, seed

_STRENGTH = (
    "Strength of every operation, from 0 for none to 1 for the most. A pair gives the limits."
)
_DRAWN = images(
    "Images of 1 or 3 channels: batch × height × width × channels, not volumes. Time distributed "
    "takes a volume slice by slice."
)
_LABELS = (
    "Keras mixes the labels along only in a data pipeline, where images and labels come together: "
    "in a model it suits training without labels."
)

RAND_AUGMENT = layer_card(
    "keras.layers.RandAugment",
    "Rand augment",
    AUGMENTATION,
    "While training, applies a few operations drawn from eleven: shear, shift, rotation, "
    "brightness, contrast, sharpness and more.",
    ports=(
        value_range(),
        integer("num_ops", "How many operations are applied one after the other.", 2),
        factor(_STRENGTH, 0.5),
        interpolation(),
        seed(),
        data_format(),
    ),
    takes=_DRAWN,
    gives=SAME,
    main=("num_ops", "factor"),
    aliases=("automatic", "augmentation"),
    since="3.8.0",
)

AUG_MIX = layer_card(
    "keras.layers.AugMix",
    "Aug mix",
    AUGMENTATION,
    "While training, mixes each image with several augmented copies of it. In a model the "
    "operations are drawn once, when training starts, and their strengths anew for each batch.",
    ports=(
        value_range(),
        integer("num_chains", "How many augmented copies are mixed.", 3),
        integer("chain_depth", "The most operations applied to one copy.", 3),
        factor(_STRENGTH, 0.3),
        number(
            "alpha",
            "Spread of the mixture's weights: small numbers let one copy rule, large ones mix all "
            "alike.",
            1.0,
        ),
        flag(
            "all_ops",
            "Whether brightness, color, contrast and sharpness are among the operations.",
            True,
        ),
        interpolation(),
        seed(),
        data_format(),
    ),
    takes=_DRAWN,
    gives=SAME,
    main=("num_chains", "factor"),
    aliases=("automatic", "augmentation"),
    since="3.9.0",
)

MIX_UP = layer_card(
    "keras.layers.MixUp",
    "Mix up",
    AUGMENTATION,
    f"While training, blends each image with another one of the batch. {_LABELS}",
    ports=(
        number(
            "alpha",
            "How evenly two images blend: near 0 one of them rules, 1 makes every mixture as "
            "likely.",
            0.2,
        ),
        data_format(),
        seed(),
    ),
    takes=images(),
    gives=SAME,
    main=("alpha",),
    aliases=("blend", "augmentation"),
    since="3.8.0",
)

CUT_MIX = layer_card(
    "keras.layers.CutMix",
    "Cut mix",
    AUGMENTATION,
    f"While training, pastes a window of another image of the batch into each image. {_LABELS}",
    ports=(
        factor(
            "Variety of the windows' sizes, drawn between 0 and this number, or between the two of "
            "a pair; higher numbers give larger windows.",
            1.0,
        ),
        seed(),
        data_format(),
        dtype("float16", "bfloat16", "mixed_float16", "mixed_bfloat16"),
    ),
    takes=images(),
    gives=SAME,
    main=("factor",),
    keywords=("name", "trainable"),
    aliases=("paste", "augmentation"),
    since="3.9.0",
)

RANDOM_ERASING = layer_card(
    "keras.layers.RandomErasing",
    "Random erasing",
    AUGMENTATION,
    "While training, blots out a rectangle of some images, so that the network relies on no single "
    "part.",
    ports=(
        factor(
            "How likely an image is erased: the chance is drawn between 0 and this number, or "
            "between the two of a pair. 1, 1 erases in every image.",
            1.0,
        ),
        Port(
            id="scale",
            title="Scale",
            kind=Kind.FLOAT,
            list=True,
            default=(0.02, 0.33),
            minimum=0.0,
            maximum=1.0,
            axes=("Least", "Greatest"),
            whole=True,
            help="Least and greatest size: the square root of a number between these is the part "
            "of the height, and of the width, that is erased. 0.25 erases half of each.",
        ),
        Port(
            id="fill_value",
            title="Fill value",
            kind=Kind.FLOAT,
            default=None,
            none_text="noise",
            help="The pixel value of the rectangle; left out, it is noise.",
        ),
        value_range(),
        seed(),
        data_format(),
        dtype("float16", "mixed_float16"),
    ),
    takes=images(),
    gives=SAME,
    main=("factor", "scale"),
    keywords=("name", "trainable"),
    aliases=("cutout", "occlusion", "augmentation"),
    since="3.9.0",
)

RANDOM_GAUSSIAN_BLUR = layer_card(
    "keras.layers.RandomGaussianBlur",
    "Random Gaussian blur",
    AUGMENTATION,
    "While training, blurs some images.",
    ports=(
        factor(
            "How likely an image is blurred: the chance is drawn between 0 and this number, or "
            "between the two of a pair. 1, 1 blurs every image.",
            1.0,
        ),
        Port(
            id="kernel_size",
            title="Kernel size",
            kind=Kind.INTEGER,
            list=True,
            default=(3,),
            most=2,
            bare=True,
            help="Side of the blurring window in pixels, an odd number; a pair is its height and "
            "width.",
        ),
        factor(
            "Width of the blur in pixels, up to 1: drawn between 0 and this number, or between the "
            "two of a pair.",
            1.0,
            port_id="sigma",
        ),
        value_range(),
        data_format(),
        seed(),
        dtype("float16", "mixed_float16"),
    ),
    takes=images(),
    gives=SAME,
    main=("factor", "kernel_size"),
    keywords=("name", "trainable"),
    aliases=("smooth", "augmentation"),
    since="3.9.0",
)

RANDOM_SHARPNESS = layer_card(
    "keras.layers.RandomSharpness",
    "Random sharpness",
    AUGMENTATION,
    "While training, blurs or sharpens each image.",
    ports=(
        factor(
            "Sharpness drawn between 0 and this number, or between the two of a pair: 0 is "
            "blurred, 0.5 leaves the image, 1 is sharpened."
        ),
        value_range(),
        data_format(),
        seed(),
    ),
    takes=images(),
    gives=SAME,
    initial={"factor": (0.3, 0.7)},
    aliases=("blur", "sharpen", "augmentation"),
    since="3.8.0",
)

CARDS = (
    RAND_AUGMENT,
    AUG_MIX,
    MIX_UP,
    CUT_MIX,
    RANDOM_ERASING,
    RANDOM_GAUSSIAN_BLUR,
    RANDOM_SHARPNESS,
)
