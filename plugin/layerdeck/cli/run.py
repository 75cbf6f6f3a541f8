"""Running a command: one exit status and at most one line of message, whatever happens."""

import contextlib
import errno
import os
import sys
import traceback
from collections.abc import Sequence
from typing import Any

import typer

from layerdeck.files import FileError
from layerdeck.files.errors import reason

from .app import app
from .outcome import INTERRUPTED, UNUSABLE, CommandError, say

_USAGE: type[Exception] = next(
    kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException"
)
"""The base of typer's own errors; where it lies depends on the version of typer."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line; gives the exit status: 0 good, 1 the graph has errors, 2 unusable."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        status = _run(given)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:  # whoever read has read enough
        _close_output()
        status = 0
    except OSError as error:
        _close_output()
        why = "the disk is full" if error.errno == errno.ENOSPC else reason(error)
        say(f"the output could not be written: {why}.")
        status = UNUSABLE
    return status


def _close_output() -> None:
    """Let go of what cannot be printed: Python would complain of it on its way out."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(arguments: list[str]) -> int:
    command: Any = typer.main.get_command(app)
    named = ["layerdeck", *(word for word in arguments[:1] if word in command.commands)]
    try:
        # Not `app()`: it would swallow interrupts and broken pipes in its own way.
        with command.make_context("layerdeck", arguments) as context:
            status = command.invoke(context)
    except (KeyboardInterrupt, typer.Abort):
        say("interrupted.")
        return INTERRUPTED
    except typer.Exit as done:
        return done.exit_code
    except CommandError as error:
        say(str(error))
        return error.status
    except FileError as error:
        say(error.in_full)
        return UNUSABLE
    except OSError as error:
        if error.filename is None:  # that of stdout: all others know the file they are about
            raise
        return _failed(error)
    except _USAGE as error:
        say(f"{_usage(error)} See {' '.join(named)} --help.")
        return UNUSABLE
    except Exception as error:
        return _failed(error)
    return status if isinstance(status, int) else 0


def _failed(error: Exception) -> int:
    """Say what went wrong in one line; `LAYERDECK_DEBUG=1` shows the traceback of a fault."""
    if os.environ.get("LAYERDECK_DEBUG"):
        traceback.print_exc()
    else:
        say(f"a fault of Layerdeck's own ({type(error).__name__}: {error}); please report it.")
    return UNUSABLE


def _usage(error: Any) -> str:
    """What is wrong with a call, as a sentence."""
    message: str = error.format_message()
    return message if message.endswith((".", "?")) else f"{message}."
