"""The Program: what a Graph means, made by `lower`, printed by export, run by the engine."""

from .facts import Facts, Field, Shape
from .flatten import WITHIN, Flat, flatten
from .lower import Lowered, lower, lower_steps
from .messages import Build, Built, Failed, Infer, Ready, Reply, Report, Request
from .problems import Problem, Severity, by_card
from .program import (
    MODEL,
    Apply,
    Argument,
    Assign,
    Call,
    Expression,
    Function,
    Literal,
    Make,
    Output,
    Parameter,
    Program,
    Ref,
    Statement,
    targets,
    trim,
    uses,
)
from .steps import finish

__all__ = [
    "MODEL",
    "WITHIN",
    "Apply",
    "Argument",
    "Assign",
    "Build",
    "Built",
    "Call",
    "Expression",
    "Facts",
    "Failed",
    "Field",
    "Flat",
    "Function",
    "Infer",
    "Literal",
    "Lowered",
    "Make",
    "Output",
    "Parameter",
    "Problem",
    "Program",
    "Ready",
    "Ref",
    "Reply",
    "Report",
    "Request",
    "Severity",
    "Shape",
    "Statement",
    "by_card",
    "finish",
    "flatten",
    "lower",
    "lower_steps",
    "targets",
    "trim",
    "uses",
]
