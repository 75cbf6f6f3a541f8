"""Image augmentation that changes brightness and colours."""

from dataclasses import replace

from layerdeck.deck import REQUIRED, layer_card

from ._images import AUGMENTATION, COLOURS, IMAGES, SAME, factor, images, value_range
from ._ports import data_format, integer, number, seed

_BRIGHTNESS = (
    "Greatest change as a fraction of the value range: 0.2 adds between -20 % and +20 % of it to "
    "every pixel. A pair gives the limits; -1 is black, 1 is white."
)
_CONTRAST = (
    "Greatest change of contrast: 0.2 adds up to 20 %. Of a pair, the first number is "
    "the greatest part taken away and the second the greatest part added."
)
_SATURATION = (
    "Saturation drawn between 0 and this number, or between the two of a pair: 0 is grey, 0.5 "
    "leaves the colours as they are, 1 is fully saturated."
)
_HUE = (
    "Greatest shift around the colour circle: drawn between 0 and this number, or between the two "
    "of a pair. 0 leaves the colours as they are."
)

RANDOM_BRIGHTNESS = layer_card(
    "keras.layers.RandomBrightness",
    "Random brightness",
    AUGMENTATION,
    "While training, makes each image brighter or darker.",
    ports=(factor(_BRIGHTNESS, least=-1.0), value_range(), seed()),
    takes=images(),
    gives=SAME,
    initial={"factor": (0.2,)},
    aliases=("augmentation",),
)

RANDOM_CONTRAST = layer_card(
    "keras.layers.RandomContrast",
    "Random contrast",
    AUGMENTATION,
    "While training, spreads the pixels of each channel about their mean, or draws them together.",
    ports=(factor(_CONTRAST), value_range(since="3.8.0"), seed()),
    takes=images(),
    gives=SAME,
    initial={"factor": (0.2, 0.2)},
    aliases=("augmentation",),
)

RANDOM_SATURATION = layer_card(
    "keras.layers.RandomSaturation",
    "Random saturation",
    AUGMENTATION,
    "While training, makes the colours of each image paler or stronger.",
    ports=(factor(_SATURATION), value_range(), data_format(), seed()),
    takes=images(COLOURS),
    gives=SAME,
    initial={"factor": (0.4, 0.6)},
    aliases=("colour", "color", "augmentation"),
    since="3.8.0",
)

RANDOM_HUE = layer_card(
    "keras.layers.RandomHue",
    "Random hue",
    AUGMENTATION,
    "While training, turns the colours of each image around the colour circle.",
    ports=(factor(_HUE), value_range(), data_format(), seed()),
    takes=images(COLOURS),
    gives=SAME,
    initial={"factor": (0.1,)},
    aliases=("colour", "color", "augmentation"),
    since="3.8.0",
)

RANDOM_COLOR_JITTER = layer_card(
    "keras.layers.RandomColorJitter",
    "Random color jitter",
    AUGMENTATION,
    "While training, changes brightness, contrast, saturation and hue one after the other, each "
    "where its factor is given.",
    ports=(
        value_range(),
        factor(_BRIGHTNESS, None, -1.0, "brightness_factor"),
        factor(_CONTRAST, None, port_id="contrast_factor"),
        factor(_SATURATION, None, port_id="saturation_factor"),
        factor(_HUE, None, port_id="hue_factor"),
        seed(),
    ),
    takes=images(
        "Images: batch × height × width × channels, not volumes. With a saturation or hue factor, "
        "3 channels (red, green, blue)."
    ),
    gives=SAME,
    main=("brightness_factor", "contrast_factor", "saturation_factor", "hue_factor"),
    initial={
        "brightness_factor": (0.2,),
        "contrast_factor": (0.2, 0.2),
        "saturation_factor": (0.4, 0.6),
        "hue_factor": (0.1,),
    },
    aliases=("colour", "augmentation"),
    exceptions={
        "data_format": "Keras does not hand it on to the layers inside, so training would fail"
    },
    since="3.8.0",
)

RANDOM_COLOR_DEGENERATION = layer_card(
    "keras.layers.RandomColorDegeneration",
    "Random color degeneration",
    AUGMENTATION,
    "While training, mixes each image with its grey version.",
    ports=(
        factor(
            "Part of grey in the mixture, drawn between 0 and this number, or between the two of a "
            "pair: 0 leaves the image, 1 makes it grey."
        ),
        value_range(),
        data_format(),
        seed(),
    ),
    takes=images(COLOURS),
    gives=SAME,
    initial={"factor": (0.5,)},
    aliases=("colour", "desaturate", "augmentation"),
    since="3.8.0",
)

RANDOM_GRAYSCALE = layer_card(
    "keras.layers.RandomGrayscale",
    "Random grayscale",
    AUGMENTATION,
    "While training, turns some images grey, with three equal channels.",
    ports=(
        replace(
            number("factor", "Part of the images that turn grey: 0.5 is every second one.", 0.5, 0),
            maximum=1.0,
        ),
        data_format(),
        seed(),
    ),
    takes=images(
        "Images of 3 channels (red, green, blue), or of 1, which stay as they are; not volumes."
    ),
    gives=SAME,
    main=("factor",),
    aliases=("grey", "gray", "augmentation"),
    since="3.8.0",
)

RANDOM_INVERT = layer_card(
    "keras.layers.RandomInvert",
    "Random invert",
    AUGMENTATION,
    "While training, turns some images into their negatives.",
    ports=(
        factor(
            "How likely an image is inverted: the chance is drawn between 0 and this number, or "
            "between the two of a pair.",
            1.0,
        ),
        value_range(),
        seed(),
        data_format(),
    ),
    takes=images(),
    gives=SAME,
    main=("factor",),
    aliases=("negative", "augmentation"),
    since="3.9.0",
)

RANDOM_POSTERIZATION = layer_card(
    "keras.layers.RandomPosterization",
    "Random posterization",
    AUGMENTATION,
    "While training, leaves fewer shades in each channel, as on a poster.",
    ports=(
        replace(
            integer("factor", "Bits kept of the 8 of a pixel, drawn from 1 up to this.", 8, 1),
            default=REQUIRED,
            maximum=8,
        ),
        value_range(),
        data_format(),
        seed(),
    ),
    takes=images(),
    gives=SAME,
    initial={"factor": 4},
    aliases=("bits", "augmentation"),
    since="3.8.0",
)

_SOLARIZED = (
    "Only pixels above this part of the value range are inverted, drawn between 0 and this number, "
    "or between the two of a pair."
)

SOLARIZATION = layer_card(
    "keras.layers.Solarization",
    "Solarization",
    AUGMENTATION,
    "While training, inverts the bright pixels, as an overexposed film does.",
    ports=(
        factor(
            "Part of the value range that is added to every pixel first, drawn between 0 and this "
            "number, or between the two of a pair.",
            0.0,
            port_id="addition_factor",
        ),
        factor(_SOLARIZED, 0.0, port_id="threshold_factor"),
        value_range(),
        seed(),
    ),
    takes=images(IMAGES),
    gives=SAME,
    main=("addition_factor", "threshold_factor"),
    initial={"addition_factor": (0.1,), "threshold_factor": (0.5,)},
    aliases=("augmentation", "invert"),
)

CARDS = (
    RANDOM_BRIGHTNESS,
    RANDOM_CONTRAST,
    RANDOM_SATURATION,
    RANDOM_HUE,
    RANDOM_COLOR_JITTER,
    RANDOM_COLOR_DEGENERATION,
    RANDOM_GRAYSCALE,
    RANDOM_INVERT,
    RANDOM_POSTERIZATION,
    SOLARIZATION,
)
