"""Where a Keras class is written down: its own source, in the installed version."""

import importlib
import inspect

import keras

_SOURCE = "https://github.com/keras-team/keras/blob/v{version}/{path}#L{line}"


def keras_version() -> str:
    """The version that the site is built with."""
    return str(keras.__version__)


def source_of(card_id: str) -> str:
    """The address of the source of a Keras class; empty for what is not Keras' own."""
    module, _, name = card_id.rpartition(".")
    if not module.startswith("keras"):
        return ""
    made = getattr(importlib.import_module(module), name)
    home = inspect.unwrap(made).__module__
    if not home.startswith("keras."):
        return ""
    _, line = inspect.getsourcelines(made)
    path = home.replace(".", "/") + ".py"
    return _SOURCE.format(version=keras_version(), path=path, line=line)
