"""Faults of masks: shapes and number types."""

from engine.case import Case
from engine.networks import chain
from engine.several import (
    GROUPS,
    HEADS,
    look,
    mask_of,
    walk,
)
from layerdeck.program import Severity

FAULTS_OF_MASKS = (
    Case(
        "a causal mask over images",
        look("MultiHeadAttention", {**HEADS, "use_causal_mask": True}, *[{"shape": (3, 4, 8)}] * 2),
        "att.attention_axes",
        "Use causal mask follows one axis of steps, and this attention runs over 2. Choose one "
        "in Attention axes, or switch Use causal mask off.",
        "Use causal mask follows one axis",
        fixes=("Set attention axes to 1",),
    ),
    Case(
        "a query mask that heads pass by",
        look("MultiHeadAttention", HEADS, query_mask=mask_of(5)),
        "att.query_mask",
        "Multi-head attention passes the query mask by that is wired: it takes the one that "
        "Query carries, as after Masking or an Embedding with Mask zero. Put Masking before "
        "Query, or wire an Attention mask.",
        "The query mask is passed by",
        severity=Severity.WARNING,
    ),
    Case(
        "a query mask of the values",
        look("Attention", {}, query_mask=mask_of(7)),
        "att.query_mask",
        "Attention takes a query mask of batch × 5, and query_mask gives batch × 7. Feed it "
        "that shape.",
        "Query mask of another shape",
    ),
    Case(
        "a value mask of the queries",
        look("AdditiveAttention", {}, value_mask=mask_of(5)),
        "att.value_mask",
        "Additive attention takes a value mask of batch × 7, and value_mask gives batch × 5. "
        "Feed it that shape.",
        "Value mask of another shape",
    ),
    Case(
        "a value mask of the queries in heads",
        look("MultiHeadAttention", HEADS, value_mask=mask_of(5)),
        "att.value_mask",
        "Multi-head attention takes a value mask of batch × 7, and value_mask gives batch × 5. "
        "Feed it that shape.",
        "Value mask of another shape",
    ),
    Case(
        "a value mask with an axis of features",
        look("Attention", {}, value_mask=mask_of(7, 1)),
        "att.value_mask",
        "Attention takes a value mask of batch × 7, and value_mask gives batch × 7 × 1. Feed it"
        " that shape.",
        "Value mask of another shape",
    ),
    Case(
        "a query mask of the values in groups",
        look("GroupQueryAttention", GROUPS, query_mask=mask_of(7)),
        "att.query_mask",
        "Group query attention takes a query mask of batch × 5, and query_mask gives batch × 7."
        " Feed it that shape.",
        "Query mask of another shape",
    ),
    Case(
        "a key mask of the queries",
        look("GroupQueryAttention", GROUPS, key_mask=mask_of(5)),
        "att.key_mask",
        "Group query attention takes a key mask of batch × 7, and key_mask gives batch × 5. "
        "Feed it that shape.",
        "Key mask of another shape",
    ),
    Case(
        "an attention mask the wrong way round",
        look("MultiHeadAttention", HEADS, attention_mask=mask_of(7, 5)),
        "att.attention_mask",
        "Multi-head attention takes an attention mask of batch × 5 × 7, and attention_mask "
        "gives batch × 7 × 5. Feed it that shape.",
        "Attention mask of another shape",
    ),
    Case(
        "an attention mask of steps",
        look("GroupQueryAttention", GROUPS, attention_mask=mask_of(7)),
        "att.attention_mask",
        "Group query attention takes an attention mask of batch × 5 × 7, and attention_mask "
        "gives batch × 7. Feed it that shape.",
        "Attention mask of another shape",
    ),
    Case(
        "a mask of floats",
        look("MultiHeadAttention", HEADS, attention_mask=mask_of(5, 7, dtype="float32")),
        "att.attention_mask",
        "A mask is true or false, and attention_mask gives float32: every number but 0 would "
        "count as true. Let the Input take bool.",
        "A mask is true or false, not float32",
        fixes=("Set dtype of attention_mask to bool",),
        severity=Severity.WARNING,
    ),
    Case(
        "a mask of texts",
        look("Attention", {}, value_mask=mask_of(7, dtype="string")),
        "att.value_mask",
        "A mask is true or false, and value_mask gives string: no text is either. Let the Input"
        " take bool.",
        "A mask is true or false, not string",
        fixes=("Set dtype of value_mask to bool",),
    ),
    Case(
        "a mask of other length",
        walk("LSTM", {"units": 3}, mask={"shape": (6,), "dtype": "bool"}),
        "rnn.mask",
        "LSTM takes a mask with a place for each step: batch × 7, and steps gives batch × 6. "
        "Feed it that shape.",
        "Mask of another shape",
    ),
    Case(
        "a mask of features",
        walk("GRU", {"units": 3}, mask={"shape": (7, 8), "dtype": "bool"}),
        "rnn.mask",
        "GRU takes a mask with a place for each step: batch × 7, and steps gives batch × 7 × 8."
        " Feed it that shape.",
        "Mask of another shape",
    ),
    Case(
        "a mask of floats for steps",
        walk("GRU", {"units": 3}, mask={"shape": (7,), "dtype": "float32"}),
        "rnn.mask",
        "A mask is true or false, and steps gives float32: every number but 0 would count as "
        "true. Let the Input take bool.",
        "A mask is true or false, not float32",
        fixes=("Set dtype of steps to bool",),
        severity=Severity.WARNING,
    ),
    Case(
        "masking over nine axes",
        chain(("Masking", {}), shape=(2,) * 8),
        "first.input",
        "Masking works on at most 8 axes in TensorFlow, and volume gives 9: the model would be "
        "built, and fail on its first batch. Join axes with Reshape before.",
        "Masking of 9 axes",
        severity=Severity.WARNING,
    ),
)
