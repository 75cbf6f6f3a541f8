"""Image augmentation that moves pixels: flips, turns, shifts, zooms, crops."""

from layerdeck.deck import Kind, Port, layer_card

from ._images import AUGMENTATION, SAME, factor, fill_mode, fill_value, images, interpolation, side
from ._ports import choice, data_format, seed

RANDOM_FLIP = layer_card(
    "keras.layers.RandomFlip",
    "Random flip",
    AUGMENTATION,
    "While training, mirrors each image or leaves it, at even odds. Choose only the directions in "
    "which a mirrored image could still be real.",
    ports=(
        choice(
            "mode",
            "Horizontal swaps left and right, vertical swaps top and bottom; or each drawn apart.",
            ("horizontal", "vertical", "horizontal_and_vertical"),
            "horizontal_and_vertical",
        ),
        seed(),
        data_format(),
    ),
    takes=images(),
    gives=SAME,
    main=("mode",),
    aliases=("mirror", "augmentation"),
)

RANDOM_ROTATION = layer_card(
    "keras.layers.RandomRotation",
    "Random rotation",
    AUGMENTATION,
    "While training, turns each image about its centre by a random angle.",
    ports=(
        factor(
            "Greatest angle as a fraction of a full turn: 0.1 turns by up to 36° either way. A "
            "pair such as -0.1, 0.3 gives the limits, positive ones counter-clockwise.",
            least=-1.0,
        ),
        fill_mode(),
        interpolation(),
        seed(),
        fill_value(),
        data_format(),
    ),
    takes=images(),
    gives=SAME,
    initial={"factor": (0.1,)},
    aliases=("rotate", "turn", "augmentation"),
)

RANDOM_TRANSLATION = layer_card(
    "keras.layers.RandomTranslation",
    "Random translation",
    AUGMENTATION,
    "While training, shifts each image by a random part of its height and width.",
    ports=(
        factor(
            "Greatest vertical shift as a fraction of the height: 0.1 shifts by up to 10 % up or "
            "down. A pair gives the limits, positive ones downwards.",
            least=-1.0,
            port_id="height_factor",
        ),
        factor(
            "Greatest horizontal shift as a fraction of the width: 0.1 shifts by up to 10 % either "
            "way. A pair gives the limits, positive ones to the right.",
            least=-1.0,
            port_id="width_factor",
        ),
        fill_mode(),
        interpolation(),
        seed(),
        fill_value(),
        data_format(),
    ),
    takes=images(),
    gives=SAME,
    initial={"height_factor": (0.1,), "width_factor": (0.1,)},
    aliases=("shift", "move", "augmentation"),
)

RANDOM_ZOOM = layer_card(
    "keras.layers.RandomZoom",
    "Random zoom",
    AUGMENTATION,
    "While training, enlarges or shrinks what each image shows, at the same image size.",
    ports=(
        factor(
            "Greatest change of scale: 0.2 zooms by up to 20 % in or out. In a pair, positive "
            "numbers zoom out and negative ones zoom in. Must be above -1.",
            above=-1.0,
            port_id="height_factor",
        ),
        factor(
            "The same for the width. Left out, both axes zoom alike and shapes are kept.",
            default=None,
            above=-1.0,
            port_id="width_factor",
        ),
        fill_mode(),
        interpolation(),
        seed(),
        fill_value(),
        data_format(),
    ),
    takes=images(),
    gives=SAME,
    initial={"height_factor": (0.2,)},
    aliases=("scale", "magnify", "augmentation"),
)


def _shear(port_id: str, along: str) -> Port:
    return Port(
        id=port_id,
        title=f"{port_id[0].upper()} factor",
        kind=Kind.FLOAT,
        list=True,
        default=(0.0, 0.0),
        minimum=0.0,
        maximum=1.0,
        axes=("Least", "Greatest"),
        whole=True,
        help=f"Least and greatest slant {along}: at 0.2 each pixel moves by 20 % of its distance "
        "from the edge, in either direction.",
    )


RANDOM_SHEAR = layer_card(
    "keras.layers.RandomShear",
    "Random shear",
    AUGMENTATION,
    "While training, slants each image like a pushed stack of cards.",
    ports=(
        _shear("x_factor", "sideways"),
        _shear("y_factor", "up and down"),
        interpolation(),
        fill_mode(),
        fill_value(),
        data_format(),
        seed(),
    ),
    takes=images(),
    gives=SAME,
    main=("x_factor", "y_factor"),
    initial={"x_factor": (0.0, 0.2), "y_factor": (0.0, 0.2)},
    aliases=("slant", "skew", "augmentation"),
    since="3.8.0",
)

RANDOM_CROP = layer_card(
    "keras.layers.RandomCrop",
    "Random crop",
    AUGMENTATION,
    "While training, cuts a random window out of each image. Outside training Keras passes whole "
    "images on, so what follows must take both sizes: convolutions and global pooling, not Flatten "
    "and Dense.",
    ports=(
        side("height", "Height of the window in pixels."),
        side("width", "Width of the window in pixels."),
        seed(),
        data_format(),
    ),
    takes=images(),
    gives="Windows of the given height and width while training; whole images otherwise.",
    aliases=("patch", "augmentation"),
)

CARDS = (
    RANDOM_FLIP,
    RANDOM_ROTATION,
    RANDOM_TRANSLATION,
    RANDOM_ZOOM,
    RANDOM_SHEAR,
    RANDOM_CROP,
)
