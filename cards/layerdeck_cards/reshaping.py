"""Cards that change a tensor's shape and learn nothing."""

from layerdeck.deck import Kind, Port

from ._card import VOLUMES, layer_card, tensor
from ._ports import AXES, data_format, per_axis, title_of


def _border(port_id: str, text: str) -> Port:
    """Voxels before and after each axis."""
    return Port(
        id=port_id,
        title=title_of(port_id),
        kind=Kind.INTEGER,
        list=True,
        default=((1, 1), (1, 1), (1, 1)),
        minimum=0,
        axes=AXES[3],
        pairs=True,
        help=text,
    )


UP_SAMPLING_3D = layer_card(
    "keras.layers.UpSampling3D",
    "Up sampling 3D",
    "Reshaping",
    "Enlarges a volume by repeating each voxel: the plain counterpart of a pooling.",
    ports=(
        per_axis("size", "How many times each voxel is repeated along each axis.", 2),
        data_format(),
    ),
    takes=tensor(VOLUMES, 16, 16, 16, 2),
    gives="Enlarged volumes with the same channels.",
    main=("size",),
)

ZERO_PADDING_3D = layer_card(
    "keras.layers.ZeroPadding3D",
    "Zero padding 3D",
    "Reshaping",
    "Puts zeros around a volume, as many voxels as you say on each of its six sides.",
    ports=(
        _border("padding", "Voxels of zeros (before, after) along each axis. One number pads all."),
        data_format(),
    ),
    takes=tensor(VOLUMES, 16, 16, 16, 2),
    gives="Volumes larger by the padding on every axis.",
    main=("padding",),
)

CROPPING_3D = layer_card(
    "keras.layers.Cropping3D",
    "Cropping 3D",
    "Reshaping",
    "Cuts voxels off each of a volume's six sides, so that it fits another one.",
    ports=(
        _border("cropping", "Voxels cut off (before, after) along each axis. One number cuts all."),
        data_format(),
    ),
    takes=tensor(VOLUMES, 16, 16, 16, 2),
    gives="Volumes smaller by the cropping on every axis.",
    main=("cropping",),
)

FLATTEN = layer_card(
    "keras.layers.Flatten",
    "Flatten",
    "Reshaping",
    "Lays all axes but the batch out in one long vector, for Dense to read.",
    ports=(data_format(),),
    takes=tensor("Anything with a batch axis.", 4, 4, 4, 2),
    gives="One vector per sample: batch × features.",
)

CARDS = (UP_SAMPLING_3D, ZERO_PADDING_3D, CROPPING_3D, FLATTEN)
