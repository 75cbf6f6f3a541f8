"""Families of Keras layers, as far as sizes, costs and views depend on them."""

from typing import Any

from layerdeck.layers import LayerScale, LocallyConnected1D, LocallyConnected2D, ThresholdedReLU

from .backend import keras

_layers = keras.layers


def _present(*names: str) -> tuple[Any, ...]:
    """Those of the classes that the installed Keras has."""
    return tuple(getattr(_layers, name) for name in names if hasattr(_layers, name))


CONVOLUTIONS = (_layers.Conv1D, _layers.Conv2D, _layers.Conv3D)
TRANSPOSED = (_layers.Conv1DTranspose, _layers.Conv2DTranspose, _layers.Conv3DTranspose)
DEPTHWISE = (_layers.DepthwiseConv1D, _layers.DepthwiseConv2D)
SEPARABLE = (_layers.SeparableConv1D, _layers.SeparableConv2D)
LOCAL = (LocallyConnected1D, LocallyConnected2D)
SLIDING = (*CONVOLUTIONS, *DEPTHWISE, *SEPARABLE)
"""Convolutions that go over what they are given, which a transposed one does not."""
ROOT_MEAN_SQUARES = _present("RMSNormalization")
"""Since Keras 3.9."""
CONV_LSTMS = (_layers.ConvLSTM1D, _layers.ConvLSTM2D, _layers.ConvLSTM3D)
MAX_POOLINGS = (_layers.MaxPooling1D, _layers.MaxPooling2D, _layers.MaxPooling3D)
AVERAGE_POOLINGS = (
    _layers.AveragePooling1D, _layers.AveragePooling2D, _layers.AveragePooling3D,
)  # fmt: skip
POOLINGS = (*MAX_POOLINGS, *AVERAGE_POOLINGS)
ADAPTIVE_AVERAGES = _present(
    "AdaptiveAveragePooling1D", "AdaptiveAveragePooling2D", "AdaptiveAveragePooling3D"
)
ADAPTIVE_MAXIMA = _present("AdaptiveMaxPooling1D", "AdaptiveMaxPooling2D", "AdaptiveMaxPooling3D")
ADAPTIVE_POOLINGS = (*ADAPTIVE_AVERAGES, *ADAPTIVE_MAXIMA)
"""Since Keras 3.13."""
VOLUME_MAXIMA = (_layers.MaxPooling3D, *_present("AdaptiveMaxPooling3D"))
VOLUME_POOLINGS = (
    *VOLUME_MAXIMA, _layers.AveragePooling3D, *_present("AdaptiveAveragePooling3D"),
)  # fmt: skip
GLOBAL_MAXIMA = (
    _layers.GlobalMaxPooling1D, _layers.GlobalMaxPooling2D, _layers.GlobalMaxPooling3D,
)  # fmt: skip
UP_SAMPLINGS = (_layers.UpSampling1D, _layers.UpSampling2D, _layers.UpSampling3D)
PADDINGS = (_layers.ZeroPadding1D, _layers.ZeroPadding2D, _layers.ZeroPadding3D)
CROPPINGS = (_layers.Cropping1D, _layers.Cropping2D, _layers.Cropping3D)
ATTENTIONS = (
    _layers.Attention, _layers.AdditiveAttention, _layers.MultiHeadAttention,
    *_present("GroupQueryAttention"),
)  # fmt: skip
RECURRENT = (_layers.RNN,)
"""LSTM, GRU, SimpleRNN and the ConvLSTMs among them."""
MERGES = (
    _layers.Add, _layers.Subtract, _layers.Multiply, _layers.Average, _layers.Maximum,
    _layers.Minimum, _layers.Concatenate,
)  # fmt: skip
POINTWISE = (
    _layers.Activation, _layers.Dropout, _layers.SpatialDropout1D, _layers.SpatialDropout2D,
    _layers.SpatialDropout3D, _layers.BatchNormalization, _layers.Dense, _layers.GaussianNoise,
    _layers.GaussianDropout, _layers.AlphaDropout, _layers.ActivityRegularization, _layers.ReLU,
    ThresholdedReLU, _layers.LeakyReLU, _layers.PReLU, _layers.ELU, _layers.Masking,
    _layers.Identity, _layers.Normalization, _layers.Rescaling, LayerScale,
)  # fmt: skip
"""Layers that mix no positions: a voxel of the output sees the same voxel of the input."""
ALONG_AXES = (
    _layers.LayerNormalization, _layers.UnitNormalization, _layers.Softmax,
    *_present("RMSNormalization"),
)  # fmt: skip
"""Layers that mix all that lies along their `axis`, and nothing else; RMS since Keras 3.9."""


def inside(layer: Any) -> Any:
    """The layer that a wrapper hands its own tensor to; None for any other layer."""
    if isinstance(layer, _layers.Bidirectional):
        return layer.forward_layer
    return layer.layer if isinstance(layer, _layers.SpectralNormalization) else None
