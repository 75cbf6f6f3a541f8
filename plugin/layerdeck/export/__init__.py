"""Program -> Python source, with a map from lines to cards."""

from .module import Flavour, Module, export, export_steps

__all__ = ["Flavour", "Module", "export", "export_steps"]
