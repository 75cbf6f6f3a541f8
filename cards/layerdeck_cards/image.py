"""Image preprocessing: size and histogram, the same while training and after."""

from dataclasses import replace

from layerdeck.deck import Kind, Port, layer_card

from ._images import PREPROCESSING, images, side, value_range
from ._ports import choice, data_format, flag, integer, number

_SIZED = "Images of the given height and width, with the same channels."

RESIZING = layer_card(
    "keras.layers.Resizing",
    "Resizing",
    PREPROCESSING,
    "Brings images to one height and width.",
    ports=(
        side("height", "Height of the result in pixels."),
        side("width", "Width of the result in pixels."),
        choice(
            "interpolation",
            "How new pixels are found: nearest takes one and so keeps labels whole numbers, the "
            "others mix ever more neighbours.",
            ("bilinear", "nearest", "bicubic", "lanczos3", "lanczos5"),
            "bilinear",
        ),
        flag(
            "crop_to_aspect_ratio",
            "Keeps proportions by cutting off what does not fit; otherwise images are stretched.",
        ),
        flag(
            "pad_to_aspect_ratio",
            "Keeps proportions by adding borders; otherwise images are stretched.",
        ),
        choice(
            "fill_mode", "How added borders are filled: with Fill value.", ("constant",), "constant"
        ),
        number("fill_value", "The pixel value of added borders, 0 for black.", 0.0),
        replace(
            flag("antialias", "Smooths before shrinking, against jagged edges."), since="3.9.0"
        ),
        data_format(),
    ),
    takes=images(),
    gives=_SIZED,
    main=("interpolation",),
    aliases=("resize", "scale"),
)

CENTER_CROP = layer_card(
    "keras.layers.CenterCrop",
    "Center crop",
    PREPROCESSING,
    "Cuts the middle out of images. Of an image smaller than that, the middle part with the same "
    "proportions is enlarged.",
    ports=(
        side("height", "Height of the result in pixels."),
        side("width", "Width of the result in pixels."),
        data_format(),
    ),
    takes=images(),
    gives=_SIZED,
    aliases=("cut",),
)

AUTO_CONTRAST = layer_card(
    "keras.layers.AutoContrast",
    "Auto contrast",
    PREPROCESSING,
    "Stretches each channel of each image over the whole value range, also outside training.",
    ports=(value_range(),),
    takes=images(),
    gives="Images of the same size whose channels reach from the lowest to the highest value.",
    main=("value_range",),
    aliases=("histogram", "stretch"),
)

EQUALIZATION = layer_card(
    "keras.layers.Equalization",
    "Equalization",
    PREPROCESSING,
    "While training, spreads the values of each channel so that all are about as frequent. Keras "
    "cannot apply it in a model by itself: put it into a Pipeline or a Time distributed.",
    ports=(
        value_range(),
        integer("bins", "How many steps the histogram has; 256 suits images of 8 bits.", 256),
        data_format(),
    ),
    main=("value_range",),
    aliases=("histogram equalization",),
    since="3.8.0",
)
EQUALIZATION = replace(
    EQUALIZATION,
    outputs=tuple(
        replace(port, example="keras.layers.Pipeline.layers") for port in EQUALIZATION.outputs
    ),
)

CLAHE = layer_card(
    "keras.layers.ContrastLimitedAdaptiveHistogramEqualization",
    "CLAHE",
    PREPROCESSING,
    "Contrast-limited adaptive histogram equalization: brings out detail in every part of an image "
    "by itself, such as in X-rays, also outside training.",
    ports=(
        value_range(),
        number(
            "clip_limit",
            "How much contrast may grow: low numbers keep noise down in even areas.",
            4.0,
        ),
        Port(
            id="tile_grid_size",
            title="Tile grid size",
            kind=Kind.INTEGER,
            list=True,
            default=(8, 8),
            minimum=1,
            axes=("Height", "Width"),
            whole=True,
            help="Into how many tiles the height and the width are parted; each tile has its own "
            "histogram.",
        ),
        data_format(),
    ),
    takes=images(),
    gives="Images of the same size.",
    main=("clip_limit", "tile_grid_size"),
    aliases=(
        "Contrast-limited adaptive histogram equalization",
        "ContrastLimitedAdaptiveHistogramEqualization",
        "histogram",
    ),
    since="3.14.0",
)

CARDS = (RESIZING, CENTER_CROP, AUTO_CONTRAST, EQUALIZATION, CLAHE)
