"""What this program is."""

from PySide6.QtWidgets import QMessageBox, QWidget

from layerdeck import __version__


def show_about(window: QWidget) -> None:
    """Say what this is."""
    QMessageBox.about(
        window,
        "About Layerdeck",
        f"<b>Layerdeck {__version__}</b><br>Build Keras models from cards and wires, take away "
        "clean Python.<br><br>MIT licence. Fonts: Inter and JetBrains Mono, SIL Open Font "
        "License.",
    )
