"""Attention: every step of one sequence looks at all steps of another, or of its own."""

from dataclasses import replace

from layerdeck.deck import Divides, Kind, Port, layer_card

from ._ports import choice, count, flag, number, seed
from ._weights import constraint, initializer, regularizer, use_bias

_CAUSAL = (
    "Keras 3 calls it Use causal mask: it moved from the layer to its call, and does the same."
)
_FORMERLY = {
    "Causal": _CAUSAL,
    "Input": "The list of tensors is now inputs of their own: Query, Value and Key.",
}
_GIVES = "For each step of Query a blend of the steps of Value: batch × steps of query × features."


def _tensor(port_id: str, text: str, *example: int, part_of: str = "") -> Port:
    """A sequence that goes in; one without an example may be left out."""
    wanted = {"main": True, "example": example} if example else {"default": None}
    return Port(
        id=port_id,
        title=port_id.replace("_", " ").capitalize(),
        kind=Kind.TENSOR,
        none_text="none",
        part_of=part_of,
        help=text,
        **wanted,
    )


def _mask(port_id: str, text: str, part_of: str = "") -> Port:
    return replace(_tensor(port_id, text, part_of=part_of), dtype="bool")


def _sequences(part_of: str, width: str) -> tuple[Port, ...]:
    return (
        _tensor(
            "query",
            "Sequences that ask: batch × steps × features. One result comes out for each of its "
            "steps.",
            10, 16,
            part_of=part_of,
        ),
        _tensor(
            "value",
            "Sequences that are blended: batch × steps × features. The same tensor as Query "
            f"makes self-attention.{width}",
            12, 16,
            part_of=part_of,
        ),
        replace(
            _tensor(
                "key",
                "Sequences that Query is compared with, one step for each of Value. Left out, "
                "Value itself.",
                part_of=part_of,
            ),
            none_text="value",
        ),
    )  # fmt: skip


_QUERY_MASK = "True for the steps of Query that count: batch × steps of query. The others"
_VALUE_MASK = "True for the steps of Value that may be looked at: batch × steps of value."


def _call_flags() -> tuple[Port, ...]:
    return (
        replace(
            flag(
                "return_attention_scores",
                "Also gives, as an output of its own, how much each step of Query looks at each "
                "step of Value.",
            ),
            call=True,
        ),
        replace(
            flag(
                "use_causal_mask",
                "Lets each step look at itself and earlier steps only, as a decoder needs that "
                "writes one step after another.",
            ),
            call=True,
            aliases=("causal",),
        ),
    )


def _scores(shape: str) -> Port:
    return Port(
        id="scores",
        title="Scores",
        kind=Kind.TENSOR,
        when="return_attention_scores",
        help=f"The weights of the blend: {shape}. They sum to 1 over the steps of value.",
    )


def _by_likeness() -> tuple[Port, ...]:
    """What the call of Attention and Additive attention takes."""
    return (
        *_sequences("inputs", " Without a Key, its features must be as many as those of Query."),
        _mask("query_mask", f"{_QUERY_MASK} come out as zeros.", "mask"),
        _mask("value_mask", _VALUE_MASK, "mask"),
        *_call_flags(),
    )


def _in_heads() -> tuple[Port, ...]:
    """What the call of the attentions with several heads takes."""
    return (
        *_sequences("", ""),
        _mask("query_mask", f"{_QUERY_MASK} look at nothing in particular."),
        _mask("value_mask", _VALUE_MASK),
        _mask("key_mask", "True for the steps of Key that may be looked at: batch × steps of key."),
        _mask(
            "attention_mask",
            "True where a step of Query may look at a step of Value: batch × steps of query × "
            "steps of value.",
        ),
        *_call_flags(),
    )


def _windowed() -> tuple[Port, ...]:
    return (
        Port(
            id="sliding_window",
            title="Sliding window",
            kind=Kind.INTEGER,
            default=None,
            minimum=1,
            none_text="off",
            since="3.15.0",
            help="Lets each step look only at steps less than this many away, which keeps long "
            "sequences local.",
        ),
        Port(
            id="flash_attention",
            title="Flash attention",
            kind=Kind.BOOLEAN,
            default=None,
            none_text="automatic",
            since="3.7.0",
            help="Whether the fused implementation runs that needs less memory. Automatic uses it "
            "where device and settings allow; on fails where they do not.",
        ),
    )


def _finish() -> tuple[Port, ...]:
    """The objects of the projections' weights, the gate, the seed."""
    return (
        initializer("kernel", "glorot_uniform"),
        initializer("bias", "zeros"),
        regularizer("kernel"),
        regularizer("bias"),
        regularizer("activity"),
        constraint("kernel"),
        constraint("bias"),
        replace(
            flag(
                "use_gate",
                "Multiplies the result by a learnt gate between 0 and 1, computed from Query.",
            ),
            since="3.14.0",
        ),
    )


_DROPOUT = number("dropout", "Fraction of the scores dropped while training, 0 to 1.", 0.0)
_HEAD_DROPOUT = replace(_DROPOUT, minimum=0.0, maximum=1.0)

ATTENTION = layer_card(
    "keras.layers.Attention",
    "Attention",
    "Attention",
    "Compares each step of Query with each step of Key by their dot product, and blends the steps "
    "of Value by how alike they are.",
    ports=(
        flag("use_scale", "Multiplies the scores by one learnt number."),
        choice(
            "score_mode",
            "How two steps are compared: dot multiplies them, concat adds them and takes tanh.",
            ("dot", "concat"),
            "dot",
        ),
        _DROPOUT,
        seed(),
    ),
    takes=_by_likeness(),
    gives=_GIVES,
    states=(_scores("batch × steps of query × steps of value"),),
    aliases=("dot-product attention", "Luong attention"),
    formerly=_FORMERLY,
)

ADDITIVE_ATTENTION = layer_card(
    "keras.layers.AdditiveAttention",
    "Additive attention",
    "Attention",
    "Compares each step of Query with each step of Key by the tanh of their sum, and blends the "
    "steps of Value by the result.",
    ports=(
        flag("use_scale", "Learns a weight for each feature of the comparison.", True),
        _DROPOUT,
    ),
    takes=_by_likeness(),
    gives=_GIVES,
    states=(_scores("batch × steps of query × steps of value"),),
    aliases=("Bahdanau attention",),
    formerly=_FORMERLY,
)

MULTI_HEAD_ATTENTION = layer_card(
    "keras.layers.MultiHeadAttention",
    "Multi-head attention",
    "Attention",
    "Several attentions side by side, each with learnt projections of Query, Key and Value: the "
    "heart of a transformer.",
    ports=(
        count("num_heads", "How many attentions run side by side."),
        count("key_dim", "Features per head that Query and Key are projected to."),
        Port(
            id="value_dim",
            title="Value dim",
            kind=Kind.INTEGER,
            default=None,
            minimum=1,
            none_text="key dim",
            help="Features per head that Value is projected to; as many as Key dim by default.",
        ),
        _HEAD_DROPOUT,
        use_bias(),
        Port(
            id="output_shape",
            title="Output shape",
            kind=Kind.INTEGER,
            list=True,
            bare=True,
            default=None,
            minimum=1,
            none_text="as query",
            help="Features of the result, after batch and steps; as many as Query has by default.",
        ),
        Port(
            id="attention_axes",
            title="Attention axes",
            kind=Kind.INTEGER,
            list=True,
            default=None,
            none_text="all",
            help="The axes that attention runs over, 1 for the first after the batch. By default "
            "all but batch and features: every voxel of a volume looks at every other.",
        ),
        *_windowed(),
        *_finish(),
        seed(),
    ),
    takes=_in_heads(),
    gives="For each step of Query one result: batch × steps of query × features of query.",
    states=(_scores("batch × heads × steps of query × steps of value"),),
    initial={"num_heads": 4, "key_dim": 16},
    aliases=("self-attention", "transformer", "MHA"),
)

GROUP_QUERY_ATTENTION = layer_card(
    "keras.layers.GroupQueryAttention",
    "Group query attention",
    "Attention",
    "Multi-head attention in which several query heads share one key and value head: nearly as "
    "good, with less memory.",
    ports=(
        count("head_dim", "Features per head."),
        count("num_query_heads", "How many heads Query has."),
        count(
            "num_key_value_heads",
            "How many heads Key and Value have: a divisor of the query heads. 1 shares one head "
            "among all.",
        ),
        _HEAD_DROPOUT,
        use_bias(),
        *_windowed(),
        *_finish(),
        replace(seed(), since="3.7.0"),
    ),
    takes=_in_heads(),
    gives="For each step of Query one result: batch × steps of query × features of query.",
    states=(_scores("batch × query heads × steps of query × steps of value"),),
    initial={"head_dim": 16, "num_query_heads": 4, "num_key_value_heads": 2},
    aliases=("grouped-query attention", "GroupedQueryAttention", "GQA"),
    rules=(Divides("num_key_value_heads", "num_query_heads"),),
)

CARDS = (ATTENTION, ADDITIVE_ATTENTION, MULTI_HEAD_ATTENTION, GROUP_QUERY_ATTENTION)
