"""Causes: what Keras would refuse or get wrong, found first and said in words.

Each cause is a function from a layer about to be applied (`Use`) to the problems it has. Keras' own
message, made into a sentence, is the last resort.
"""

from .find import after_call, after_refusal, after_use, before_making, before_use
from .raised import explain
from .use import Refused, Use

__all__ = [
    "Refused",
    "Use",
    "after_call",
    "after_refusal",
    "after_use",
    "before_making",
    "before_use",
    "explain",
]
