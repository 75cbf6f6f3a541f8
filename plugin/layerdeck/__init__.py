"""Layerdeck: build Keras models from cards and wires, take away clean Python."""

__version__ = "0.1.0"
