"""Files stay small enough to be read in one sitting."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
# A file of tests is read one test at a time, so it may be longer.
MOST_LINES = {"plugin": 300, "cards": 300, "benchmarks": 300, "scripts": 300, "tests": 400}


def test_no_file_outgrows_a_sitting():
    too_long = {}
    for folder, most in MOST_LINES.items():
        files = [path for path in (ROOT / folder).rglob("*.py") if ".venv" not in path.parts]
        assert files
        sizes = {path: len(path.read_text("utf-8").splitlines()) for path in files}
        too_long |= {str(path): lines for path, lines in sizes.items() if lines > most}
    assert not too_long
