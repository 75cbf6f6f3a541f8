"""Finds the files that ship with Layerdeck: in an installed package, or beside a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_CHECKOUT = _PACKAGE.parent.parent


def asset_path(name: str) -> Path:
    """The path of a file under `assets/`, such as `themes/night.json`."""
    return _shipped("assets") / name


def theme_names() -> tuple[str, ...]:
    """The names of the themes, those of their files."""
    return tuple(sorted(path.stem for path in asset_path("themes").glob("*.json")))


def example_paths() -> list[Path]:
    """The example projects, by name."""
    return sorted(_shipped("examples").glob("*.layerdeck"))


def _shipped(folder: str) -> Path:
    installed = _PACKAGE / folder
    return installed if installed.is_dir() else _CHECKOUT / folder
