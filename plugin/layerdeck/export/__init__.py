"""Program -> Python source, with a map from lines to cards."""

from .module import Flavour, Line, Module, export, export_steps
from .parts import BUILD

__all__ = ["BUILD", "Flavour", "Line", "Module", "export", "export_steps"]
