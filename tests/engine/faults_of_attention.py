"""Faults of attention: sequences and settings that do not fit each other."""

from engine.case import Case
from engine.several import (
    GROUPS,
    HEADS,
    QUERY,
    VALUE,
    look,
    looks_again,
)
from layerdeck.program import Severity

FAULTS_OF_ATTENTION = (
    Case(
        "features that cannot be compared",
        look("Attention", {}, value={"shape": (7, 9)}),
        "att.value",
        "Query and Value must have as many features: q gives 5×8, and v gives 7×9. Bring both "
        "to as many, for example with Dense, or wire a Key of 8 features.",
        "Features: 8 ≠ 9",
    ),
    Case(
        "features of a key that cannot be compared",
        look("AdditiveAttention", {}, value={"shape": (7, 9)}, key={"shape": (7, 3)}),
        "att.key",
        "Query and Key must have as many features: q gives 5×8, and key gives 7×3. Bring both "
        "to as many, for example with Dense.",
        "Features: 8 ≠ 3",
    ),
    Case(
        "features that groups cannot share",
        look("GroupQueryAttention", GROUPS, value={"shape": (7, 9)}),
        "att.value",
        "Query and Value must have as many features: q gives 5×8, and v gives 7×9. Bring both "
        "to as many, for example with Dense.",
        "Features: 8 ≠ 9",
    ),
    Case(
        "a key of other length",
        look("Attention", {}, key={"shape": (6, 8)}),
        "att.key",
        "Key has one step for each of Value: key gives 6×8, and v gives 7×8. Feed it as many "
        "steps.",
        "Steps: 6 ≠ 7",
    ),
    Case(
        "a key of other length for heads",
        look("MultiHeadAttention", HEADS, key={"shape": (6, 8)}),
        "att.key",
        "Key has one step for each of Value: key gives 6×8, and v gives 7×8. Feed it as many "
        "steps.",
        "Steps: 6 ≠ 7",
    ),
    Case(
        "a key for values of unknown length",
        look("GroupQueryAttention", GROUPS, value={"shape": (None, 8)}, key={"shape": (6, 8)}),
        "att.key",
        "Key has one step for each of Value: key gives 6×8, and v gives any×8. Feed it as many "
        "steps.",
        "Steps: 6 ≠ any",
    ),
    Case(
        "vectors into attention",
        look("Attention", {}, query={"shape": (8,)}, value={"shape": (8,)}),
        "att.query",
        "Attention takes sequences of at least 3 axes, Query and Value as many: batch × steps ×"
        " features. q gives batch × 8. Keras would mix the samples of a batch, or fail on it. "
        "Feed it sequences.",
        "Query has 2 axes",
        severity=Severity.WARNING,
    ),
    Case(
        "a vector that asks",
        look("MultiHeadAttention", HEADS, query={"shape": (8,)}),
        "att.query",
        "Multi-head attention takes sequences of at least 3 axes, Query and Value as many: "
        "batch × steps × features. q gives batch × 8. Feed it sequences.",
        "Query has 2 axes",
    ),
    Case(
        "images into grouped heads",
        look("GroupQueryAttention", GROUPS, query={"shape": (3, 5, 8)}, value={"shape": (3, 7, 8)}),
        "att.query",
        "Group query attention takes sequences of 3 axes: batch × steps × features. q gives "
        "batch × 3 × 5 × 8. Feed it sequences.",
        "Query has 4 axes",
    ),
    Case(
        "images that look at sequences",
        look("MultiHeadAttention", HEADS, query={"shape": (3, 5, 8)}),
        "att.value",
        "Multi-head attention takes sequences of at least 3 axes, Query and Value as many: "
        "batch × steps × features. q gives batch × 3 × 5 × 8, and v gives batch × 7 × 8. Feed "
        "it sequences.",
        "Value has 3 axes",
    ),
    Case(
        "batches of other sizes",
        look("Attention", {}, {**QUERY, "batch_size": 2}, {**VALUE, "batch_size": 3}),
        "att.value",
        "Attention looks from each sample at the same sample: q gives 2 samples in a batch, and"
        " v gives 3. Make them equal.",
        "2 samples ≠ 3",
    ),
    Case(
        "batches of other sizes in heads",
        look("MultiHeadAttention", HEADS, {**QUERY, "batch_size": 2}, {**VALUE, "batch_size": 3}),
        "att.value",
        "Multi-head attention looks from each sample at the same sample: q gives 2 samples in a"
        " batch, and v gives 3. Make them equal.",
        "2 samples ≠ 3",
    ),
    Case(
        "rows that cannot be paired",
        look(
            "MultiHeadAttention",
            {**HEADS, "attention_axes": (2,)},
            {"shape": (3, 5, 8)},
            {"shape": (2, 7, 8)},
        ),
        "att.value",
        "Multi-head attention looks from each sample at the same sample: q gives 3 places along"
        " axis 1, and v gives 2. Make them equal.",
        "3 places ≠ 2",
    ),
    Case(
        "features that are not known",
        look("MultiHeadAttention", HEADS, value={"shape": (7, None)}),
        "att.value",
        "Multi-head attention needs to know how many features it gets, as its weights depend on"
        " it, and v gives 7×any. Set that size in the shape of the Input.",
        "The number of features is not known",
    ),
    Case(
        "features that a scale needs to know",
        look("AdditiveAttention", {}, query={"shape": (5, None)}),
        "att.query",
        "Additive attention needs to know how many features it gets, as its weights depend on "
        "it, and q gives 5×any. Set that size in the shape of the Input.",
        "The number of features is not known",
    ),
    Case(
        "attention over an axis that is none of steps",
        look("MultiHeadAttention", {**HEADS, "attention_axes": (2,)}),
        "att.attention_axes",
        "Attention axes: 2 is no axis of steps. The axes between batch and features are 1. "
        "Leave it empty for all of them.",
        "Axis 2 is no axis of steps",
        fixes=("Set attention axes to all",),
        severity=Severity.WARNING,
    ),
    Case(
        "integers that floats are added to",
        look("AdditiveAttention", {}, query={**QUERY, "dtype": "int32"}),
        "att.query",
        "Additive attention computes with floats, and q gives int32: the model would be built, "
        "and fail on its first batch. Let the Input take float32.",
        "Computes with floats, and got int32",
        fixes=("Set dtype of q to float32",),
    ),
    Case(
        "texts into attention",
        look("Attention", {}, value={**VALUE, "dtype": "string"}),
        "att.value",
        "Attention computes with floats, and v gives string: the model would be built, and fail"
        " on its first batch. Let the Input take float32.",
        "Computes with floats, and got string",
        fixes=("Set dtype of v to float32",),
    ),
    Case(
        "heads that cannot share a key",
        look("GroupQueryAttention", {**GROUPS, "num_key_value_heads": 3}),
        "att.num_key_value_heads",
        "Num key value heads 3 does not divide num query heads 4: every group makes the same "
        "number of them. Choose a divisor of 4.",
        "3 does not divide 4",
        fixes=(
            "Set num key value heads to 4",
            "Set num query heads to 3",
        ),
    ),
    Case(
        "fused attention that drops scores",
        look("GroupQueryAttention", {**GROUPS, "flash_attention": True, "dropout": 0.5}),
        "att.dropout",
        "The fused attention drops no scores. Set Dropout to 0, or leave Flash attention "
        "automatic.",
        "Flash attention excludes dropout",
        fixes=("Set flash attention to automatic",),
    ),
    Case(
        "fused attention with TensorFlow",
        look("MultiHeadAttention", {**HEADS, "flash_attention": True}),
        "att.flash_attention",
        "Keras has the fused attention with JAX and PyTorch, not with TensorFlow: there the "
        "model would be built, and fail on its first batch. Leave it automatic.",
        "No flash attention with TensorFlow",
        fixes=("Set flash attention to automatic",),
        severity=Severity.WARNING,
    ),
    Case(
        "attention over volumes in time",
        look("MultiHeadAttention", HEADS, *[{"shape": (2, 2, 2, 2, 8)}] * 2),
        "att.attention_axes",
        "Attention over 4 of 6 axes has scores of 10 axes, and TensorFlow computes at most 8: "
        "the model would be built, and fail on its first batch. Join axes with Reshape before.",
        "Scores of 10 axes",
    ),
    Case(
        "heads made for other features",
        looks_again("MultiHeadAttention", HEADS, (5, 8), (7, 9)),
        "again.input",
        "The weights of att are made for a Value of 8 features, as it is applied elsewhere "
        "already, and b gives 9: 7×9. Feed it 8 features.",
        "Made for 8 features, and got 9",
    ),
    Case(
        "a scale made for other features",
        looks_again("AdditiveAttention", {}, (5, 9), (7, 9)),
        "again.input",
        "The weights of att are made for a Query of 8 features, as it is applied elsewhere "
        "already, and a gives 9: 5×9. Feed it 8 features.",
        "Made for 8 features, and got 9",
    ),
    Case(
        "a regularizer of matrices for heads",
        look("MultiHeadAttention", {**HEADS, "kernel_regularizer": "orthogonal_regularizer"}),
        "att.kernel_regularizer",
        "Kernel regularizer: the orthogonal regularizer takes a weight of two axes, such as "
        "Dense's kernel, and this has 3. Training would fail. Choose another, such as l2.",
        "Kernel regularizer: 2 axes, not 3",
        fixes=("Set kernel regularizer to none",),
        severity=Severity.WARNING,
    ),
    Case(
        "an initializer of matrices for heads",
        look("GroupQueryAttention", {**GROUPS, "kernel_initializer": "identity"}),
        "att.kernel_initializer",
        "Kernel initializer: Identity takes a weight of two axes, such as Dense's kernel, and "
        "this one has 3: 8×4×4. Choose another, such as glorot_uniform.",
        "Kernel initializer does not fit the weight",
        fixes=("Set kernel initializer to glorot_uniform",),
    ),
)
