"""What a model is made of besides layers: inputs, outputs, parameters, layers called again."""

from layerdeck.deck import CardType, Kind, Port, Role

from ._ports import flag

_INPUT_DTYPES = (
    "float32", "float16", "bfloat16", "float64", "uint8", "uint16", "uint32", "uint64", "int8",
    "int16", "int32", "int64", "bool", "string", "float8_e4m3fn", "float8_e5m2", "complex64",
    "complex128",
)  # fmt: skip

_PARAMETER_TYPES = (
    "Integer", "Float", "Boolean", "String", "List of Integer", "List of Float",
    "List of String",
)  # fmt: skip


def _shape(port_id: str, title: str, text: str) -> Port:
    return Port(
        id=port_id,
        title=title,
        kind=Kind.INTEGER,
        list=True,
        default=None,
        initial=(32, 32, 32, 1) if port_id == "shape" else None,
        minimum=0,
        open_axes=True,
        main=port_id == "shape",
        help=text,
    )


def _unset_flag(port_id: str, text: str) -> Port:
    """A flag that is None rather than False at its default, as Keras has it."""
    return Port(
        id=port_id,
        title=port_id.capitalize(),
        kind=Kind.BOOLEAN,
        default=None,
        none_text="default",
        help=text,
    )


def _name(text: str) -> Port:
    return Port(
        id="name",
        title="Name",
        kind=Kind.STRING,
        default=None,
        none_text="automatic",
        main=True,
        help=text,
    )


INPUT = CardType(
    id="keras.Input",
    title="Input",
    variable="inputs",
    category="Model",
    role=Role.INPUT,
    inputs=(
        _shape(
            "shape",
            "Shape",
            "Shape of one sample without the batch: depth, height, width, channels for a volume. "
            "An axis of any size is written any.",
        ),
        Port(
            id="batch_size",
            title="Batch size",
            kind=Kind.INTEGER,
            default=None,
            minimum=0,
            none_text="any",
            help="Fixes the number of samples in a batch, as stateful layers need.",
        ),
        Port(
            id="dtype",
            title="Dtype",
            kind=Kind.STRING,
            default=None,
            choices=_INPUT_DTYPES,
            none_text="default",
            main=True,
            help="Number type of the data that is fed; float32 unless Keras is set up otherwise.",
        ),
        _unset_flag("sparse", "Whether sparse tensors are expected."),
        Port(
            id="ragged",
            title="Ragged",
            kind=Kind.BOOLEAN,
            default=None,
            none_text="default",
            since="3.9.0",
            help="Whether ragged tensors are expected, whose rows differ in length.",
        ),
        _shape(
            "batch_shape",
            "Batch shape",
            "Shape with the batch axis in front, instead of Shape and Batch size.",
        ),
        _name("Name by which data is fed to this input."),
        flag("optional", "Whether None may be fed instead of data."),
    ),
    outputs=(
        Port(
            id="output",
            title="Data",
            kind=Kind.TENSOR,
            help="The data, with the batch axis in front of the shape.",
        ),
    ),
    help="Where data enters the model; its shape is all that the layers after it know of it.",
    aliases=("InputLayer",),
    exceptions={"tensor": "it wraps a tensor made elsewhere; on the canvas a wire does that"},
)

OUTPUT = CardType(
    id="layerdeck.Output",
    title="Output",
    variable="result",
    category="Model",
    role=Role.OUTPUT,
    inputs=(
        _name("Key of this output in the model's answer, where it has several."),
        Port(
            id="input",
            title="Data",
            kind=Kind.TENSOR,
            main=True,
            example=(32, 32, 32, 1),
            help="The tensor that the model gives.",
        ),
    ),
    outputs=(),
    help="Where a tensor leaves the model. Several make a model with several outputs.",
)

PARAMETER = CardType(
    id="layerdeck.Parameter",
    title="Parameter",
    category="Model",
    role=Role.PARAMETER,
    inputs=(
        _name("Name of the argument of build_model(…). Left empty, it is the card's id."),
        Port(
            id="type",
            title="Type",
            kind=Kind.STRING,
            default="Integer",
            choices=_PARAMETER_TYPES,
            main=True,
            help="What kind of value it is; the wires it may feed follow from this.",
        ),
        Port(
            id="default",
            title="Default",
            kind=Kind.INTEGER,
            initial=16,
            main=True,
            follows="type",
            help="The value where build_model(…) is called without this argument.",
        ),
    ),
    outputs=(
        Port(
            id="value",
            title="Value",
            kind=Kind.INTEGER,
            follows="type",
            example="keras.layers.Dense.units",
            help="The value, for any number of inputs.",
        ),
    ),
    help="A number or text left open: an argument of the exported build_model(…), such as the "
    "filters of the first level.",
    aliases=("argument", "hyperparameter", "variable"),
)

CALL_LAYER = CardType(
    id="layerdeck.CallLayer",
    title="Call layer",
    category="Model",
    role=Role.CALL,
    inputs=(
        Port(
            id="layer",
            title="Layer",
            kind=Kind.LAYER,
            main=True,
            example="keras.layers.Dense",
            help="The layer to apply, from its Layer instance output.",
        ),
        Port(
            id="input",
            title="Input",
            kind=Kind.TENSOR,
            list=True,
            main=True,
            example=((16,),),
            help="The tensor to apply it to, shaped as the layer expects; several, in order, for a "
            "layer that takes several.",
        ),
    ),
    outputs=(
        Port(id="output", title="Output", kind=Kind.TENSOR, help="What the layer gives for it."),
    ),
    help="Applies a layer that stands elsewhere once more, with the same weights: the two arms of "
    "a Siamese network.",
    aliases=("shared layer", "shared weights", "tied weights", "reuse", "Siamese"),
)

CARDS = (INPUT, OUTPUT, PARAMETER, CALL_LAYER)
