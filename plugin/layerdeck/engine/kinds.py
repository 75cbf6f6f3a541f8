"""Families of Keras layers, as far as sizes, costs and views depend on them."""

from .backend import keras

_layers = keras.layers

CONVOLUTIONS = (_layers.Conv1D, _layers.Conv2D, _layers.Conv3D)
TRANSPOSED = (_layers.Conv1DTranspose, _layers.Conv2DTranspose, _layers.Conv3DTranspose)
CONV_LSTMS = (_layers.ConvLSTM1D, _layers.ConvLSTM2D, _layers.ConvLSTM3D)
POOLINGS = (
    _layers.MaxPooling1D, _layers.MaxPooling2D, _layers.MaxPooling3D,
    _layers.AveragePooling1D, _layers.AveragePooling2D, _layers.AveragePooling3D,
)  # fmt: skip
UP_SAMPLINGS = (_layers.UpSampling1D, _layers.UpSampling2D, _layers.UpSampling3D)
PADDINGS = (_layers.ZeroPadding1D, _layers.ZeroPadding2D, _layers.ZeroPadding3D)
CROPPINGS = (_layers.Cropping1D, _layers.Cropping2D, _layers.Cropping3D)
RECURRENT = (_layers.RNN,)
"""LSTM, GRU, SimpleRNN and the ConvLSTMs among them."""
MERGES = (
    _layers.Add, _layers.Subtract, _layers.Multiply, _layers.Average, _layers.Maximum,
    _layers.Minimum, _layers.Concatenate,
)  # fmt: skip
POINTWISE = (
    _layers.Activation, _layers.Dropout, _layers.SpatialDropout1D, _layers.SpatialDropout2D,
    _layers.SpatialDropout3D, _layers.BatchNormalization, _layers.LayerNormalization,
    _layers.Dense, _layers.GaussianNoise, _layers.GaussianDropout, _layers.ReLU,
    _layers.LeakyReLU, _layers.PReLU, _layers.ELU, _layers.Softmax, _layers.Identity,
)  # fmt: skip
"""Layers that mix no positions: a voxel of the output sees the same voxel of the input."""
