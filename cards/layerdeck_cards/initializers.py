"""Initializers: what a layer's weights start from."""

from dataclasses import replace

from layerdeck.deck import CardType, Kind, Port, object_card

from ._ports import choice, flag, number, seed, title_of


def _initializer(
    name: str,
    title: str,
    text: str,
    *ports: Port,
    aliases: tuple[str, ...] = (),
    since: str = "",
) -> CardType:
    card_id = f"keras.initializers.{name}"
    return object_card(card_id, title, Kind.INITIALIZER, text, *ports, aliases=aliases, since=since)


def _axes(port_id: str, what: str) -> Port:
    return Port(
        id=port_id,
        title=title_of(port_id),
        kind=Kind.INTEGER,
        list=True,
        default=None,
        none_text="automatic",
        since="3.15.0",
        help=f"Which axes of the weight count as {what}, for weights in an unusual order. Both "
        "lists of axes must be given to take effect.",
    )


def _scaled(name: str, title: str, text: str) -> CardType:
    """A preset of variance scaling."""
    return _initializer(name, title, text, seed(), *_FANS)


def _made_for(card: CardType, port: str) -> CardType:
    """An initializer whose smallest graph gives it to this port, where Dense has no use for it."""
    (output,) = card.outputs
    return replace(card, outputs=(replace(output, example=port),))


_FANS = (_axes("input_axes", "inputs"), _axes("output_axes", "outputs"))
_MEAN = number("mean", "Mean of the numbers drawn.", 0.0)
_STDDEV = number("stddev", "Standard deviation of the numbers drawn.", 0.05)
_GAIN = number("gain", "Factor that the whole matrix is multiplied by.", 1.0)

CARDS = (
    _scaled(
        "GlorotUniform",
        "Glorot uniform",
        "Uniform numbers scaled by inputs and outputs together: Keras' usual start for a kernel.",
    ),
    _scaled(
        "GlorotNormal",
        "Glorot normal",
        "Normal numbers scaled by inputs and outputs together; suits tanh and sigmoid.",
    ),
    _scaled("HeNormal", "He normal", "Normal numbers scaled by the inputs alone; suits ReLU."),
    _scaled("HeUniform", "He uniform", "Uniform numbers scaled by the inputs alone; suits ReLU."),
    _scaled("LecunNormal", "Lecun normal", "Normal numbers of variance 1 / inputs; suits SELU."),
    _scaled("LecunUniform", "Lecun uniform", "Uniform numbers of variance 1 / inputs."),
    _initializer(
        "RandomNormal",
        "Random normal",
        "Numbers drawn from a normal distribution you set.",
        _MEAN,
        _STDDEV,
        seed(),
    ),
    _initializer(
        "RandomUniform",
        "Random uniform",
        "Numbers drawn evenly from a range you set.",
        number("minval", "Lower end of the range.", -0.05),
        number("maxval", "Upper end of the range.", 0.05),
        seed(),
    ),
    _initializer(
        "TruncatedNormal",
        "Truncated normal",
        "Normal numbers, those beyond two standard deviations drawn again.",
        _MEAN,
        _STDDEV,
        seed(),
    ),
    _initializer(
        "VarianceScaling",
        "Variance scaling",
        "Numbers whose variance follows the size of the weight: Glorot, He and Lecun are its "
        "presets.",
        replace(
            number("scale", "Factor of the variance, above 0: 2 is He's, 1 is Lecun's.", 1.0),
            above=0.0,
        ),
        choice(
            "mode",
            "What the variance is divided by: inputs, outputs, or their mean.",
            ("fan_in", "fan_out", "fan_avg"),
            "fan_in",
        ),
        choice(
            "distribution",
            "What the numbers are drawn from. Normal is Keras' other name for truncated normal.",
            ("truncated_normal", "untruncated_normal", "uniform", "normal"),
            "truncated_normal",
        ),
        seed(),
        *_FANS,
    ),
    _initializer(
        "Orthogonal",
        "Orthogonal",
        "A random orthogonal matrix, which keeps lengths: Keras' usual start for recurrent "
        "kernels. Needs a weight of two axes or more.",
        _GAIN,
        seed(),
        aliases=("OrthogonalInitializer",),
    ),
    _initializer(
        "Identity",
        "Identity",
        "The identity matrix, for weights of exactly two axes such as Dense's.",
        _GAIN,
        aliases=("IdentityInitializer",),
    ),
    _initializer("Zeros", "Zeros", "All zeros: the usual start of a bias."),
    _initializer("Ones", "Ones", "All ones: the usual start of a scale."),
    _initializer(
        "Constant",
        "Constant",
        "One number everywhere.",
        number("value", "The number.", 0.0),
    ),
    _made_for(
        _initializer(
            "STFT",
            "STFT",
            "The real or imaginary half of a short-time Fourier transform, for kernels of a "
            "Convolution 1D. A windowed one needs SciPy; Keras has it from 3.7 on.",
            choice("side", "Real or imaginary half of the transform.", ("real", "imag"), "real"),
            Port(
                id="window",
                title="Window",
                kind=Kind.STRING,
                default="hann",
                nullable=True,
                help="Name of a window of scipy.signal.windows, such as hann or hamming.",
            ),
            replace(
                choice(
                    "scaling",
                    "How the window is normalized: density by power, spectrum by amplitude.",
                    ("density", "spectrum"),
                    "density",
                ),
                nullable=True,
            ),
            flag("periodic", "Takes the window as one period of a repeating one."),
            aliases=("STFTInitializer", "Fourier"),
            since="3.7.0",
        ),
        "keras.layers.Conv1D.kernel_initializer",
    ),
)
