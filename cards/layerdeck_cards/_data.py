"""The data that layers slide along: sequences, images, volumes, and volumes in time."""

from layerdeck.deck import Port, tensor

SEQUENCES = "Sequences: batch × steps × channels."
IMAGES = "Images: batch × height × width × channels."
VOLUMES = "Volumes: batch × depth × height × width × channels."
VOLUMES_IN_TIME = "Volumes in time: batch × time × depth × height × width × channels."

RANKS = (3, 2, 1)
"""How many axes a window slides along, in the order of the deck: volumes come first."""

_DATA = {1: SEQUENCES, 2: IMAGES, 3: VOLUMES}


def data(rank: int) -> Port:
    """The tensor of sequences, images or volumes that a layer is applied to."""
    return tensor(_DATA[rank], *(16,) * rank, 2)
