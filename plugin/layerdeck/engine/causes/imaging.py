"""Images, sound and features: channels, lengths, and numbers per channel that do not fit."""

from collections.abc import Iterator
from typing import Any

from layerdeck.engine.backend import keras
from layerdeck.engine.shapes import Sized
from layerdeck.program import Problem

from .cause import about
from .use import Use

_layers = keras.layers


def _kinds(*names: str) -> tuple[Any, ...]:
    """The classes of these names that the installed Keras has."""
    return tuple(getattr(_layers, name) for name in names if hasattr(_layers, name))


IMAGES = _kinds(
    "AugMix", "AutoContrast", "CenterCrop", "ContrastLimitedAdaptiveHistogramEqualization",
    "CutMix", "Equalization", "MixUp", "RandAugment", "RandomBrightness",
    "RandomColorDegeneration", "RandomColorJitter", "RandomContrast", "RandomCrop",
    "RandomElasticTransform", "RandomErasing", "RandomFlip", "RandomGaussianBlur",
    "RandomGrayscale", "RandomHue", "RandomInvert", "RandomPerspective", "RandomPosterization",
    "RandomRotation", "RandomSaturation", "RandomSharpness", "RandomShear", "RandomTranslation",
    "RandomZoom", "Resizing", "Solarization",
)  # fmt: skip
"""Layers that take batch × height × width × channels, and find out on the first batch."""
_COLOURED = _kinds("RandomHue", "RandomSaturation", "RandomColorDegeneration")
_GREY_TOO = _kinds("RandomGrayscale", "RandAugment")
_JITTER, _AUG_MIX = _kinds("RandomColorJitter"), _kinds("AugMix")
_STFT = _kinds("STFTSpectrogram")


@about(*IMAGES)
def wrong_colours(use: Use) -> Iterator[Problem]:
    """Some augmentations compute with red, green and blue; Keras finds out only in training."""
    wanted = _channels(use.layer)
    if not wanted or len(use.given[0].shape) != 4:
        return
    given = use.given[0]
    axis = 1 if use.layer.data_format == "channels_first" else -1
    have = given.shape[axis]
    if have is None or have in wanted:
        return
    words = "3 channels (red, green, blue)" if wanted == (3,) else "1 or 3 channels"
    yield use.tensor_problem(
        f"{use.title} computes with colours, so it takes images of {words}, and {given.card} gives "
        f"{have}: the model would be built, and fail when it is trained.",
        f"Takes {words.split(' (', maxsplit=1)[0]}, and got {have}",
    )


def _channels(layer: Any) -> tuple[int, ...]:
    if isinstance(layer, _COLOURED):
        return (3,)
    if isinstance(layer, _JITTER):
        given = (layer.saturation_factor, layer.hue_factor)
        return (3,) if any(factor is not None for factor in given) else ()
    if isinstance(layer, _GREY_TOO) or (isinstance(layer, _AUG_MIX) and layer.all_ops):
        return (1, 3)
    return ()


@about(*IMAGES, _layers.Rescaling, _layers.Normalization, _layers.MelSpectrogram, *_STFT)
def no_numbers(use: Use) -> Iterator[Problem]:
    """Texts into layers of images, sound and features."""
    given = use.given[0] if use.given else None
    if given is None:
        return
    if given.dtype == "string" or given.dtype.startswith("complex"):
        yield use.tensor_problem(
            f"{use.title} takes numbers, and {given.card} gives {given.dtype}: the model would be "
            "built, and fail on its first batch.",
            f"Takes numbers, and got {given.dtype}",
        )
    elif isinstance(use.layer, _STFT) and "float" not in given.dtype:
        yield use.tensor_problem(
            f"{use.title} takes floats, and {given.card} gives {given.dtype}: the model would be "
            "built, and fail on its first batch. Let the Input take float32; integers that are fed "
            "to it are converted.",
            f"Takes floats, and got {given.dtype}",
        )


@about(_layers.MelSpectrogram, *_STFT)
def too_short_a_sound(use: Use) -> Iterator[Problem]:
    """A sound must be longer than what is analysed at once, and its channels known."""
    layer, given = use.layer, use.given[0] if use.given else None
    if given is None:
        return
    if isinstance(layer, _layers.MelSpectrogram) and len(given.shape) == 2:
        samples, least = given.shape[1], layer.fft_length // 2 + 1
        if samples is not None and samples < least:
            yield _short(use, "fft_length", given, samples, least, 2 * (samples - 1))
    elif isinstance(layer, _STFT) and len(given.shape) == 3:
        first = layer.data_format == "channels_first"
        samples = given.shape[2 if first else 1]
        if given.shape[1 if first else 2] is None:
            yield use.tensor_problem(
                f"{use.title} must know how many channels a sound has, and {given.card} leaves "
                "that open. Give the Input a number of channels.",
                "Needs a known number of channels",
            )
        elif samples is not None and layer.padding == "valid" and samples < layer.frame_length:
            least = layer.frame_length
            yield _short(use, "frame_length", given, samples, least, samples)


def _short(use: Use, port: str, given: Sized, samples: int, least: int, fitting: int) -> Problem:
    fixes = use.set_value(port, fitting, str(fitting)) if fitting > 1 else ()
    return use.problem(
        port,
        f"With {use.port_title(port)} {getattr(use.layer, port)}, a sound must have {least} "
        f"samples or more, and {given.card} gives {samples}.",
        f"Sound of {samples} samples is too short",
        fixes,
    )


@about(_layers.Rescaling, _layers.Normalization)
def values_per_channel(use: Use) -> Iterator[Problem]:
    """Rescaling and Normalization take one number, or one for each channel."""
    layer, given = use.layer, use.given[0] if use.given else None
    if given is None or len(given.shape) < 2:
        return
    if isinstance(layer, _layers.Rescaling):
        numbers = {"scale": layer.scale, "offset": layer.offset}
        channels = given.shape[-1]
    else:
        numbers = {"mean": layer.input_mean, "variance": layer.input_variance}
        rank = len(given.shape)
        places = sorted(axis % rank for axis in layer.axis if -rank <= axis < rank)
        channels = given.shape[places[-1]] if places else 1
    for port, values in numbers.items():
        have = len(values) if isinstance(values, (tuple, list)) else 1
        if channels is not None and have not in (1, channels):
            yield use.problem(
                port,
                f"{use.port_title(port)} takes one number, or one for each of the {channels} "
                f"channels that {given.card} gives, and has {have}.",
                f"{have} numbers for {channels} channels",
            )
            return
