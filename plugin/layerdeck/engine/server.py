"""The engine as a process: requests in on standard input, replies out on standard output.

Both are lines of JSON (`layerdeck.program.messages`). Nothing else may reach standard output, so
descriptor 1 is pointed at standard error before TensorFlow is imported, and replies go out through
a copy of the old one.
"""

import gc
import os
import sys
import threading
from typing import TYPE_CHECKING

import msgspec

from layerdeck.deck import load_catalogue
from layerdeck.program import (
    ABOUT,
    CANCELLED,
    Build,
    Built,
    Failed,
    Infer,
    Leave,
    Look,
    Peek,
    Pong,
    Problem,
    Progress,
    Ready,
    Reply,
    Report,
)

from .between import Between, Cancelled, nothing, told
from .replies import Replies
from .requests import Waiting, read_requests

if TYPE_CHECKING:
    from .memo import Memo


def serve() -> None:
    """Answer requests until standard input ends, which ends the process at once."""
    replies = Replies()
    waiting = Waiting()
    reader = threading.Thread(
        target=read_requests,
        args=(sys.stdin.buffer, waiting, _leave, lambda: replies.send(Pong())),
        name="requests",
        daemon=True,
    )
    reader.start()
    # Imported here: a parent that dies while TensorFlow loads must not leave this process behind.
    from .backend import keras, tf  # noqa: PLC0415
    from .memo import Memo  # noqa: PLC0415
    from .peek import Desk  # noqa: PLC0415

    memo, desk = Memo(), Desk(load_catalogue(), lambda: waiting.has_peek)
    # A million objects of TensorFlow, which no search for garbage need look at again.
    gc.freeze()
    replies.send(Ready(str(tf.__version__), str(keras.__version__)))
    while True:
        # A peek goes on while nothing else waits, a step at a time.
        if desk.is_busy and not waiting.waits:
            reply = desk.go_on()
        else:
            request = waiting.take()
            if isinstance(request, Peek | Look | Leave):
                reply = desk.take(request)
            else:
                reply = answer(request, memo, _between(request, waiting, replies))
        if reply is not None:
            replies.send(reply)


def _between(request: Infer | Build, waiting: Waiting, replies: Replies) -> Between:
    """Tell how far a request is; give it up when it is taken back, or a newer one has come."""
    if isinstance(request, Infer):
        return told(
            lambda done, count: replies.send(Progress(0, done, count)), lambda: waiting.has_infer
        )
    job = request.job
    return told(
        lambda done, count: replies.send(Progress(job, done, count)),
        lambda: waiting.is_taken_back(job),
    )


def answer(
    request: Infer | Build, memo: "Memo | None" = None, between: Between = nothing
) -> Reply | None:
    """The reply to a request; None to an Infer that was given up.

    Args:
        request: what is asked.
        memo: the results of the last Programs.
        between: called before each statement that is run; may raise `Cancelled`.
    """
    from .build import BuildError, make  # noqa: PLC0415
    from .carrying import carry  # noqa: PLC0415
    from .infer import infer  # noqa: PLC0415
    from .saving import save  # noqa: PLC0415

    deck = load_catalogue()
    if isinstance(request, Infer):
        try:
            report = infer(request.program, deck, memo, between)
        except Cancelled:
            return None
        except Exception as error:  # a fault of ours must not silence the engine
            print(f"infer failed: {error!r}", file=sys.stderr)
            report = Report(request.revision, {}, (_stumbled(error),))
        return msgspec.structs.replace(report, revision=request.revision)
    try:
        made = make(request.program, deck, memo, between)
        origin = request.origin if ABOUT[request.format].has_weights else None
        told = carry(made.model, made.layers, origin)
        save(made.model, request.path, request.format, between)
    except BuildError as error:
        return Failed(request.job, str(error))
    except Cancelled:
        return Failed(request.job, CANCELLED)
    return Built(request.job, request.path, told)


def _stumbled(error: Exception) -> Problem:
    return Problem(
        "", "", f"The engine cannot work this graph out: {type(error).__name__}. Please report it."
    )


def _leave() -> None:
    """End now: the parent is gone, and no one waits for what is being worked."""
    os._exit(0)
