"""Ports that many cards share: windows, data format, activation, seed."""

from layerdeck.deck import REQUIRED, Kind, Port, Required, Value

AXES = {1: ("Length",), 2: ("Height", "Width"), 3: ("Depth", "Height", "Width")}
"""The names of a window's axes, by rank."""

ELEMENT = {1: "step", 2: "pixel", 3: "voxel"}
"""What one place of a tensor is called, by rank."""

DATUM = {1: "sequence", 2: "image", 3: "volume"}
"""What one sample is called, by rank."""

ACTIVATIONS = (
    "relu", "leaky_relu", "elu", "gelu", "selu", "celu", "silu", "swish", "hard_silu",
    "hard_swish", "mish", "relu6", "sigmoid", "hard_sigmoid", "log_sigmoid", "sparse_sigmoid",
    "tanh", "hard_tanh", "tanh_shrink", "softmax", "log_softmax", "sparsemax", "softplus",
    "sparse_plus", "softsign", "squareplus", "exponential", "glu", "hard_shrink", "soft_shrink",
    "linear",
)  # fmt: skip
"""The functions of `keras.activations` that a layer can call, the most used first.

`threshold` is not among them: it needs two numbers, which no layer gives it.
"""


def title_of(port_id: str) -> str:
    """The usual title of an argument: `kernel_size` is “Kernel size”."""
    return port_id.replace("_", " ").capitalize()


def integer(port_id: str, text: str, default: int, least: int | None = None) -> Port:
    """A whole number; `least` is the smallest that Keras takes."""
    return Port(
        id=port_id,
        title=title_of(port_id),
        kind=Kind.INTEGER,
        default=default,
        minimum=least,
        help=text,
    )


def number(port_id: str, text: str, default: float, least: float | None = None) -> Port:
    """A real number; `least` is the smallest that Keras takes."""
    return Port(
        id=port_id,
        title=title_of(port_id),
        kind=Kind.FLOAT,
        default=default,
        minimum=least,
        help=text,
    )


def flag(port_id: str, text: str, default: bool = False) -> Port:
    """An argument that is on or off."""
    return Port(id=port_id, title=title_of(port_id), kind=Kind.BOOLEAN, default=default, help=text)


def choice(port_id: str, text: str, choices: tuple[Value, ...], default: Value) -> Port:
    """A text out of a few."""
    return Port(
        id=port_id,
        title=title_of(port_id),
        kind=Kind.STRING,
        default=default,
        choices=choices,
        help=text,
    )


def count(port_id: str, text: str) -> Port:
    """A required number of filters or units."""
    return Port(
        id=port_id, title=title_of(port_id), kind=Kind.INTEGER, minimum=1, main=True, help=text
    )


def per_axis(port_id: str, text: str, default: int | None, rank: int = 3) -> Port:
    """One whole number from 1 up for each axis of a window; `default` None makes it required.

    Along one axis it is a single number, not a list.
    """
    listed = rank > 1
    if default is None:
        standard: Value | Required = REQUIRED
    else:
        standard = (default,) * rank if listed else default
    return Port(
        id=port_id,
        title=title_of(port_id),
        kind=Kind.INTEGER,
        list=listed,
        default=standard,
        minimum=1,
        axes=AXES[rank] if listed else (),
        help=text,
    )


def along(rank: int) -> str:
    """“ along each axis” where there are several."""
    return " along each axis" if rank > 1 else ""


def filters() -> Port:
    """The number of channels a convolution gives."""
    return count("filters", "How many kernels are learnt: the channels of the output.")


def kernel_size(rank: int = 3) -> Port:
    """The size of the convolved window."""
    one = {1: "", 2: " One number means a square.", 3: " One number means a cube."}[rank]
    text = f"Size of the kernel in {ELEMENT[rank]}s{along(rank)}.{one}"
    return per_axis("kernel_size", text, None, rank)


def strides(rank: int = 3, *, exclusive: bool = True) -> Port:
    """The step of a window; where it is `exclusive`, it allows no dilation beside it."""
    rest = "; any step above 1 excludes a dilation rate above 1." if exclusive else "."
    return per_axis(
        "strides",
        f"Step of the window{along(rank)}, in {ELEMENT[rank]}s. A step of 2 halves the "
        f"{'axis' if rank > 1 else 'length'}{rest}",
        1, rank,
    )  # fmt: skip


def padding(rank: int = 3, *, causal: bool = False) -> Port:
    """What happens at the border of what a window slides over; `causal` for a sequence's past."""
    before = " Causal pads before the first step alone, so that no step sees a later one."
    return choice(
        "padding",
        f"Valid keeps to {ELEMENT[rank]}s the window fully covers, so the {DATUM[rank]} shrinks; "
        "same pads the border with zeros, so that at stride 1 the size stays."
        + before * causal,
        ("valid", "same", *("causal",) * causal), "valid",
    )  # fmt: skip


def dilation_rate(rank: int = 3, *, exclusive: bool = True) -> Port:
    """The distance between the kernel's taps."""
    rest = " Any rate above 1 excludes strides above 1." if exclusive else ""
    return per_axis(
        "dilation_rate",
        f"Distance between neighbouring taps of the kernel, in {ELEMENT[rank]}s: it widens the "
        f"view without more weights.{rest}",
        1, rank,
    )  # fmt: skip


def data_format() -> Port:
    """Where the channel axis stands."""
    return Port(
        id="data_format",
        title="Data format",
        kind=Kind.STRING,
        default=None,
        choices=("channels_last", "channels_first"),
        none_text="default",
        help="Whether channels are the last axis or the first one after the batch. By default as "
        "Keras is set up, which is channels last unless keras.json says otherwise.",
    )


def window(rank: int = 3, *, causal: bool = False, exclusive: bool = True) -> tuple[Port, ...]:
    """The window of a convolution: size, step, border, channel axis, dilation."""
    return (
        kernel_size(rank), strides(rank, exclusive=exclusive), padding(rank, causal=causal),
        data_format(), dilation_rate(rank, exclusive=exclusive),
    )  # fmt: skip


def activation(default: str | None = None, port_id: str = "activation") -> Port:
    """The function applied to what a layer computed."""
    return Port(
        id=port_id,
        title=title_of(port_id),
        kind=Kind.STRING,
        default=default,
        choices=ACTIVATIONS,
        nullable=True,
        help="Function applied to what the layer computed; none leaves it linear."
        if port_id == "activation"
        else "Function of the gates, which open between 0 and 1 with the sigmoid.",
    )


def seed() -> Port:
    """The seed of whatever is drawn at random."""
    return Port(
        id="seed",
        title="Seed",
        kind=Kind.INTEGER,
        default=None,
        none_text="random",
        help="Makes the random draws repeatable: the same seed gives the same numbers.",
    )
