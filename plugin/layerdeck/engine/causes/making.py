"""Values at odds that Keras refuses when an object is made."""

import re
from collections.abc import Iterator

from layerdeck.deck import Catalogue, Role
from layerdeck.engine.run import Making
from layerdeck.program import Problem

from .use import set_value

_FORGETTING = tuple(
    f"keras.layers.{name}"
    for name in ("LSTM", "LSTMCell", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D")
)


def bad_name(making: Making, catalogue: Catalogue) -> Iterator[Problem]:
    """Keras parts names with a slash; TensorFlow refuses more as soon as a layer runs."""
    name = making.arguments.get("name")
    declared = catalogue.get(making.call.path)
    if not isinstance(name, str) or declared is None:
        return
    if declared.role not in (Role.LAYER, Role.INPUT):
        return
    allowed = r"[^/]" if declared.role is Role.INPUT else r"[A-Za-z0-9_.>-]"
    mended = "".join(letter if re.match(allowed, letter) else "_" for letter in name)
    if mended == name:
        return
    yield Problem(
        making.card,
        "name",
        f"A layer cannot be called “{name}”: TensorFlow takes letters without accents, digits and "
        "_ . > - in names, and no blanks or slashes.",
        f"“{name}” cannot name a layer",
        fixes=set_value(making, "name", "Name", mended, mended),
    )


def no_bias_to_add_to(making: Making) -> Iterator[Problem]:
    """Unit forget bias adds ones to what the bias starts from, which must be something."""
    given = making.arguments
    if making.call.path not in _FORGETTING or given.get("bias_initializer", "") is not None:
        return
    if given.get("use_bias", True) and given.get("unit_forget_bias", True):
        yield Problem(
            making.card,
            "bias_initializer",
            "Unit forget bias puts ones among what the bias initializer gives, so there must be "
            "one: choose zeros, or switch Unit forget bias off.",
            "Unit forget bias needs an initializer",
            fixes=(
                *set_value(making, "bias_initializer", "Bias initializer", "zeros", "zeros"),
                *set_value(making, "unit_forget_bias", "Unit forget bias", False, "off"),
            ),
        )


def shape_of_input(making: Making) -> Iterator[Problem]:
    """An Input takes a shape, or a batch shape, and not both."""
    if making.call.path != "keras.Input":
        return
    given = [key for key in ("shape", "batch_shape") if making.arguments.get(key) is not None]
    if not given:
        yield Problem(
            making.card,
            "shape",
            "An Input needs a shape, such as 64, 64, 64, 1 for volumes of one channel, or () for "
            "one text or number.",
            "Needs a shape",
        )
    elif len(given) > 1:
        yield Problem(
            making.card,
            "batch_shape",
            "Shape and batch shape exclude each other: the second is the first with the batch in "
            "front. Give one of them.",
            "Shape and batch shape exclude each other",
            fixes=set_value(making, "batch_shape", "Batch shape", None, "none"),
        )
    elif "batch_shape" in given and making.arguments.get("batch_size") is not None:
        yield Problem(
            making.card,
            "batch_size",
            "Batch shape holds the batch size already. Give one of them.",
            "Batch shape holds the batch size",
            fixes=set_value(making, "batch_size", "Batch size", None, "none"),
        )
