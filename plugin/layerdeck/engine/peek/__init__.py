"""Peek: the graph is run up to one tensor, statement by statement, on one sample.

Importing this package imports Keras.
"""

from .desk import Desk

__all__ = ["Desk"]
