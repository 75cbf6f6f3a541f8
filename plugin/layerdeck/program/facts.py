"""What the engine finds out about a Program, and the messages it exchanges with an editor.

A message is one line of JSON. The types live here, beside the Program, because the editor reads
them without importing the engine.
"""

from msgspec import Struct

from .problems import Problem
from .program import Program

Shape = tuple[int | None, ...]
"""Sizes of the axes, batch first; None is an axis of any size."""


class Facts(Struct, frozen=True):
    """What is known of a card.

    Attributes:
        output_shape: of the first output, batch included; None where the card makes no tensor.
        axes: a name for every axis of the output: B, T, D, H, W, C.
        dtype: of the output.
        parameters: weights of the card's layer, counted in numbers.
        trainable_parameters: those that training changes.
        activation_bytes: of the output, for one sample, in its dtype.
        multiply_adds: for one sample, without biases.
        receptive_field: voxels of the model's input that one output voxel sees, per axis.
    """

    output_shape: Shape | None = None
    axes: tuple[str, ...] = ()
    dtype: str = ""
    parameters: int = 0
    trainable_parameters: int = 0
    activation_bytes: int | None = None
    multiply_adds: int | None = None
    receptive_field: tuple[int, ...] | None = None


class Infer(Struct, frozen=True, tag="infer"):
    """Asks for the facts of a Program; the answer carries the same revision."""

    revision: int
    program: Program


class Build(Struct, frozen=True, tag="build"):
    """Asks to build the model and save it as a `.keras` file."""

    job: int
    program: Program
    path: str


class Ready(Struct, frozen=True, tag="ready"):
    """The engine has imported Keras and answers from now on."""

    tensorflow: str
    keras: str


class Report(Struct, frozen=True, tag="report"):
    """The facts per card and in total, and the problems that only Keras sees.

    Weights that cards share are counted once in the totals.
    """

    revision: int
    facts: dict[str, Facts]
    problems: tuple[Problem, ...] = ()
    parameters: int = 0
    trainable_parameters: int = 0
    activation_bytes: int = 0
    multiply_adds: int = 0


class Built(Struct, frozen=True, tag="built"):
    """The model is saved."""

    job: int
    path: str


class Failed(Struct, frozen=True, tag="failed"):
    """The model could not be built or saved; `message` is a sentence."""

    job: int
    message: str


Request = Infer | Build
Reply = Ready | Report | Built | Failed
