"""Two versions of a project, compared in the window: marks on the canvas, a list in a tab."""

from .comparing import Comparing

__all__ = ["Comparing"]
