"""The engine as a process: requests in on standard input, replies out on standard output.

Both are lines of JSON (`layerdeck.program.messages`). Nothing else may reach standard output, so
descriptor 1 is pointed at standard error before TensorFlow is imported, and replies go out through
a copy of the old one.
"""

import os
import sys
import threading
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from layerdeck.deck import load_catalogue
from layerdeck.program import (
    Build,
    Built,
    Failed,
    Infer,
    Leave,
    Look,
    Peek,
    Problem,
    Ready,
    Reply,
    Report,
)

from .requests import Waiting, read_requests

if TYPE_CHECKING:
    from .memo import Memo


def serve() -> None:
    """Answer requests until standard input ends, which ends the process at once."""
    replies = _take_standard_output()
    waiting = Waiting()
    reader = threading.Thread(
        target=read_requests,
        args=(sys.stdin.buffer, waiting, _leave),
        name="requests",
        daemon=True,
    )
    reader.start()
    # Imported here: a parent that dies while TensorFlow loads must not leave this process behind.
    from .backend import keras, tf  # noqa: PLC0415
    from .memo import Memo  # noqa: PLC0415
    from .peek import Desk  # noqa: PLC0415

    memo = Memo()
    _send(replies, Ready(str(tf.__version__), str(keras.__version__)))
    desk = Desk(load_catalogue())
    while True:
        # A peek goes on while nothing else waits, a step at a time.
        if desk.is_busy and not waiting.waits:
            reply = desk.go_on()
        else:
            request = waiting.take()
            if isinstance(request, Peek | Look | Leave):
                reply = desk.take(request)
            else:
                reply = answer(request, memo)
        if reply is not None:
            _send(replies, reply)


def answer(request: Infer | Build, memo: "Memo | None" = None) -> Reply:
    """The reply to a request; the memo holds what was found of the last Programs."""
    from .build import BuildError, build, save  # noqa: PLC0415
    from .infer import infer  # noqa: PLC0415

    deck = load_catalogue()
    if isinstance(request, Infer):
        try:
            report = infer(request.program, deck, memo)
        except Exception as error:  # a fault of ours must not silence the engine
            print(f"infer failed: {error!r}", file=sys.stderr)
            report = Report(request.revision, {}, (_stumbled(error),))
        return msgspec.structs.replace(report, revision=request.revision)
    try:
        save(build(request.program, deck), request.path)
    except BuildError as error:
        return Failed(request.job, str(error))
    return Built(request.job, request.path)


def _stumbled(error: Exception) -> Problem:
    return Problem(
        "", "", f"The engine cannot work this graph out: {type(error).__name__}. Please report it."
    )


def _take_standard_output() -> BinaryIO:
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return replies


def _send(replies: BinaryIO, reply: Reply) -> None:
    try:
        replies.write(msgspec.json.encode(reply) + b"\n")
        replies.flush()
    except BrokenPipeError:
        _leave()


def _leave() -> None:
    """End now: the parent is gone, and no one waits for what is being worked."""
    os._exit(0)
