"""Files stay small enough to be read in one sitting."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
MOST_LINES = 300


def test_no_file_outgrows_a_sitting():
    folders = ("plugin", "cards", "tests", "benchmarks", "scripts")
    sizes = {
        path.relative_to(ROOT): len(path.read_text("utf-8").splitlines())
        for folder in folders
        for path in (ROOT / folder).rglob("*.py")
        if ".venv" not in path.parts
    }
    assert len(sizes) > 50
    assert not {str(path): lines for path, lines in sizes.items() if lines > MOST_LINES}
