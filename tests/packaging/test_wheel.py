"""What the wheel holds, and that the program works from it, away from the checkout."""

import ast
import json
import struct
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from layerdeck.editor.assets import asset_path, example_paths

ROOT = Path(__file__).parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]

WHERE = """
import json, sys
import layerdeck, layerdeck_cards
from layerdeck.editor.assets import asset_path, example_paths
print(json.dumps({
    "program": layerdeck.__file__,
    "cards": layerdeck_cards.__file__,
    "fonts": str(asset_path("fonts")),
    "examples": [str(path) for path in example_paths()],
    "path": sys.path,
}))
"""

WINDOW = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtGui import QFontDatabase
from layerdeck.deck import load_catalogue
from layerdeck.editor.app import make_application, settings
from layerdeck.editor.assets import example_paths
from layerdeck.editor.window import Window

application = make_application()
window = Window(load_catalogue(), settings())
window.show()
(unet,) = (path for path in example_paths() if path.stem == "unet3d")
window.open_example(unet)
window.view.fit()
application.processEvents()
assert len(window.canvas.cards) > 10
assert {"Inter", "JetBrains Mono"} <= set(QFontDatabase.families())
assert not application.windowIcon().pixmap(32, 32).isNull()
assert window.grab().save("window.png")
assert not {"keras", "tensorflow"} & set(sys.modules)
print("opened", flush=True)
os._exit(0)
"""


@pytest.fixture
def unet(environment: Path) -> Path:
    """The example that the wheel brought along."""
    (path,) = environment.rglob("layerdeck/examples/unet3d.layerdeck")
    return path


def _picture_size(path: Path) -> tuple[int, int]:
    data = path.read_bytes()
    assert data.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", data[16:24])
    # A picture of one colour is smaller by far.
    assert len(data) > 10_000
    return width, height


def test_wheel_holds_assets_examples_and_licences(wheel: Path):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for folder in ("assets", "examples"):
        tracked = [path for path in (ROOT / folder).rglob("*") if path.is_file()]
        assert tracked
        assert {f"layerdeck/{path.relative_to(ROOT).as_posix()}" for path in tracked} <= names
    licences = {Path(name).name for name in names if ".dist-info/licenses/" in name}
    assert licences == {"LICENSE", "Inter-LICENSE.txt", "JetBrainsMono-LICENSE.txt"}
    assert not [name for name in names if "test" in name or name.endswith(".pyc")]


def test_everything_comes_from_the_wheel(run: Run, environment: Path):
    found = json.loads(run("python", "-c", WHERE).stdout)
    inside = [found["program"], found["cards"], found["fonts"], *found["examples"]]
    assert len(found["examples"]) == len(example_paths())
    assert all(Path(path).exists() for path in inside)
    assert not [path for path in inside if not Path(path).is_relative_to(environment)]
    source = {str(ROOT), str(ROOT / "plugin"), str(ROOT / "cards")}
    assert not source & set(found["path"])


def test_assets_and_examples_are_found_in_a_checkout_too():
    assert asset_path("fonts/Inter-Regular.otf").is_relative_to(ROOT)
    assert ROOT / "examples" / "unet3d.layerdeck" in example_paths()


def test_lists_the_cards(run: Run):
    cards = {card["id"] for card in json.loads(run("layerdeck", "cards", "--json").stdout)}
    assert {"keras.layers.Conv3D", "keras.layers.Conv3DTranspose", "layerdeck.Output"} <= cards


def test_exports(run: Run, unet: Path):
    module = ast.parse(run("layerdeck", "export", unet).stdout)
    functions = [node.name for node in module.body if isinstance(node, ast.FunctionDef)]
    assert "build_model" in functions


def test_renders(run: Run, unet: Path, tmp_path: Path):
    run("layerdeck", "render", unet, "-o", "unet.png")
    width, height = _picture_size(tmp_path / "unet.png")
    assert width > height > 200


def test_opens(run: Run, tmp_path: Path):
    assert run("python", "-c", WINDOW).stdout.splitlines()[-1] == "opened"
    assert min(_picture_size(tmp_path / "window.png")) > 400
