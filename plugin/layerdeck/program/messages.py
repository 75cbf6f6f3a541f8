"""The messages that the engine exchanges with an editor, each one line of JSON.

They live here, beside the Program, because the editor reads them without importing the engine.
"""

from msgspec import Struct

from .facts import Facts
from .formats import Format
from .origins import Origin
from .peeks import Declined, Leave, Look, Peek, Peeked, Priced, Running, Slice
from .problems import Problem
from .program import Program


class Infer(Struct, frozen=True, tag="infer"):
    """Asks for the facts of a Program; the answer carries the same revision."""

    revision: int
    program: Program


class Build(Struct, frozen=True, tag="build"):
    """Asks to build the model and save it.

    Attributes:
        origin: where the weights of layers come from; without it all are fresh.
    """

    job: int
    program: Program
    path: str
    origin: Origin | None = None
    format: Format = Format.KERAS


CANCELLED = "It was cancelled."
"""The `message` of a Failed that was taken back."""


class Cancel(Struct, frozen=True, tag="cancel"):
    """Takes a Build back. Its answer is that it failed, unless it was done already."""

    job: int


class Ping(Struct, frozen=True, tag="ping"):
    """Asks whether the engine is there at all: it is answered whatever else is being worked."""


class Pong(Struct, frozen=True, tag="pong"):
    """The engine is there."""


class Progress(Struct, frozen=True, tag="progress"):
    """Work that takes its time: so many of its statements are done.

    Attributes:
        job: of the Build; 0 where it is the Infer that is worked.
    """

    job: int
    done: int
    count: int


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
    """The model is saved.

    Attributes:
        told: what became of the weights that were to come from a file; sentences.
    """

    job: int
    path: str
    told: tuple[str, ...] = ()


class Failed(Struct, frozen=True, tag="failed"):
    """The model could not be built or saved; `message` is a sentence."""

    job: int
    message: str


Request = Infer | Build | Cancel | Ping | Peek | Look | Leave
Reply = (
    Ready | Pong | Progress | Report | Built | Failed
    | Priced | Running | Peeked | Slice | Declined
)  # fmt: skip
