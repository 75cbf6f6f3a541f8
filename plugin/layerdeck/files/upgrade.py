"""Versions of the file's form, and the steps from each to the next."""

from collections.abc import Callable, Mapping
from typing import Any

from .errors import FileError, shown

VERSION = 1
"""The version that is written."""

Step = Callable[[dict[str, Any]], dict[str, Any]]

UPGRADES: Mapping[int, Step] = {}
"""By version, the function that brings a file of it to the next. Version 1 is the first."""


def upgrade(project: dict[str, Any]) -> dict[str, Any]:
    """Bring a file's content to the present version.

    Raises:
        FileError: it names no version, or one that this Layerdeck does not know.
    """
    version = _version(project)
    while version < VERSION:
        project = UPGRADES[version](project)
        version += 1
    return project


def _version(project: dict[str, Any]) -> int:
    where = 'the key "layerdeck"'
    if "layerdeck" not in project:
        raise FileError(
            f'it gives the version of a project and is missing; write "layerdeck": {VERSION} '
            "if this is one.",
            where,
        )
    version = project["layerdeck"]
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise FileError(
            f"the version must be a whole number from 1 to {VERSION}, and got {shown(version)}.",
            where,
        )
    if version > VERSION:
        raise FileError(
            f"the file is of version {shown(version)} and this Layerdeck reads up to {VERSION}; "
            "install a newer Layerdeck.",
            where,
        )
    return version
