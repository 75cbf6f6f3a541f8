"""What cards are: port types, ports, card types, values, the catalogue. Imports nothing of ours."""

from .catalogue import Catalogue
from .making import layer_card, object_card, tensor
from .packs import load_catalogue
from .ports import (
    REQUIRED,
    CardType,
    Port,
    Required,
    Role,
    followed,
    port_type,
    visible_outputs,
)
from .rules import Below, Divides, Exclusive, Needs, NotAbove, Rule
from .search import Hit
from .types import Kind, PortType, may_join, why_not
from .values import BadValueError, Value, choice_title, normalise, parse, show

__all__ = [
    "REQUIRED",
    "BadValueError",
    "Below",
    "CardType",
    "Catalogue",
    "Divides",
    "Exclusive",
    "Hit",
    "Kind",
    "Needs",
    "NotAbove",
    "Port",
    "PortType",
    "Required",
    "Role",
    "Rule",
    "Value",
    "choice_title",
    "followed",
    "layer_card",
    "load_catalogue",
    "may_join",
    "normalise",
    "object_card",
    "parse",
    "port_type",
    "show",
    "tensor",
    "visible_outputs",
    "why_not",
]
