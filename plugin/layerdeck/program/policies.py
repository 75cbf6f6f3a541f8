"""Dtype policies and optimizers, as far as memory depends on them."""

from msgspec import Struct


class Policy(Struct, frozen=True):
    """Bytes of a number: of weights, and of what layers compute in."""

    weights: int
    compute: int


POLICIES = {
    "float32": Policy(4, 4),
    "float16": Policy(2, 2),
    "bfloat16": Policy(2, 2),
    "mixed_float16": Policy(4, 2),
    "mixed_bfloat16": Policy(4, 2),
}
"""Keras' policies: a mixed one keeps its weights in float32, and computes in two bytes."""


class Optimizer(Struct, frozen=True):
    """What an optimizer takes.

    Attributes:
        title: as people write it.
        slots: tensors that it keeps for each trained weight, in the weight's number type.
        temporary: as many as that are held besides while one weight is updated.
    """

    title: str
    slots: int
    temporary: int = 2


OPTIMIZERS = {
    "sgd": Optimizer("SGD", 0, 1),
    "sgd_momentum": Optimizer("SGD with momentum", 1),
    "rmsprop": Optimizer("RMSprop", 1),
    "adam": Optimizer("Adam", 2),
    "adamw": Optimizer("AdamW", 2),
    "adamax": Optimizer("Adamax", 2),
    "nadam": Optimizer("Nadam", 2),
    "adagrad": Optimizer("Adagrad", 1),
    "adadelta": Optimizer("Adadelta", 2),
    "ftrl": Optimizer("Ftrl", 2),
    "lion": Optimizer("Lion", 1),
}
"""Keras' optimizers at their defaults (SGD's momentum apart); a test counts their variables."""
