"""What `model.export` writes: a model without its code, to be run elsewhere."""

import contextlib
import inspect
import sys
import warnings
from pathlib import Path
from typing import Any

from layerdeck.engine.backend import keras
from layerdeck.engine.build import BuildError

from .onnx_names import graphs_within, name_as_model


def export_saved_model(model: Any, folder: Path) -> None:
    """Write a model into a folder as TensorFlow's SavedModel, whose `serve` runs it."""
    _export(model, folder, "tf_saved_model")


def export_onnx(model: Any, path: Path) -> None:
    """Write a model as an ONNX file.

    Raises:
        BuildError: nothing could run the file. The converter writes it all the same, with
            operations of TensorFlow in it, or with constants as further inputs.
    """
    import onnx  # noqa: PLC0415 - it is installed on wish

    _export(model, path, "onnx")
    written = onnx.load(path, load_external_data=False)
    graph = written.graph
    schemas = onnx.defs.get_all_schemas()
    known = {schema.name for schema in schemas if schema.domain in ("", "ai.onnx.ml")}
    left = [f"no {name}" for name in sorted(_operations(graph) - known)]
    if left:
        *most, last = left
        named = f"{', '.join(most)} and {last}" if most else last
        raise BuildError(f"ONNX has {named}, which this model needs, {_USELESS}")
    held = {each.name for each in graph.initializer}
    if {each.name for each in graph.input} - held > {each.name for each in model.inputs}:
        raise BuildError(
            f"The converter to ONNX leaves out numbers that are part of this model, {_USELESS}"
        )
    name_as_model(graph, model)
    onnx.save(written, path)
    onnx.checker.check_model(str(path))


_USELESS = "so nothing could run the file. Save a SavedModel, which holds everything."


def _export(model: Any, path: Path, form: str) -> None:
    # The oldest Keras that we support has no such argument, and writes a SavedModel alone.
    told = "input_signature" in inspect.signature(model.export).parameters
    if form == "onnx" and not told:
        raise BuildError(
            f"Keras {keras.__version__}, which is installed, writes no ONNX: install a newer one."
        )
    how = {"input_signature": _signature(model)} if told else {}
    # Old ones print all the same where they wrote it.
    with warnings.catch_warnings(), contextlib.redirect_stdout(sys.stderr):
        # They are about NumPy's and TensorFlow's old names, and nothing that a person could mend.
        warnings.simplefilter("ignore")
        model.export(str(path), format=form, verbose=False, **how)


def _signature(model: Any) -> list[Any]:
    """What the model takes, with a fixed batch where it has one."""
    specs = [
        keras.InputSpec(shape=tuple(tensor.shape), dtype=tensor.dtype, name=tensor.name)
        for tensor in model.inputs
    ]
    return specs if len(specs) == 1 else [specs]


def _operations(graph: Any) -> set[str]:
    """The types of all nodes in an ONNX graph, and in the graphs within it."""
    found: set[str] = set()
    for node in graph.node:
        found.add(node.op_type)
        for inner in graphs_within(node):
            found |= _operations(inner)
    return found
