"""Peek: what a wire carries, looked at slice by slice over the canvas."""

from .panel import PeekPanel
from .pointing import pointed_at, why_not_peek

__all__ = ["PeekPanel", "pointed_at", "why_not_peek"]
