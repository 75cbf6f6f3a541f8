"""Ports for the objects of a layer's weights: initializers, regularizers, constraints."""

from layerdeck.deck import Kind, Port

from ._ports import activation, flag, title_of

# The names Keras takes as a string. `constant`, `l1_l2` and `stft` are not among them: Keras
# cannot make the first two from their name alone, and the third without SciPy. Each has a card.
INITIALIZERS = (
    "glorot_uniform", "glorot_normal", "he_normal", "he_uniform", "lecun_normal",
    "lecun_uniform", "random_normal", "random_uniform", "truncated_normal", "variance_scaling",
    "orthogonal", "identity", "zeros", "ones",
)  # fmt: skip
_SPELT = {"uniform": "random_uniform", "Zeros": "zeros"}
"""How some classes spell their default, and the name that it stands in for."""
REGULARIZERS = ("l1", "l2", "orthogonal_regularizer")
CONSTRAINTS = ("max_norm", "min_max_norm", "non_neg", "unit_norm")

_WEIGHTS = {
    "kernel": "the kernel",
    "depthwise": "the depthwise kernel, one per channel",
    "pointwise": "the pointwise kernel, which mixes the channels",
    "recurrent": "the recurrent kernel, which acts on the previous state",
    "bias": "the bias",
    "beta": "beta, the offset added after normalizing",
    "gamma": "gamma, the factor applied after normalizing",
    "alpha": "alpha, the slope of negative values",
    "embeddings": "the table of vectors",
    "moving_mean": "the moving mean",
    "moving_variance": "the moving variance",
}


def initializer(weight: str, default: str) -> Port:
    """What a weight starts from: a name, or a wire from an initializer's card."""
    return Port(
        id=f"{weight}_initializer",
        title=title_of(f"{weight}_initializer"),
        kind=Kind.INITIALIZER,
        default=default,
        choices=tuple(default if name == _SPELT.get(default) else name for name in INITIALIZERS),
        nullable=True,
        none_text="automatic",
        help=f"Where {_WEIGHTS[weight]} starts from, by name or from an initializer's card.",
    )


def regularizer(weight: str) -> Port:
    """The penalty on a weight, or on what the layer gives."""
    on = "the layer's output" if weight == "activity" else _WEIGHTS[weight]
    return Port(
        id=f"{weight}_regularizer",
        title=title_of(f"{weight}_regularizer"),
        kind=Kind.REGULARIZER,
        default=None,
        choices=REGULARIZERS,
        help=f"Penalty added to the loss for {on}, by name or from a regularizer's card.",
    )


def constraint(weight: str) -> Port:
    """What a weight is held to after every training step."""
    return Port(
        id=f"{weight}_constraint",
        title=title_of(f"{weight}_constraint"),
        kind=Kind.CONSTRAINT,
        default=None,
        choices=CONSTRAINTS,
        help=f"What {_WEIGHTS[weight]} is held to after each training step, by name or from a "
        "constraint's card.",
    )


def use_bias() -> Port:
    """Whether there is a bias."""
    return flag(
        "use_bias",
        "Whether learnt numbers are added to what the kernel gives. Needless right before a batch "
        "normalization, which has its own.",
        True,
    )


def finish(*kernels: str) -> tuple[Port, ...]:
    """How a convolution or Dense ends: activation, bias, and the objects of its weights.

    `kernels` are its weights beside the bias, where those are not the kernel alone.
    """
    kernels = kernels or ("kernel",)
    return (
        activation(),
        use_bias(),
        *(initializer(kernel, "glorot_uniform") for kernel in kernels),
        initializer("bias", "zeros"),
        *(regularizer(kernel) for kernel in kernels),
        regularizer("bias"),
        regularizer("activity"),
        *(constraint(kernel) for kernel in kernels),
        constraint("bias"),
    )
