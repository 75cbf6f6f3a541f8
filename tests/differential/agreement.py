"""One truth: the model in the app, the exported code executed, and the live facts must agree."""

import os
from collections.abc import Callable
from inspect import signature
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np

from engine.networks import errors
from layerdeck.deck import Catalogue
from layerdeck.engine.backend import keras, tf
from layerdeck.engine.build import build
from layerdeck.engine.infer import infer
from layerdeck.engine.run import Runner
from layerdeck.export import PLAIN, Manner, export
from layerdeck.graph import Graph
from layerdeck.program import Apply, Program, Report, flatten, lower, trim

SEED = 11
OPEN_AXIS = 5
"""The size given to an axis of any size."""
WORDS = ("lung", "liver", "heart", "air")
"""What texts are made of."""


def program_of(graph: Graph, deck: Catalogue) -> Program:
    lowered = lower(graph, deck)
    assert not errors(lowered.problems)
    return lowered.program


def infers(deck: Catalogue) -> Callable[[Graph], bool]:
    """Accept what has no problem, neither before Keras sees it nor after."""

    def accept(graph: Graph) -> bool:
        lowered = lower(graph, deck)
        if any(problem.card for problem in errors(lowered.problems)):
            return False
        # A checkerboard is a matter of taste; what else is warned of may not run here.
        found = infer(lowered.program, deck).problems
        return all("checkerboard" in problem.short for problem in found)

    return accept


def built_in_the_app(program: Program, deck: Catalogue) -> Any:
    keras.utils.set_random_seed(SEED)
    return build(program, deck)


def built_by_the_code(program: Program, manner: Manner = PLAIN) -> Any:
    """The model of `build_model()`, in a namespace of its own."""
    module = export(program, manner)
    space: dict[str, Any] = {"__name__": "exported"}
    exec(compile(module.text, "exported.py", "exec"), space)
    keras.utils.clear_session(free_memory=False)
    keras.utils.set_random_seed(SEED)
    return space["build_model"]()


def batch_for(model: Any) -> list[Any]:
    """Random data for each input of a model, of two samples unless it fixes the number."""
    random = np.random.default_rng(SEED)
    shapes = [
        (shape[0] or 2, *(size or OPEN_AXIS for size in shape[1:]))
        for shape in (tensor.shape for tensor in model.inputs)
    ]
    return [
        _data(random, shape, tensor.dtype)
        for shape, tensor in zip(shapes, model.inputs, strict=True)
    ]


def _data(random: np.random.Generator, shape: tuple[int, ...], dtype: str) -> Any:
    if dtype == "string":
        return tf.constant(random.choice(WORDS, shape))
    if "int" in dtype:
        return random.integers(0, 3, shape).astype(dtype)
    return random.standard_normal(shape).astype(dtype)


def outputs(model: Any, batch: list[Any], training: bool | None = None) -> list[Any]:
    """What a model gives, called directly: `predict` would trace it first.

    Axes of any size may turn out not to meet; then both models must say so alike.
    """
    try:
        given = model(batch if len(batch) > 1 else batch[0], training=training)
    except Exception as error:
        if not any(None in tensor.shape[1:] for tensor in model.inputs):
            raise
        return [type(error).__name__]
    return [np.asarray(each) for each in keras.tree.flatten(given)]


def configuration(model: Any) -> Any:
    """The configuration of a model; a class of ours that the code carries is the code's own."""
    return _as_carried(model.get_config())


def _as_carried(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_carried(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_as_carried(item) for item in value]
    if value in ("layerdeck.layers", "layerdeck.constraints", "builtins"):
        return "exported"
    return value


def assert_models_agree(mine: Any, theirs: Any) -> None:
    """Configuration, weights, parameters, and what they give for a random batch."""
    assert configuration(mine) == configuration(theirs)
    assert [each.shape for each in mine.weights] == [each.shape for each in theirs.weights]
    assert mine.count_params() == theirs.count_params()
    for one, other in zip(mine.get_weights(), theirs.get_weights(), strict=True):
        np.testing.assert_array_equal(one, other)
    batch = batch_for(mine)
    for one, other in zip(outputs(mine, batch), outputs(theirs, batch), strict=True):
        if isinstance(one, str):
            assert one == other
        else:
            np.testing.assert_allclose(one, other, rtol=1e-5, atol=1e-6)


class FailedError(Exception):
    """A model that was built does not run; another one like it does neither."""


def assert_of_one_kind(mine: Any, theirs: Any) -> None:
    """The variables of two models are alike in number, shape and type."""
    kinds = [[(each.shape, each.dtype) for each in model.variables] for model in (mine, theirs)]
    assert kinds[0] == kinds[1]


def run_through(model: Any) -> None:
    """Run a model, training and not where it tells these apart; hold weights to their constraints.

    Raises:
        FailedError: it does not run.
    """
    batch = batch_for(model)
    for training in (False, True) if any(map(_asks, model.layers)) else (False,):
        given = _numbers_or_error(model, batch, training)
        if isinstance(given, Exception):
            raise _failed(given)
    _constrain(model)


def _asks(layer: Any) -> bool:
    """Whether it matters to a layer if it is trained."""
    return "training" in signature(layer.call).parameters


def assert_they_run_alike(mine: Any, theirs: Any) -> None:
    """The same numbers from the same state and seeds, training or not; losses; held weights.

    Raises:
        FailedError: neither runs.
    """
    assert_of_one_kind(mine, theirs)
    batch = batch_for(mine)
    for training in (False, True):
        for one, other in zip(mine.variables, theirs.variables, strict=True):
            other.assign(one)
        one, other = (_numbers_or_error(model, batch, training) for model in (mine, theirs))
        if isinstance(one, Exception) and type(one) is type(other):
            raise _failed(one)
        assert_same_numbers(one, other)
    for model in (mine, theirs):
        _constrain(model)
    assert_same_numbers(*([_array(each) for each in model.weights] for model in (mine, theirs)))


def _constrain(model: Any) -> None:
    try:
        for weight in model.trainable_variables:
            if weight.constraint is not None:
                weight.assign(weight.constraint(weight))
    except (tf.errors.OpError, ValueError) as error:
        raise _failed(error) from error


def _failed(error: Exception) -> FailedError:
    failed = FailedError(f"{type(error).__name__}: {error}")
    failed.__cause__ = error
    return failed


def _numbers_or_error(model: Any, batch: list[Any], training: bool) -> list[Any] | Exception:
    keras.utils.set_random_seed(SEED)
    try:
        given = model(batch if len(batch) > 1 else batch[0], training=training)
        numbers = (*keras.tree.flatten(given), *model.losses)
        return [_array(each) for each in numbers]
    except Exception as error:
        return error


def _array(tensor: Any) -> Any:
    """A tensor's numbers; NumPy knows no bfloat16, and float32 holds all of them."""
    narrow = keras.backend.standardize_dtype(tensor.dtype) == "bfloat16"
    return np.asarray(tf.cast(tensor, "float32") if narrow else tensor)


def assert_same_numbers(ones: list[Any], others: list[Any]) -> None:
    """Two lists of arrays, of numbers or of texts: types, shapes, and what they hold."""
    assert [(each.dtype, each.shape) for each in ones] == [
        (each.dtype, each.shape) for each in others
    ]
    for one, other in zip(ones, others, strict=True):
        if one.dtype.kind in "OSU":
            np.testing.assert_array_equal(one, other)
        else:
            np.testing.assert_allclose(one, other, rtol=1e-5, atol=1e-6)


def assert_facts_hold(report: Report, program: Program, model: Any) -> None:
    """The live totals and output shapes are the built model's."""
    assert not errors(report.problems)
    assert report.parameters == model.count_params()
    trainable = sum(int(np.prod(each.shape)) for each in model.trainable_weights)
    assert report.trainable_parameters == trainable
    shapes = {
        output.name or output.card: report.facts[output.card].output_shape
        for output in program.outputs
    }
    # A model gives its outputs in the order of their names, if any has one.
    named = any(output.name for output in program.outputs) and len(shapes) > 1
    shown = [shapes[name] for name in (sorted(shapes) if named else shapes)]
    made = [tuple(each.shape) for each in keras.tree.flatten(model.outputs)]
    # A Bidirectional that is not merged gives two tensors for one output.
    assert shown == made or len(shown) != len(made)


def assert_every_card_gives_its_shape(program: Program, deck: Catalogue) -> None:
    """Run every layer on a random batch: what comes out has the shape shown on its card."""
    facts = infer(program, deck).facts
    runner = Runner(deck)
    runner.start(program)
    shown: dict[str, tuple[int | None, ...] | None] = {}
    for statement in flatten(trim(program)).program.statements:
        runner.run(statement)
        if isinstance(statement, Apply):
            shown[statement.targets[0]] = facts[statement.card].output_shape
    if not shown:
        return
    tensors = {name: keras.tree.flatten(runner.values[name])[0] for name in shown}
    model = keras.Model([runner.values[ref.name] for ref in program.inputs], tensors)
    batch = batch_for(model)
    given = {tensor.name: each for tensor, each in zip(model.inputs, batch, strict=True)}
    if any(None in tensor.shape[1:] for tensor in model.inputs):
        return
    for name, value in model(list(given.values())).items():
        wanted = shown[name]
        assert wanted is not None
        assert len(value.shape) == len(wanted), name
        assert all(size in (None, have) for size, have in zip(wanted, value.shape, strict=True)), (
            name,
            wanted,
            value.shape,
        )
