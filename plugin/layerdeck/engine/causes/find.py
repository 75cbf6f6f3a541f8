"""All causes, in the order in which they are asked."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from layerdeck.deck import Catalogue
from layerdeck.engine.backend import keras
from layerdeck.engine.run import Making
from layerdeck.engine.shapes import Sized
from layerdeck.program import Problem, Severity

from .activations import halved_by_glu
from .along import (
    axes_that_do_not_exist,
    channels_not_in_groups,
    equation_of_other_axes,
    not_two_tensors,
    shape_of_other_axes,
    vectors_of_other_length,
)
from .attended_axes import order_along_several_axes, too_many_axes_of_scores
from .attention import (
    axes_that_are_no_steps,
    features_that_differ,
    features_unknown,
    flash_with_dropout,
    flash_without_implementation,
    made_for_other_features,
    sequences_of_other_axes,
    steps_that_differ,
    texts_or_integers,
)
from .cause import Cause
from .cells import cell_for_a_layer, inner_cells, no_cells
from .channels import (
    axis_out_of_range,
    groups_that_do_not_divide,
    no_filters,
    other_channels,
    unknown_channels,
)
from .checkerboard import uneven_overlap
from .dtypes import not_floats, other_dtype_inside, pooled_without_kernel
from .encoding import texts_per_sample, weights_not_counted, wrong_axes, wrong_data
from .formats import normalized_elsewhere, other_data_format
from .freezing import frozen_in_name_only
from .held import constraints_that_do_not_fit
from .imaging import no_numbers, too_short_a_sound, values_per_channel, wrong_colours
from .machine import without_cudnn, without_kernel
from .making import bad_name, no_bias_to_add_to, shape_of_input
from .masks import (
    masked_over_too_many_axes,
    masks_of_attention,
    masks_of_numbers,
    masks_of_steps,
    query_mask_passed_by,
)
from .merging import shapes_that_do_not_meet
from .noise import noise_shape_that_does_not_fit
from .output_padding import output_padding_that_leads_elsewhere
from .places import (
    mask_of_other_shape,
    places_not_counted,
    shared_axes_that_do_not_exist,
    vectors_not_of_the_table,
)
from .preprocessing import preprocessing_values
from .ranks import wrong_rank
from .recurrence import stateful_without_batch, unrolled_without_length
from .reshaping import (
    dims_for_other_axes,
    not_a_permutation,
    other_count,
    sizes_to_share_out_unknown,
    two_unknown,
)
from .softmax import softmax_along_one, softmax_of_one, softmax_of_places
from .states import initial_states_that_do_not_fit, outputs_not_given
from .use import Use, is_time_distributed
from .weights import initializers_that_do_not_fit, regularizers_that_do_not_fit
from .windows import cropped_away, too_large
from .wrapping import (
    inner_making,
    not_one_tensor,
    not_recurrent,
    nothing_to_normalize,
)

CAUSES: tuple[Cause, ...] = (
    not_two_tensors,
    sequences_of_other_axes,
    texts_or_integers,
    features_unknown,
    features_that_differ,
    made_for_other_features,
    steps_that_differ,
    axes_that_are_no_steps,
    order_along_several_axes,
    too_many_axes_of_scores,
    flash_without_implementation,
    axes_that_do_not_exist,
    channels_not_in_groups,
    equation_of_other_axes,
    shape_of_other_axes,
    vectors_of_other_length,
    shared_axes_that_do_not_exist,
    places_not_counted,
    mask_of_other_shape,
    vectors_not_of_the_table,
    shapes_that_do_not_meet,
    not_floats,
    axis_out_of_range,
    unknown_channels,
    other_channels,
    groups_that_do_not_divide,
    no_filters,
    too_large,
    cropped_away,
    dims_for_other_axes,
    other_count,
    sizes_to_share_out_unknown,
    stateful_without_batch,
    unrolled_without_length,
    output_padding_that_leads_elsewhere,
    without_kernel,
    without_cudnn,
    halved_by_glu,
    softmax_of_one,
    softmax_of_places,
    softmax_along_one,
    uneven_overlap,
    other_data_format,
    normalized_elsewhere,
    pooled_without_kernel,
    other_dtype_inside,
    noise_shape_that_does_not_fit,
    wrong_data,
    no_numbers,
    wrong_axes,
    texts_per_sample,
    weights_not_counted,
    wrong_colours,
    too_short_a_sound,
    values_per_channel,
    initial_states_that_do_not_fit,
    masks_of_attention,
    masks_of_steps,
    masks_of_numbers,
    query_mask_passed_by,
    masked_over_too_many_axes,
)
"""Asked of each layer that they are about, and of the one inside a wrapper, once the number of axes
is right."""


@cache
def _causes_of(kind: type) -> tuple[Cause, ...]:
    """Those that layers of a class can have."""
    return tuple(cause for cause in CAUSES if issubclass(kind, cause.families))


def before_making(
    making: Making, makings: dict[int, Making], catalogue: Catalogue
) -> list[Problem]:
    """What is wrong with an object that is about to be made."""
    return [
        *flash_with_dropout(making),
        *no_cells(making, makings, catalogue),
        *cell_for_a_layer(making, makings, catalogue),
        *not_one_tensor(making, makings, catalogue),
        *not_recurrent(making, makings, catalogue),
        *bad_name(making, catalogue),
        *shape_of_input(making),
        *no_bias_to_add_to(making),
        *not_a_permutation(making),
        *two_unknown(making),
        *preprocessing_values(making),
    ]


def before_use(use: Use, makings: dict[int, Making]) -> list[Problem]:
    """What is wrong with a layer that is about to be applied. Errors end the search."""
    found = list(wrong_rank(use))
    for level in () if found else _levels(use, makings):
        for cause in _causes_of(level.layer.__class__):
            more = list(cause.find(level))
            found += more
            if any(problem.severity is Severity.ERROR for problem in more):
                return found
    return found


def after_use(use: Use, makings: dict[int, Making], made: list[Any], rank: int) -> list[Problem]:
    """What is wrong with the weights that a layer made, or with what it gave.

    `made` are the variables that came into being, without values; `rank` is the number of axes of
    the output.
    """
    found = list(frozen_in_name_only(use, inner_making(use.making, use.layer, makings)))
    for level in _levels(use, makings):
        found += initializers_that_do_not_fit(level, made)
        # Time distributed passes the penalty on its layer's output by.
        seen = None if level.wrapped and is_time_distributed(use.layer) else rank
        found += regularizers_that_do_not_fit(level, made, seen)
        found += constraints_that_do_not_fit(level, made)
        for cell, making in inner_cells(level, makings):
            inside = replace(level, layer=cell, making=making, wrapped=True)
            found += initializers_that_do_not_fit(inside, made)
            found += regularizers_that_do_not_fit(inside, made, None)
            found += constraints_that_do_not_fit(inside, made)
    return found


def after_refusal(use: Use, makings: dict[int, Making]) -> list[Problem]:
    """Why Keras has refused to apply a layer, as far as that is known better than it says."""
    return list(nothing_to_normalize(use, makings))


def after_call(
    use: Use,
    makings: dict[int, Making],
    targets: Sequence[str],
    result: Any,
    used: frozenset[str],
) -> list[Problem]:
    """What is wrong with what a layer gave, before the tensors get their names."""
    return list(outputs_not_given(use, makings, targets, result, used))


def _levels(use: Use, makings: dict[int, Making]) -> Iterator[Use]:
    """The layer itself, and what it wraps, with the tensors each gets."""
    yield use
    layer = use.layer
    making = inner_making(use.making, layer, makings)
    if is_time_distributed(layer):
        inner, given = layer.layer, tuple(_step(item) for item in use.given)
    elif isinstance(layer, keras.layers.Bidirectional):
        inner, given = layer.forward_layer, use.given
    elif isinstance(layer, keras.layers.SpectralNormalization):
        inner, given = layer.layer, use.given
    elif isinstance(layer, keras.layers.Pipeline) and layer.layers:
        # What is fed to those after the first is known to Keras alone.
        inner, given = layer.layers[0], use.given
        making = makings.get(id(inner))
    else:
        return
    yield from _levels(
        replace(use, layer=inner, making=making, given=given, sources=(), wrapped=True), makings
    )


def _step(tensor: Sized) -> Sized:
    return Sized(
        tensor.card,
        (tensor.shape[0], *tensor.shape[2:]),
        (tensor.axes[0], *tensor.axes[2:]),
        tensor.dtype,
    )
