"""Faults of merging: tensors that do not meet, and where their sizes parted."""

from engine.case import VOLUME, Case
from engine.networks import merged, network
from engine.unets import SAME, VALID, odd_unet, unet
from layerdeck.graph import Graph


def residual(filters: int, **conv: object) -> Graph:
    """A block whose shortcut leads round a convolution."""
    return network(
        {
            "volume": ("Input", {"shape": (16, 16, 16, 4)}),
            "conv": ("Conv3D", {**SAME, "filters": filters, **conv}),
            "norm": ("BatchNormalization", {}),
            "sum": ("Add", {}),
            "result": ("Output", {}),
        },
        "volume > conv",
        "conv > norm",
        "volume > sum",
        "norm > sum",
        "sum > result",
    )


def across_levels() -> Graph:
    """A skip that is wired a level too high: pooled twice, and enlarged once."""
    return network(
        {
            "volume": ("Input", {"shape": (16, 16, 16, 4)}),
            "down1": ("MaxPooling3D", {}),
            "down2": ("MaxPooling3D", {}),
            "up": ("UpSampling3D", {}),
            "skip": ("Concatenate", {}),
            "result": ("Output", {}),
        },
        "volume > down1",
        "down1 > down2",
        "down2 > up",
        "volume > skip",
        "up > skip",
        "skip > result",
    )


FAULTS_OF_MERGING = (
    Case(
        "a skip of an odd volume",
        odd_unet((63, 63, 63, 1)),
        "skip1.inputs",
        "The inputs differ along depth, height and width. enc1 gives 63×63×63×16, up1 gives "
        "62×62×62×16. They part at pool1, the first pooling: 63 is odd, and the half is rounded "
        "down.",
        "D, H, W: 63 ≠ 62",
        (
            "Output padding 1, 1, 1 on up1",
            "Crop enc1 by one voxel at the end",
            "Pad up1 with zeros by one voxel at the end",
            "Input of 64×64×64 instead of 63×63×63",
            "Input of 62×62×62 instead of 63×63×63",
        ),
    ),
    Case(
        "a skip that is odd along one axis, where no output padding leads",
        odd_unet((32, 33, 32, 1), kernel_size=4, padding="same"),
        "skip1.inputs",
        "The inputs differ along height. enc1 gives 32×33×32×16, up1 gives 32×32×32×16. They part "
        "at pool1, the first pooling: 33 is odd, and the half is rounded down.",
        "H: 33 ≠ 32",
        (
            "Crop enc1 by one voxel at the end",
            "Pad up1 with zeros by one voxel at the end",
            "Input of 32×34×32 instead of 32×33×32",
            "Input of 32×32×32 instead of 32×33×32",
        ),
    ),
    Case(
        "skips of several levels that do not meet",
        unet((22, 21, 24, 1), 2),
        "skip2.inputs",
        "The inputs differ along depth. enc2 gives 11×10×12×2, up2 gives 10×10×12×2. They part at "
        "down2, the second pooling: 11 is odd, and the half is rounded down.",
        "D: 11 ≠ 10",
        (
            "Output padding on up2 and up1",
            "Crop enc2 and enc1 to meet",
            "Pad up2 and up1 with zeros to meet",
            "Input of 24×20×24 instead of 22×21×24",
            "Input of 24×24×24 instead of 22×21×24",
        ),
    ),
    Case(
        "a skip from a volume that is pooled with padding",
        unet((33, 32, 32, 1), 1, down=("MaxPooling3D", {"padding": "same"})),
        "skip1.inputs",
        "The inputs differ along depth. enc1 gives 33×32×32×2, up1 gives 34×32×32×2. They part at "
        "down1, the first pooling: 33 is odd, and the half is rounded up.",
        "D: 33 ≠ 34",
        (
            "Crop up1 by one voxel at the end",
            "Pad enc1 with zeros by one voxel at the end",
            "Input of 34×32×32 instead of 33×32×32",
            "Input of 32×32×32 instead of 33×32×32",
        ),
    ),
    Case(
        "a skip round convolutions without padding",
        unet((92, 92, 92, 1), 1, VALID),
        "skip1.inputs",
        "The inputs differ along depth, height and width. enc1 gives 90×90×90×2, up1 gives "
        "86×86×86×2. They part at bottom, which pads with valid: 45 becomes 43.",
        "D, H, W: 90 ≠ 86",
        (
            "Crop enc1 by 2 voxels on each side",
            "Pad up1 with zeros by 2 voxels on each side",
            "Padding same on bottom",
        ),
    ),
    Case(
        "several levels of convolutions without padding",
        unet((44, 44, 1), 2, VALID, ("MaxPooling2D", {}), ("UpSampling2D", {})),
        "skip2.inputs",
        "The inputs differ along height and width. enc2 gives 19×19×2, up2 gives 14×14×2. They "
        "part at bottom, which pads with valid: 9 becomes 7, and at down2, the second pooling: 19 "
        "is odd, and the half is rounded down.",
        "H, W: 19 ≠ 14",
        (
            "Crop enc2 and enc1 to meet",
            "Pad up2 and up1 with zeros to meet",
        ),
    ),
    Case(
        "a skip of another level",
        across_levels(),
        "skip.inputs",
        "The inputs differ along depth, height and width. volume gives 16×16×16×4, up gives "
        "8×8×8×4. The way to up divides the sizes by 4 and multiplies them by 2.",
        "D, H, W: 16 ≠ 8",
        ("Pool volume by 2", "Up-sample up by 2"),
    ),
    Case(
        "a shortcut of other channels",
        residual(16),
        "sum.inputs",
        "The inputs differ along channels. volume gives 16×16×16×4, norm gives 16×16×16×16.",
        "C: 4 ≠ 16",
        ("Set filters of conv to 4", "Bring volume to 16 channels by a 1×1×1 convolution"),
    ),
    Case(
        "a shortcut round strides",
        residual(16, strides=2),
        "sum.inputs",
        "The inputs differ along depth, height, width and channels. volume gives 16×16×16×4, norm "
        "gives 8×8×8×16.",
        "D, H, W: 16 ≠ 8, C: 4 ≠ 16",
        ("Bring volume to 16 channels by a 1×1×1 convolution of strides 2",),
    ),
    Case(
        "a sum of volumes of other channels",
        merged(("Add", {}), (8, 8, 8, 16), (8, 8, 8, 12)),
        "merge.inputs",
        "The inputs differ along channels. a gives 8×8×8×16, b gives 8×8×8×12.",
        "C: 16 ≠ 12",
        ("Bring a to 12 channels by a 1×1×1 convolution",),
    ),
    Case(
        "a product of volumes that do not meet",
        merged(("Multiply", {}), (8, 8, 8, 2), (8, 7, 8, 2)),
        "merge.inputs",
        "The inputs differ along height. a gives 8×8×8×2, b gives 8×7×8×2.",
        "H: 8 ≠ 7",
        ("Crop a by one voxel at the end", "Pad b with zeros by one voxel at the end"),
    ),
    Case(
        "three volumes that do not meet",
        merged(("Average", {}), (8, 8, 2), (8, 7, 2), (9, 8, 2)),
        "merge.inputs",
        "The inputs differ along height and width. a gives 8×8×2, b gives 8×7×2.",
        "H: 8 ≠ 9, W: 8 ≠ 7",
        ("Crop a and c to meet", "Pad a and b with zeros to meet"),
    ),
    Case(
        "sequences that do not meet",
        merged(("Concatenate", {}), (10, 2), (12, 3)),
        "merge.inputs",
        "The inputs differ along time. a gives 10×2, b gives 12×3.",
        "T: 10 ≠ 12",
        ("Crop b by one step on each side", "Pad a with zeros by one step on each side"),
    ),
    Case(
        "volumes joined along the wrong axis",
        merged(("Concatenate", {"axis": 1}), (8, 8, 8, 16), (8, 8, 8, 12)),
        "merge.inputs",
        "The inputs differ along channels. a gives 8×8×8×16, b gives 8×8×8×12.",
        "C: 16 ≠ 12",
        ("Join along channels",),
    ),
    Case(
        "a vector joined to a volume",
        merged(("Concatenate", {}), VOLUME, (4,)),
        "merge.inputs",
        "The inputs have unlike numbers of axes. a gives 8×8×8×4, b gives 4: 5 axes and 2, the "
        "batch counted.",
        "5 axes and 2",
        ("Flatten a", "Average a over all its places"),
    ),
    Case(
        "a picture joined to a volume",
        merged(("Concatenate", {}), VOLUME, (8, 8, 4)),
        "merge.inputs",
        "The inputs have unlike numbers of axes. a gives 8×8×8×4, b gives 8×8×4: 5 axes and 4, the "
        "batch counted. Bring them to the same number of axes.",
        "5 axes and 4",
    ),
)
