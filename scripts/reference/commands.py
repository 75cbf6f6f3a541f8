"""What `layerdeck --help` says, for every command, as it says it."""

from typer.main import get_command
from typer.testing import CliRunner

from layerdeck.cli.app import app

_WIDTH = {"COLUMNS": "88", "TERMINAL_WIDTH": "88"}


def command_help() -> dict[str, str]:
    """Pieces for the page of the command line, by name: the program's help, and each command's.

    Raises:
        RuntimeError: a command has none.
    """
    commands = get_command(app).commands  # type: ignore[attr-defined]
    sections = [f"## {name}\n\n{_block(_help(name))}" for name in commands]
    return {"layerdeck": _block(_help()), "commands": "\n".join(sections)}


def _help(*words: str) -> str:
    told = CliRunner().invoke(app, [*words, "--help"], env=_WIDTH, prog_name="layerdeck")
    if told.exit_code:
        raise RuntimeError(f"layerdeck {' '.join(words)} --help failed: {told.output}")
    return told.output.strip()


def _block(text: str) -> str:
    return f"```text\n{text}\n```\n"
