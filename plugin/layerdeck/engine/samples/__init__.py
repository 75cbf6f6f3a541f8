"""Samples: arrays of files, and random numbers, as what an Input is fed.

Nothing in a file is believed before it has been checked, and nothing but a header is read before
its size is known to be bearable. No pickle is ever opened.
"""

from .drawn import draw, sides, words_of
from .fitting import Fit, fit
from .reading import arrays_of
from .stored import SampleError, Stored

__all__ = ["Fit", "SampleError", "Stored", "arrays_of", "draw", "fit", "sides", "words_of"]
