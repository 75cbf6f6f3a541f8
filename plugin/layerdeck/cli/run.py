"""Running a command: one exit status and at most one line of message, whatever happens."""

import contextlib
import os
import sys
import traceback
from collections.abc import Sequence

import typer

from layerdeck.files import FileError

from .app import app
from .outcome import INTERRUPTED, UNUSABLE, CommandError, say

_USAGE = next(kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException")
"""The base of typer's own errors; where it lies depends on the version of typer."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line; gives the exit status: 0 good, 1 the graph has errors, 2 unusable."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        status = _run(given)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read has read enough; without this Python would complain on its way out.
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    return status


def _run(arguments: list[str]) -> int:
    try:
        # Not `app()`: it would swallow interrupts and broken pipes in its own way.
        command = typer.main.get_command(app)
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
        say(str(error))
        return UNUSABLE
    except BrokenPipeError:
        raise
    except Exception as error:
        return _failed(error)
    return status if isinstance(status, int) else 0


def _failed(error: Exception) -> int:
    """Say what went wrong in one line; `LAYERDECK_DEBUG=1` shows the traceback of a fault."""
    if isinstance(error, _USAGE):
        say(f"{error.format_message()} See layerdeck --help.")  # type: ignore[attr-defined]
    elif os.environ.get("LAYERDECK_DEBUG"):
        traceback.print_exc()
    else:
        say(f"a fault of Layerdeck's own ({type(error).__name__}: {error}); please report it.")
    return UNUSABLE
