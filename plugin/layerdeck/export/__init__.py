"""Program -> Python source, with a map from lines to cards; its summary as a table."""

from .module import Flavour, Line, Module, export, export_steps
from .parts import BUILD
from .tables import ENDINGS, Form, aligned, as_table

__all__ = [
    "BUILD",
    "ENDINGS",
    "Flavour",
    "Form",
    "Line",
    "Module",
    "aligned",
    "as_table",
    "export",
    "export_steps",
]
