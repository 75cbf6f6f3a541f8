"""Pooling: volumes made smaller without weights."""

from dataclasses import replace

from layerdeck.deck import Port

from ._card import VOLUMES, layer_card, tensor
from ._ports import data_format, flag, padding, per_axis, strides


def _pool_size(default: int | None) -> Port:
    return per_axis(
        "pool_size",
        "Voxels taken together along each axis: 2, 2, 2 makes one of every eight.",
        default,
    )


def _pooling() -> tuple[Port, ...]:
    """What the poolings share after the size of their window."""
    step = replace(
        strides(),
        default=None,
        none_text="pool size",
        help="Step of the window along each axis. Left out, it is the pool size, so that the "
        "windows touch without overlap.",
    )
    return step, padding(), data_format()


MAX_POOLING_3D = layer_card(
    "keras.layers.MaxPooling3D",
    "Max pooling 3D",
    "Pooling",
    "Keeps the greatest value of each window, channel by channel, and so makes a volume smaller.",
    ports=(_pool_size(2), *_pooling()),
    takes=tensor(VOLUMES, 16, 16, 16, 2),
    gives="Smaller volumes with the same channels.",
    main=("pool_size",),
    aliases=("MaxPool3D",),
    rank=3,
)

AVERAGE_POOLING_3D = layer_card(
    "keras.layers.AveragePooling3D",
    "Average pooling 3D",
    "Pooling",
    "Averages each window, channel by channel, and so makes a volume smaller and smoother.",
    ports=(_pool_size(None), *_pooling()),
    takes=tensor(VOLUMES, 16, 16, 16, 2),
    gives="Smaller volumes with the same channels.",
    initial={"pool_size": (2, 2, 2)},
    aliases=("AvgPool3D",),
    rank=3,
)

GLOBAL_AVERAGE_POOLING_3D = layer_card(
    "keras.layers.GlobalAveragePooling3D",
    "Global average pooling 3D",
    "Pooling",
    "Averages the whole volume to one number per channel: the step from a volume of any size to "
    "a vector that Dense can classify.",
    ports=(
        data_format(),
        flag("keepdims", "Keeps depth, height and width as axes of length 1."),
    ),
    takes=tensor(VOLUMES, 16, 16, 16, 2),
    gives="One number per channel: batch × channels, or with axes of length 1 between.",
    main=("keepdims",),
    aliases=("GlobalAvgPool3D",),
)

CARDS = (MAX_POOLING_3D, AVERAGE_POOLING_3D, GLOBAL_AVERAGE_POOLING_3D)
