"""What our families of cards share beyond `layerdeck.deck`: what volumes are called."""

from layerdeck.deck import layer_card, object_card, tensor

VOLUMES = "Volumes: batch × depth × height × width × channels."
VOLUMES_IN_TIME = "Volumes in time: batch × time × depth × height × width × channels."

__all__ = ["VOLUMES", "VOLUMES_IN_TIME", "layer_card", "object_card", "tensor"]
