"""Names in an ONNX graph that a person knows: of the model's outputs, and of the batch axis."""

from collections.abc import Iterator, Mapping
from typing import Any

BATCH = "batch"
"""The name of the first axis, where a batch of any size fits."""
_FOUND = "unk__"
"""So the converter's names of axes begin."""


def name_as_model(graph: Any, model: Any) -> None:
    """Give a graph's outputs the names that Keras has for them, and its first axes one name.

    The converter calls them `Identity:0` and each axis by a number. Outputs that the model itself
    names have those names already.
    """
    if not isinstance(model.output, Mapping) and len(model.output_names) == len(graph.output):
        taken = {name for node in graph.node for name in (*node.input, *node.output)}
        taken.update(item.name for item in (*graph.input, *graph.initializer))
        names: dict[str, str] = {}
        for output, name in zip(graph.output, model.output_names, strict=True):
            names[output.name] = _fresh(name, taken)
            taken.add(names[output.name])
            output.name = names[output.name]
        _rename(graph, names)
    shapes = {item.name: item.shape for item in model.inputs}
    for item in graph.input:
        _name_batch(item, shapes.get(item.name, ()))
    if all(shape and shape[0] is None for shape in shapes.values()):
        for item in graph.output:
            _name_batch(item, (None,))


def _fresh(name: str, taken: set[str]) -> str:
    """The name, or with the first number that makes it another than all others."""
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name}_{number}"
    return found


def _rename(graph: Any, names: Mapping[str, str]) -> None:
    """Call tensors otherwise, also where graphs within this one take them."""
    for node in graph.node:
        node.input[:] = [names.get(name, name) for name in node.input]
        node.output[:] = [names.get(name, name) for name in node.output]
        for inner in graphs_within(node):
            _rename(inner, names)


def graphs_within(node: Any) -> Iterator[Any]:
    """The graphs that a node runs, as those of a loop."""
    for attribute in node.attribute:
        if attribute.HasField("g"):
            yield attribute.g
        yield from attribute.graphs


def _name_batch(item: Any, shape: tuple[int | None, ...]) -> None:
    axes = item.type.tensor_type.shape.dim
    if shape and shape[0] is None and axes and axes[0].dim_param.startswith(_FOUND):
        axes[0].dim_param = BATCH
