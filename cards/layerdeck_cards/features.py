"""Numbers brought to a scale or into bins, and preprocessing layers in a row."""

from layerdeck.deck import REQUIRED, Kind, Port, Required, Value, layer_card, tensor

from ._categories import SPARSE, dtype, output_mode
from ._ports import flag, title_of

FEATURES = "Features"


def _numbers(
    port_id: str,
    text: str,
    default: Value | Required = None,
    initial: Value = None,
    *,
    bare: bool = True,
) -> Port:
    return Port(
        id=port_id,
        title=title_of(port_id),
        kind=Kind.FLOAT,
        list=True,
        default=default,
        initial=initial,
        none_text="not given",
        bare=bare,
        main=True,
        help=text,
    )


NORMALIZATION = layer_card(
    "keras.layers.Normalization",
    "Normalization",
    FEATURES,
    "Subtracts known means and divides by known deviations, so that features on any scale come to "
    "mean 0 and deviation 1. Nothing is learnt: measure both on the training data.",
    ports=(
        Port(
            id="axis",
            title="Axis",
            kind=Kind.INTEGER,
            list=True,
            default=(-1,),
            nullable=True,
            none_text="all together",
            bare=True,
            help="The axis whose places have a mean each: -1 for features or channels last. All "
            "together takes one mean for everything.",
        ),
        _numbers("mean", "Mean of the data: one number, or one per feature.", initial=(0.0,)),
        _numbers(
            "variance",
            "Variance of the data, the square of its standard deviation: as many numbers as Mean.",
            initial=(1.0,),
        ),
        flag("invert", "Turns normalized numbers back into the original scale."),
    ),
    takes=tensor("Any numbers: batch × … × features.", 4),
    gives="The same shape, as floats.",
    aliases=("Feature normalization", "standardize", "z-score"),
)

RESCALING = layer_card(
    "keras.layers.Rescaling",
    "Rescaling",
    FEATURES,
    "Multiplies by Scale, then adds Offset: a scale of 0.003922 (1/255) brings pixels of 0 to 255 "
    "to 0 to 1.",
    ports=(
        _numbers("scale", "Factor: one number, or one per channel.", REQUIRED, (1 / 255,)),
        _numbers("offset", "Added afterwards: one number, or one per channel.", (0.0,)),
    ),
    takes=tensor("Any numbers, such as images or volumes with channels last.", 16, 16, 16, 2),
    gives="The same shape, as floats.",
    aliases=("scale", "divide", "multiply", "255"),
)

DISCRETIZATION = layer_card(
    "keras.layers.Discretization",
    "Discretization",
    FEATURES,
    "Sorts numbers into bins and gives the number of the bin: with borders 0, 1 everything below 0 "
    "is in bin 0, from 0 up to 1 in bin 1, from 1 on in bin 2.",
    ports=(
        _numbers(
            "bin_boundaries",
            "The borders between the bins in rising order; n borders make n + 1 bins.",
            REQUIRED,
            (0.0, 1.0),
            bare=False,
        ),
        output_mode("of bins", "int", "one_hot", "multi_hot", "count"),
        dtype(),
    ),
    takes=tensor("Numbers: batch × features.", 4),
    gives="For int, the number of a bin for each; otherwise rows as long as there are bins.",
    main=("output_mode",),
    keywords=("name",),
    aliases=("bins", "bucket", "bucketize", "histogram"),
    exceptions={
        "num_bins": "Keras would find the borders from data with adapt, which no exported code "
        "calls; write them as Bin boundaries",
        "epsilon": "how exactly adapt finds borders, which come as Bin boundaries here",
        "sparse": SPARSE,
    },
)

PIPELINE = layer_card(
    "keras.layers.Pipeline",
    "Pipeline",
    FEATURES,
    "Applies preprocessing layers in a row as one layer.",
    ports=(
        Port(
            id="layers",
            title="Layers",
            kind=Kind.LAYER,
            list=True,
            main=True,
            example=("keras.layers.Rescaling", "keras.layers.Rescaling"),
            help="The layers in order, each from its Layer instance output.",
        ),
    ),
    takes=tensor("What the first layer takes.", 32, 32, 3),
    gives="What the last layer gives.",
    keywords=("name",),
    aliases=("chain", "sequence of preprocessing"),
)

CARDS = (NORMALIZATION, RESCALING, DISCRETIZATION, PIPELINE)
