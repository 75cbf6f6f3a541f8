"""A built model on the disk: `.keras`, JSON, SavedModel, ONNX, each whole or not at all."""

from .writing import save

__all__ = ["save"]
