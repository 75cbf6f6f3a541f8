"""Sound into spectrograms, which layers for images can read."""

from dataclasses import replace

from layerdeck.deck import Kind, NotAbove, Port, Value, layer_card, tensor
from layerdeck.deck.making import LAYER_DTYPES

from ._ports import choice, data_format, flag, integer, number, title_of

AUDIO = "Audio"


def _optional(port_id: str, text: str, kind: Kind, none: str, least: float | None) -> Port:
    return Port(
        id=port_id,
        title=title_of(port_id),
        kind=kind,
        default=None,
        minimum=least,
        none_text=none,
        help=text,
    )


def _window(*names: Value) -> Port:
    text = (
        "How each piece of sound fades in and out; none cuts it off hard, which blurs the result."
    )
    return replace(choice("window", text, names, "hann"), nullable=True)


def _dtype(*excluded: str) -> Port:
    return Port(
        id="dtype",
        title="Dtype",
        kind=Kind.STRING,
        default=None,
        choices=tuple(name for name in LAYER_DTYPES if name not in excluded),
        none_text="default",
        help="Number type of the computation and the result.",
    )


MEL_SPECTROGRAM = layer_card(
    "keras.layers.MelSpectrogram",
    "Mel spectrogram",
    AUDIO,
    "Turns sound into an image of loudness over time and pitch, with pitch on the mel scale, close "
    "to how we hear.",
    ports=(
        integer(
            "fft_length",
            "Samples in each piece that is analysed: more tell pitches better apart and moments "
            "worse. The sound must be longer than half of it.",
            2048,
            1,
        ),
        integer("sequence_stride", "Samples from one piece to the next.", 512, 1),
        _optional(
            "sequence_length",
            "Samples under the window, at most FFT length.",
            Kind.INTEGER,
            "all of them",
            None,
        ),
        _window("hann", "hamming"),
        integer("sampling_rate", "Samples per second of the sound, in Hz.", 16000),
        integer(
            "num_mel_bins", "How many steps of pitch there are: the height of the image.", 128, 1
        ),
        number("min_freq", "Lowest frequency, in Hz.", 20.0),
        _optional(
            "max_freq", "Highest frequency, in Hz.", Kind.FLOAT, "half the sampling rate", None
        ),
        flag(
            "power_to_db",
            "Gives loudness in decibels, on a logarithmic scale; otherwise as power.",
            True,
        ),
        number("top_db", "Raises all that is this many decibels below the loudest.", 80.0),
        number("mag_exp", "Exponent of the magnitude: 1 for magnitude, 2 for power.", 2.0),
        number("min_power", "Least power, against the logarithm of zero.", 1e-10),
        number("ref_power", "The power that counts as 0 decibels.", 1.0),
        _dtype("float64"),
    ),
    takes=tensor("Sound of one channel: batch × samples.", 16000),
    gives="Batch × Num mel bins × pieces, one for each stride.",
    main=("fft_length", "sequence_stride", "num_mel_bins", "sampling_rate"),
    keywords=("name", "trainable"),
    aliases=("audio", "sound", "speech"),
    rules=(NotAbove("sequence_length", "fft_length"),),
)

STFT_SPECTROGRAM = layer_card(
    "keras.layers.STFTSpectrogram",
    "STFT spectrogram",
    AUDIO,
    "Turns sound into its frequencies over time, by the short-time Fourier transform.",
    ports=(
        choice(
            "mode",
            "What is given: the magnitude, its logarithm, the power (psd), the real or imaginary "
            "part, the angle, or both parts (stft).",
            ("log", "magnitude", "psd", "real", "imag", "angle", "stft"),
            "log",
        ),
        integer("frame_length", "Samples in each piece that is analysed.", 256, 2),
        _optional(
            "frame_step",
            "Samples from one piece to the next, at most Frame length.",
            Kind.INTEGER,
            "half a frame",
            1,
        ),
        _optional(
            "fft_length",
            "Length of the Fourier transform, at least Frame length and best a power of two: half "
            "of it plus one is the number of frequencies.",
            Kind.INTEGER,
            "automatic",
            2,
        ),
        _window("hann", "hamming", "blackman"),
        flag("periodic", "Makes the window periodic rather than symmetric."),
        replace(
            choice(
                "scaling",
                "What values mean: power per Hz (density), power (spectrum), or raw sums.",
                ("density", "spectrum"),
                "density",
            ),
            nullable=True,
        ),
        choice(
            "padding",
            "Valid keeps to whole pieces of the sound; same pads its ends with zeros.",
            ("valid", "same"),
            "valid",
        ),
        flag(
            "expand_dims",
            "Gives images, time × frequencies × channels; otherwise the channels' frequencies "
            "stand side by side.",
        ),
        data_format(),
        _dtype("bfloat16", "mixed_bfloat16"),
    ),
    takes=tensor("Sound: batch × samples × channels, as floats.", 4000, 1),
    gives="Batch × pieces × frequencies.",
    main=("mode", "frame_length", "frame_step"),
    keywords=("name", "trainable"),
    aliases=("audio", "sound", "Fourier", "speech"),
    rules=(NotAbove("frame_step", "frame_length"), NotAbove("frame_length", "fft_length")),
    since="3.7.0",
)

CARDS = (MEL_SPECTROGRAM, STFT_SPECTROGRAM)
