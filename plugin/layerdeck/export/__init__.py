"""Program -> Python source, with a map from lines to cards; its summary as a table."""

from .manner import PLAIN, Arguments, Flavour, Manner, Style
from .module import export, export_steps
from .notebook import notebook
from .page import Line, Module
from .parts import BUILD
from .tables import ENDINGS, Form, aligned, as_table

__all__ = [
    "BUILD",
    "ENDINGS",
    "PLAIN",
    "Arguments",
    "Flavour",
    "Form",
    "Line",
    "Manner",
    "Module",
    "Style",
    "aligned",
    "as_table",
    "export",
    "export_steps",
    "notebook",
]
