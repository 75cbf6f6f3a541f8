"""What recurrent layers and their cells share: weights, states, how a sequence is walked."""

from layerdeck.deck import Kind, Port, tensor

from ._ports import activation, count, flag, number
from ._weights import constraint, initializer, regularizer, use_bias

GIVES = "The last step, or all of them while Return sequences is on."
UNIT_FORGET_BIAS = flag(
    "unit_forget_bias",
    "Starts the bias of the forget gate at 1, so that early training remembers.",
    True,
)


def units() -> Port:
    """The length of the state."""
    return count("units", "Length of the state and of the output vector.")


def weights(
    *after_initializers: Port, gated: bool = True, penalty: bool = True
) -> tuple[Port, ...]:
    """From the activation to the dropouts; `penalty` for layers, whose output may have one."""
    return (
        activation("tanh"),
        *((activation("sigmoid", "recurrent_activation"),) if gated else ()),
        use_bias(),
        initializer("kernel", "glorot_uniform"),
        initializer("recurrent", "orthogonal"),
        initializer("bias", "zeros"),
        *after_initializers,
        regularizer("kernel"),
        regularizer("recurrent"),
        regularizer("bias"),
        *((regularizer("activity"),) if penalty else ()),
        constraint("kernel"),
        constraint("recurrent"),
        constraint("bias"),
        # Keras clips both into 0 … 1 and refuses nothing, so neither do these.
        number("dropout", "Fraction of the inputs dropped while training, 0 to 1.", 0.0),
        number("recurrent_dropout", "Fraction of the state dropped while training, 0 to 1.", 0.0),
    )


def reset_after() -> Port:
    """Where a GRU applies its reset gate."""
    return flag(
        "reset_after",
        "Applies the reset gate after the recurrent kernel rather than before, as the GPU's "
        "own implementation does.",
        True,
    )


def running() -> tuple[Port, ...]:
    """How the sequence is walked, and what is given."""
    return (
        flag("return_sequences", "Gives every step of the sequence instead of the last one."),
        flag("return_state", "Gives the state after the last step as outputs of their own."),
        flag("go_backwards", "Walks the sequence from its end to its beginning."),
        flag(
            "stateful",
            "Starts each batch from the state the last one ended with. The batch size must be "
            "fixed.",
        ),
    )


def unroll() -> Port:
    """Whether the loop is laid out."""
    return flag(
        "unroll",
        "Lays the loop out as one copy per step: faster on short sequences of a fixed length, "
        "at the cost of memory.",
    )


def use_cudnn() -> Port:
    """Whether the GPU's own implementation runs."""
    return Port(
        id="use_cudnn",
        title="Use cuDNN",
        kind=Kind.STRING,
        default="auto",
        choices=("auto", True, False),
        help="Whether the GPU's own implementation runs: auto uses it where it fits the settings.",
    )


def takes(text: str, *example: int, states: str) -> tuple[Port, ...]:
    """What the call of a recurrent layer takes: the sequence, the state to start from, a mask."""
    return (
        tensor(text, *example),
        Port(
            id="initial_state",
            title="Initial state",
            kind=Kind.TENSOR,
            list=True,
            default=None,
            none_text="zeros",
            help=f"The state to start from, such as that of an encoder: {states}. Zeros by "
            "default.",
        ),
        Port(
            id="mask",
            title="Mask",
            kind=Kind.TENSOR,
            default=None,
            none_text="none",
            dtype="bool",
            help="True for the steps that count: batch × time. The others are skipped, as padding "
            "is.",
        ),
    )


def state(port_id: str, title: str, text: str, *, maybe: bool = False) -> Port:
    """A state as an output, while Return state is on."""
    return Port(
        id=port_id, title=title, kind=Kind.TENSOR, when="return_state", maybe=maybe, help=text
    )


HIDDEN_AND_CELL = (
    state("state_h", "Hidden state", "The hidden state after the last step."),
    state("state_c", "Cell state", "The cell state after the last step."),
)
