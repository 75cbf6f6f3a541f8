"""Ports that many cards share: windows, data format, activation, seed."""

from layerdeck.deck import REQUIRED, Kind, Port, Value

AXES = {1: ("Length",), 2: ("Height", "Width"), 3: ("Depth", "Height", "Width")}
"""The names of a window's axes, by rank."""

ACTIVATIONS = (
    "relu", "leaky_relu", "elu", "gelu", "selu", "celu", "silu", "swish", "hard_silu",
    "hard_swish", "mish", "relu6", "sigmoid", "hard_sigmoid", "log_sigmoid", "sparse_sigmoid",
    "tanh", "hard_tanh", "tanh_shrink", "softmax", "log_softmax", "sparsemax", "softplus",
    "sparse_plus", "softsign", "squareplus", "exponential", "glu", "hard_shrink", "soft_shrink",
    "threshold", "linear",
)  # fmt: skip
"""Every activation function of `keras.activations`, the most used first."""


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
    """One whole number from 1 up for each axis of a window; `default` None makes it required."""
    return Port(
        id=port_id,
        title=title_of(port_id),
        kind=Kind.INTEGER,
        list=True,
        default=REQUIRED if default is None else (default,) * rank,
        minimum=1,
        axes=AXES[rank],
        help=text,
    )


def filters() -> Port:
    """The number of channels a convolution gives."""
    return count("filters", "How many kernels are learnt: the channels of the output.")


def kernel_size(rank: int = 3) -> Port:
    """The size of the convolved window."""
    return per_axis(
        "kernel_size", "Size of the kernel in voxels along each axis. One number means a cube.",
        None, rank,
    )  # fmt: skip


def strides(rank: int = 3) -> Port:
    """The step of a window."""
    return per_axis(
        "strides",
        "Step of the window along each axis, in voxels. A step of 2 halves the axis; any step "
        "above 1 excludes a dilation rate above 1.",
        1, rank,
    )  # fmt: skip


def padding() -> Port:
    """What happens at the border of the volume."""
    return choice(
        "padding",
        "Valid keeps to voxels the window fully covers, so the volume shrinks; same pads the "
        "border with zeros, so that at stride 1 the size stays.",
        ("valid", "same"), "valid",
    )  # fmt: skip


def dilation_rate(rank: int = 3) -> Port:
    """The distance between the kernel's taps."""
    return per_axis(
        "dilation_rate",
        "Distance between neighbouring taps of the kernel, in voxels: it widens the view without "
        "more weights. Any rate above 1 excludes strides above 1.",
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


def window(rank: int = 3) -> tuple[Port, ...]:
    """The window of a convolution: size, step, border, channel axis, dilation."""
    return (
        kernel_size(rank), strides(rank), padding(), data_format(), dilation_rate(rank),
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
        help="Function applied to every voxel of the result; none leaves it linear."
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
