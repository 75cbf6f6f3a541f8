"""Keras models for tests of importing: those of others, and small ones in Keras' own words."""

import gzip
import json
from pathlib import Path
from typing import Any

from layerdeck.deck import load_catalogue
from layerdeck.files.importing import Imported, parse_model

FOLDER = Path(__file__).parent / "data" / "models"
DECK = load_catalogue()

WHOLE = {
    "cm3d_resnet18": "cm3d_resnet18",
    "fdeep_recurrent": "fdeep_recurrent",
    "kerasio_3dcnn": "kerasio_3dcnn",
    "legacy_brainchop_mnm_38cube": "brainchop_mnm_38cube.tfjs",
    "legacy_brainchop_model5_gw_ae": "brainchop_model5_gw_ae.tfjs",
    "sm3d_Unet": "sm3d_Unet",
}
"""Models all of whose layers have a card: by the name of their figures, that of the model."""
FOREIGN = ("cm3d_mobilenet", "cm3d_seresnet18")
"""Models with a class or a function that only code knows."""


def text_of(name: str) -> str:
    """The content of a file of the folder."""
    return gzip.decompress((FOLDER / f"{name}.json.gz").read_bytes()).decode()


def figures_of(name: str) -> dict[str, Any]:
    """What Keras says of a model."""
    return json.loads(text_of(f"{name}.figures"))


def imported(model: str | dict[str, Any]) -> Imported:
    """A model of the folder by its name, or the configuration of one, as a project."""
    return parse_model(text_of(model) if isinstance(model, str) else json.dumps(model), DECK)


def layer(class_name: str, name: str, *sources: str, **config: Any) -> dict[str, Any]:
    """A layer as Keras 3 writes it, called once with what `conv` or `conv|call|output` gave."""
    return called(class_name, name, [sources] if sources else [], **config)


def called(class_name: str, name: str, calls: Any, **config: Any) -> dict[str, Any]:
    """A layer called any number of times."""
    return {
        "module": "keras.layers",
        "class_name": class_name,
        "config": {"name": name, **config},
        "registered_name": None,
        "name": name,
        "inbound_nodes": [
            {"args": [_arguments(sources)], "kwargs": {}} for sources in calls
        ],
    }  # fmt: skip


def given(name: str, *shape: int | None) -> dict[str, Any]:
    """An input layer."""
    return layer("InputLayer", name, batch_shape=[None, *shape])


def model(*layers: dict[str, Any], outputs: Any, name: str = "net") -> dict[str, Any]:
    """A functional model; its inputs are all its input layers."""
    inputs = [[one["name"], 0, 0] for one in layers if one["class_name"] == "InputLayer"]
    return {
        "module": "keras.src.models.functional",
        "class_name": "Functional",
        "config": {
            "name": name,
            "layers": list(layers),
            "input_layers": inputs,
            "output_layers": outputs,
        },
        "registered_name": "Functional",
    }


def _arguments(sources: Any) -> Any:
    made = [_tensor(source) for source in sources]
    return made[0] if len(made) == 1 else made


def _tensor(source: str) -> dict[str, Any]:
    name, call, output = (*source.split("|"), "0", "0")[:3]
    history = [name, int(call), int(output)]
    return {"class_name": "__keras_tensor__", "config": {"keras_history": history}}
