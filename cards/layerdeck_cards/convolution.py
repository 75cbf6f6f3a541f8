"""Convolutions of volumes."""

from dataclasses import replace

from layerdeck.deck import Below, Divides, Exclusive, Kind, Port

from ._card import VOLUMES, layer_card, tensor
from ._ports import (
    AXES,
    data_format,
    dilation_rate,
    filters,
    integer,
    kernel_size,
    padding,
    strides,
    window,
)
from ._weights import finish

CONV_3D = layer_card(
    "keras.layers.Conv3D",
    "Convolution 3D",
    "Convolution",
    "Slides learnt 3D kernels over a volume and gives one channel for each: the workhorse of "
    "networks on CT, MRI, microscopy and video.",
    ports=(
        filters(),
        *window(rank=3),
        integer(
            "groups",
            "Parts the channels into groups that are convolved apart. Must divide both the "
            "filters and the channels of the input.",
            default=1,
            least=1,
        ),
        *finish(),
    ),
    takes=tensor(VOLUMES, 16, 16, 16, 2),
    gives="Volumes with one channel per filter: batch × depth × height × width × filters.",
    main=("strides", "padding", "activation"),
    initial={"filters": 32, "kernel_size": (3, 3, 3)},
    aliases=("Convolution3D",),
    rules=(Exclusive("strides", "dilation_rate"), Divides("groups", "filters")),
    rank=3,
)

_TRANSPOSED_STRIDES = replace(
    strides(),
    help="How many times larger each axis becomes. Any value above 1 excludes a dilation rate "
    "above 1.",
)

_OUTPUT_PADDING = Port(
    id="output_padding",
    title="Output padding",
    kind=Kind.INTEGER,
    list=True,
    default=None,
    minimum=0,
    axes=AXES[3],
    none_text="auto",
    help="Voxels added at the far end of each axis, to tell apart the sizes that the same strides "
    "could have come from. Must be below the stride of its axis.",
    since="3.11.0",
)

CONV_3D_TRANSPOSE = layer_card(
    "keras.layers.Conv3DTranspose",
    "Transposed convolution 3D",
    "Convolution",
    "Enlarges a volume with learnt kernels, the way back from a strided convolution: the decoder "
    "half of a segmentation network.",
    ports=(
        filters(),
        kernel_size(),
        _TRANSPOSED_STRIDES,
        padding(),
        data_format(),
        _OUTPUT_PADDING,
        dilation_rate(),
        *finish(),
    ),
    takes=tensor(VOLUMES, 16, 16, 16, 2),
    gives="Enlarged volumes: batch × depth × height × width × filters.",
    main=("strides", "padding", "output_padding"),
    initial={"filters": 32, "kernel_size": (2, 2, 2), "strides": (2, 2, 2)},
    aliases=(
        "Convolution3DTranspose",
        "deconvolution",
        "Deconvolution3D",
        "Convolution 3D transpose",
        "Convolution 3D transpose layer",
    ),
    rules=(Exclusive("strides", "dilation_rate"), Below("output_padding", "strides")),
    rank=3,
)

CARDS = (CONV_3D, CONV_3D_TRANSPOSE)
