"""What `layerdeck --help` says, for every command, as it says it."""

from pathlib import Path

from typer.main import get_command
from typer.testing import CliRunner

from layerdeck.cli.app import app

_WIDTH = {"COLUMNS": "88", "TERMINAL_WIDTH": "88"}


def write_help(folder: Path) -> None:
    """Write the help of the program and of each command into `NAME.txt`.

    Raises:
        RuntimeError: a command has none.
    """
    folder.mkdir(parents=True, exist_ok=True)
    commands = get_command(app).commands  # type: ignore[attr-defined]
    for name in ("", *commands):
        words = [name, "--help"] if name else ["--help"]
        told = CliRunner().invoke(app, words, env=_WIDTH, prog_name="layerdeck")
        if told.exit_code:
            raise RuntimeError(f"layerdeck {' '.join(words)} failed: {told.output}")
        (folder / f"{name or 'layerdeck'}.txt").write_text(told.output.strip() + "\n", "utf-8")
