"""The package of docs/own-cards.md, installed as its reader would, from drag to saved model."""

import json
from pathlib import Path
from typing import Any

import pytest

from layerdeck.deck import CardType, Kind
from packs.conftest import Install
from packs.made import DOCS, ROOT, documented, run

ALONE = """
import json, sys
import keras, numpy as np
sys.path.insert(0, {folder!r})
import model
made = model.build_model()
loaded = keras.saving.load_model({folder!r} + "/model.keras")
volume = np.linspace(-1, 1, 2 * 32 * 32 * 32, dtype="float32").reshape(2, 32, 32, 32, 1)
print(json.dumps({{
    "same": [bool(np.allclose(one(volume), 3 * volume)) for one in (made, loaded)],
    "config": loaded.layers[1].get_config()["factor"],
    "layers": [type(layer).__name__ for layer in loaded.layers],
    "layerdeck": [name for name in sys.modules if name.startswith("layerdeck")],
}}))
"""


@pytest.fixture(scope="module")
def used(install: Install, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a person saw who used the card, and the folder with what was made."""
    installed = install(documented())
    folder = tmp_path_factory.mktemp("used")
    script = Path(__file__).with_name("use_in_window.py")
    done = run([script, "Scale", "factor", folder], (installed, ROOT / "tests"), folder)
    return {**json.loads(done.stdout.splitlines()[-1]), "folder": folder, "installed": installed}


def test_the_page_shows_a_card_in_about_ten_lines() -> None:
    files = documented()

    assert set(files) == {
        "volumekit/__init__.py", "volumekit/layers.py", "volumekit/cards.py", "pyproject.toml",
    }  # fmt: skip
    assert len(files["volumekit/cards.py"].splitlines()) <= 10


def test_every_card_of_the_page_is_one() -> None:
    names: dict[str, Any] = {}
    exec(DOCS.read_text("utf-8").rpartition("```python\n")[2].partition("```")[0], names)

    assert isinstance(names["SHELL"], CardType)
    assert names["SHELL"].outputs[0].kind is Kind.REGULARIZER


def test_the_card_stands_in_the_deck_under_its_category(used: dict[str, Any]) -> None:
    assert used["faults"] == []
    assert used["category"].startswith("Volume kit")
    assert "Multiplies every voxel by one factor." in used["deck"]


@pytest.mark.parametrize("place", ["deck", "inspector", "tip"])
def test_its_package_is_named(used: dict[str, Any], place: str) -> None:
    assert "volumekit" in used[place].replace("volumekit.layers.Scale", "")


def test_its_shape_is_live(used: dict[str, Any]) -> None:
    assert used["values"] == {"factor": 3.0}
    assert used["shape"] == [None, 32, 32, 32, 1]
    assert used["foot"] == "32×32×32×1"
    assert used["problems"] == []
    assert not used["keras"], "the card has brought Keras into the editor"


def test_its_code_and_its_saved_model_run_without_layerdeck(used: dict[str, Any]) -> None:
    folder, installed = used["folder"], used["installed"]
    code = (folder / "model.py").read_text("utf-8")
    assert "import volumekit.layers" in code
    assert "volumekit.layers.Scale(3.0)(" in code

    done = run(["-c", ALONE.format(folder=str(folder))], (installed,), folder)

    seen = json.loads(done.stdout.splitlines()[-1])
    assert seen["same"] == [True, True]
    assert seen["config"] == 3.0
    assert seen["layers"] == ["InputLayer", "Scale"]
    assert seen["layerdeck"] == []


def test_the_commands_know_it_too(used: dict[str, Any], tmp_path: Path) -> None:
    project, path = used["folder"] / "model.layerdeck", (used["installed"],)

    assert "Scale" in run(["-m", "layerdeck", "cards"], path).stdout
    assert run(["-m", "layerdeck", "check", project], path).stdout == "No problems.\n"
    picture = tmp_path / "scale.png"
    run(["-m", "layerdeck", "render", project, "-o", picture], path)
    assert picture.stat().st_size > 1000
