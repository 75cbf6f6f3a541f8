"""Runs every notebook of a folder, cell by cell as Jupyter does; prints what each printed."""

import contextlib
import io
import json
import sys
import warnings
from pathlib import Path

warnings.simplefilter("error", UserWarning)
told = {}
for path in sorted(Path(sys.argv[1]).glob("*.ipynb")):
    space = {"__name__": "__main__"}
    printed = io.StringIO()
    for cell in json.loads(path.read_text())["cells"]:
        if cell["cell_type"] == "code":
            with contextlib.redirect_stdout(printed):
                exec(compile("".join(cell["source"]), cell["id"], "exec"), space)
    told[path.stem] = printed.getvalue().splitlines()
print(json.dumps(told))
