"""The command line. Keras and Qt are imported only by the commands that need them."""

from .run import main

__all__ = ["main"]
