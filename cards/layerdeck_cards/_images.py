"""What the cards of images share: their ports, and the words on what they take."""

from layerdeck.deck import REQUIRED, Kind, Port, Required, tensor
from layerdeck.deck.making import LAYER_DTYPES

from ._ports import choice, number, title_of

IMAGES = (
    "Images: batch × height × width × channels, not volumes. Time distributed takes a volume slice "
    "by slice."
)
COLOURS = (
    "Colour images: batch × height × width × 3 channels (red, green, blue), not volumes. Time "
    "distributed takes a volume slice by slice."
)
SAME = "Images of the same size; outside training they pass unchanged."
EXAMPLE = (32, 32, 3)

AUGMENTATION = "Image augmentation"
PREPROCESSING = "Image preprocessing"


def images(text: str = IMAGES) -> Port:
    """The images that a layer is applied to."""
    return tensor(text, *EXAMPLE)


def factor(
    text: str,
    default: float | Required | None = REQUIRED,
    least: float = 0.0,
    port_id: str = "factor",
    *,
    above: float | None = None,
    most: float | None = 1.0,
    since: str = "",
) -> Port:
    """A number, or a pair between which one is drawn for each image."""
    number_given = isinstance(default, float)
    return Port(
        id=port_id,
        title=title_of(port_id),
        kind=Kind.FLOAT,
        list=True,
        default=(default,) if number_given else default,  # type: ignore[arg-type]
        minimum=None if above is not None else least,
        above=above,
        maximum=most,
        most=2,
        bare=True,
        help=text,
        since=since,
    )


def value_range(since: str = "") -> Port:
    """The lowest and the highest value that a pixel may have."""
    return Port(
        id="value_range",
        title="Value range",
        kind=Kind.FLOAT,
        list=True,
        default=(0.0, 255.0),
        axes=("Lowest", "Highest"),
        whole=True,
        help="Lowest and highest value that the pixels may have: 0, 255 for raw images, 0, 1 after "
        "a Rescaling by 1/255. A wrong range gives black or white images.",
        since=since,
    )


def interpolation() -> Port:
    """How pixels between pixels are found."""
    return choice(
        "interpolation",
        "How values between pixels are found: bilinear mixes the four nearest, nearest takes one "
        "and so keeps labels whole numbers.",
        ("bilinear", "nearest"),
        "bilinear",
    )


def fill_mode() -> Port:
    """What stands where the moved image has nothing."""
    return choice(
        "fill_mode",
        "What fills the area that the moved image leaves: its mirror image (reflect), the opposite "
        "side (wrap), the edge pixel (nearest) or Fill value (constant).",
        ("reflect", "wrap", "constant", "nearest"),
        "reflect",
    )


def fill_value() -> Port:
    """The value that fills with the fill mode constant."""
    return number(
        "fill_value", "The pixel value that fills while Fill mode is constant, 0 for black.", 0.0
    )


def dtype(*excluded: str) -> Port:
    """The number type, without those in which the layer fails when it is trained."""
    return Port(
        id="dtype",
        title="Dtype",
        kind=Kind.STRING,
        default=None,
        choices=tuple(name for name in LAYER_DTYPES if name not in excluded),
        none_text="default",
        help="Number type of the computation and the result; other 16-bit types fail in training.",
    )


def side(port_id: str, text: str) -> Port:
    """The height or width of what is given."""
    return Port(
        id=port_id,
        title=title_of(port_id),
        kind=Kind.INTEGER,
        minimum=1,
        initial=24,
        main=True,
        help=text,
    )
