"""The group of commands, in which `open` may be left out: `layerdeck unet3d.layerdeck`."""

from pathlib import Path
from typing import Any

import typer.core


class OpenByDefault(typer.core.TyperGroup):
    """A group that opens the editor where no command is named."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put `open` in front of what is no command and no option of the group."""
        if not args or (not args[0].startswith("-") and self._is_file(args[0])):
            args = ["open", *args]
        return super().parse_args(ctx, args)

    def _is_file(self, word: str) -> bool:
        """Whether a word means a file: a mistyped command has no dot, no slash and no file."""
        return word not in self.commands and (
            "." in word or "/" in word or "\\" in word or Path(word).exists()
        )
