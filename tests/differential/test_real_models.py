"""Models made by others stay what they are, in and out again; their volumes made small.

Three large ones take their time, and are left to `LAYERDECK_APPLICATIONS=all`.
"""

import json
import os
import re
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tf_keras

from differential.agreement import batch_for, outputs
from differential.applications import holds, with_weights
from layerdeck.deck import Catalogue
from layerdeck.engine.backend import keras
from layerdeck.engine.build import make
from layerdeck.engine.carrying import carry
from layerdeck.files.importing import import_model
from layerdeck.program import lower, origin_of
from models import text_of

OF_KERAS_2 = ("brainchop_mnm_38cube.tfjs", "brainchop_model5_gw_ae.tfjs")
OF_KERAS_3: tuple[str, ...] = ("kerasio_3dcnn",)
if os.environ.get("LAYERDECK_APPLICATIONS") == "all":
    OF_KERAS_3 += ("fdeep_recurrent", "cm3d_resnet18", "sm3d_Unet")


def small(text: str, side: int) -> str:
    """The configuration with inputs of so many voxels a side, where they are volumes."""
    text = json.dumps(_without_builds(json.loads(text)))
    return re.sub(
        r'("batch(?:_input)?_shape": \[(?:null|\d+)), \d+, \d+, \d+, ',
        rf"\1, {side}, {side}, {side}, ",
        text,
    )


def _without_builds(raw: Any) -> Any:
    """A configuration that does not say for which shapes its weights were made."""
    if isinstance(raw, dict):
        return {key: _without_builds(item) for key, item in raw.items() if key != "build_config"}
    return [_without_builds(item) for item in raw] if isinstance(raw, list) else raw


@pytest.mark.parametrize("name", OF_KERAS_3)
def test_a_model_of_keras_3_stays_what_it_is(name: str, tmp_path: Path, deck: Catalogue) -> None:
    side = 64 if name == "kerasio_3dcnn" else 32
    theirs = keras.models.model_from_json(small(text_of(name), side))

    holds(name, with_weights(theirs), tmp_path, deck)


@pytest.mark.parametrize("name", OF_KERAS_2)
def test_a_model_of_keras_2_gives_what_keras_2_gives(
    name: str, tmp_path: Path, deck: Catalogue
) -> None:
    told = json.loads(small(text_of(name), 16))
    config = json.dumps(told["modelTopology"]["model_config"])
    theirs = with_weights(tf_keras.models.model_from_json(config))
    path = tmp_path / "net.h5"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Keras 2 warns of its own format
        theirs.save(path)

    graph = import_model(path, deck).graph
    made = make(lower(graph, deck).program, deck)
    assert len(carry(made.model, made.layers, origin_of(graph))) == 1

    data = batch_for(made.model)
    for ours, other in zip(outputs(made.model, data), _given(theirs, data), strict=True):
        np.testing.assert_allclose(ours, other, rtol=1e-4, atol=1e-5)


def _given(model: Any, data: list[Any]) -> list[Any]:
    return [np.asarray(model(data[0]))]
