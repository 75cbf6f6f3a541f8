"""What a picture in a file says."""

from pathlib import Path
from xml.etree import ElementTree


def labels(path: Path) -> set[str]:
    """What the texts of an SVG say."""
    return {
        element.get("aria-label", "")
        for element in ElementTree.fromstring(path.read_bytes()).iter()
        if element.get("aria-label")
    }
