"""Small pictures of the examples for the start page: drawn once by a process of its own, then kept.

`python -m layerdeck.editor.pictures THEME FOLDER` draws those that are missing in a folder and says
the name of each when it is there, so that the window never waits for one.
"""

import sys
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QSettings, QSize, Signal

from layerdeck import __version__
from layerdeck.deck import load_catalogue
from layerdeck.files import FileError, read_project, write_atomically

from .assets import asset_path, example_paths
from .python_process import python_process

SIZE = QSize(196, 118)
"""Of a picture, in pixels at 1:1; it has twice as many for screens that show them."""


def picture_path(folder: Path, example: Path, theme: str) -> Path:
    """Where the picture of an example lies, as it looks in a theme in this version."""
    drawn = (example.read_bytes(), asset_path(f"themes/{theme}.json").read_bytes())
    made_of = (*drawn, f"{__version__} {SIZE.width()} {SIZE.height()}".encode())
    return folder / f"{example.stem}-{theme}-{sha256(b' '.join(made_of)).hexdigest()[:12]}.png"


def picture_folder(settings: QSettings) -> Path:
    """Where pictures are kept: beside the settings."""
    return Path(settings.fileName()).parent / "pictures"


class Pictures(QObject):
    """Has the pictures drawn that are missing."""

    drawn = Signal(str)
    """The name of an example whose picture is there now."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._process: QProcess | None = None

    def draw(self, theme: str) -> None:
        """Draw what is missing of a theme; `drawn` tells of each, also of those that are there."""
        self.stop()
        process = python_process(self, QT_QPA_PLATFORM="offscreen")
        process.readyReadStandardOutput.connect(self._read)
        self._process = process
        process.start(sys.executable, ["-m", __name__, theme, str(self._folder)])

    def stop(self) -> None:
        """Draw no more."""
        process, self._process = self._process, None
        if process is not None:
            process.readyReadStandardOutput.disconnect()
            process.kill()
            process.waitForFinished(3000)
            process.deleteLater()

    def _read(self) -> None:
        while self._process is not None and self._process.canReadLine():
            self.drawn.emit(bytes(self._process.readLine().data()).decode().strip())


def main() -> int:
    """Draw the missing pictures of a theme into a folder."""
    from .render import small_picture  # noqa: PLC0415 - the window has no need of it

    theme, folder = sys.argv[1], Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    deck = load_catalogue()
    for example in example_paths():
        path = picture_path(folder, example, theme)
        try:
            if not path.exists():
                graph = read_project(example, deck)
                write_atomically(path, small_picture(graph, deck, theme, SIZE * 2))
        except (FileError, ValueError):
            continue
        print(example.stem, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
