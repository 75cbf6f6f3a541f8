"""Keras layers that Keras 3 no longer has, or has for itself alone, numerically as they are there.

Models use them as any layer; exported code carries their source, so it needs no Layerdeck.
"""

from typing import Any

import keras


class _LocallyConnected(keras.layers.Layer):
    """A convolution whose kernel differs at every place; padding is always "valid".

    The kernel has the axes place, what the window covers, filters; the bias differs by place too.
    """

    rank = 0

    def __init__(
        self,
        filters: int,
        kernel_size: Any,
        strides: Any = 1,
        data_format: str | None = None,
        activation: Any = None,
        use_bias: bool = True,
        kernel_initializer: Any = "glorot_uniform",
        bias_initializer: Any = "zeros",
        kernel_regularizer: Any = None,
        bias_regularizer: Any = None,
        activity_regularizer: Any = None,
        kernel_constraint: Any = None,
        bias_constraint: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(activity_regularizer=activity_regularizer, **kwargs)
        sizes = (kernel_size,) if isinstance(kernel_size, int) else kernel_size
        steps = (strides,) if isinstance(strides, int) else strides
        self.filters = filters
        self.kernel_size = tuple(sizes) * (self.rank if len(sizes) == 1 else 1)
        self.strides = tuple(steps) * (self.rank if len(steps) == 1 else 1)
        self.data_format = data_format or keras.config.image_data_format()
        self.activation = keras.activations.get(activation)
        self.use_bias = use_bias
        self.kernel_initializer = keras.initializers.get(kernel_initializer)
        self.bias_initializer = keras.initializers.get(bias_initializer)
        self.kernel_regularizer = keras.regularizers.get(kernel_regularizer)
        self.bias_regularizer = keras.regularizers.get(bias_regularizer)
        self.kernel_constraint = keras.constraints.get(kernel_constraint)
        self.bias_constraint = keras.constraints.get(bias_constraint)
        self.input_spec = keras.layers.InputSpec(ndim=self.rank + 2)

    def _sizes(self, input_shape: Any) -> tuple[Any, ...]:
        """How many places the window takes along each axis."""
        first = 2 if self.data_format == "channels_first" else 1
        sizes = input_shape[first : first + self.rank]
        windows = zip(sizes, self.kernel_size, self.strides, strict=True)
        return tuple(
            None if size is None else (size - kernel) // step + 1 for size, kernel, step in windows
        )

    def build(self, input_shape: Any) -> None:
        """Make a kernel for each place."""
        sizes = self._sizes(input_shape)
        channels = input_shape[1 if self.data_format == "channels_first" else -1]
        if None in sizes or channels is None:
            raise ValueError(
                "Every place has its own kernel, so all sizes of the input but the batch must be "
                f"known, and the shape is {tuple(input_shape)}."
            )
        if min(sizes) < 1:
            raise ValueError(
                f"The kernel size {self.kernel_size} is larger than the input, whose shape is "
                f"{tuple(input_shape)}."
            )
        places, covered = 1, channels
        for size, kernel in zip(sizes, self.kernel_size, strict=True):
            places, covered = places * size, covered * kernel
        self.kernel = self.add_weight(
            shape=(places, covered, self.filters),
            name="kernel",
            initializer=self.kernel_initializer,
            regularizer=self.kernel_regularizer,
            constraint=self.kernel_constraint,
        )
        self.bias = None
        if self.use_bias:
            self.bias = self.add_weight(
                shape=(*sizes, self.filters),
                name="bias",
                initializer=self.bias_initializer,
                regularizer=self.bias_regularizer,
                constraint=self.bias_constraint,
            )
        self.built = True

    def call(self, inputs: Any) -> Any:
        """Multiply what the window covers at each place by that place's kernel."""
        sizes = self._sizes(inputs.shape)
        first = self.data_format == "channels_first"
        windows = zip(sizes, self.kernel_size, self.strides, strict=True)
        axes = [
            [slice(tap, tap + (size - 1) * step + 1, step) for tap in range(kernel)]
            for size, kernel, step in windows
        ]
        taps: list[tuple[Any, ...]] = [()]
        for axis in axes:
            taps = [(*tap, place) for tap in taps for place in axis]
        every = slice(None)
        if first:
            seen = keras.ops.stack([inputs[(every, every, *tap)] for tap in taps], axis=2)
            order = (0, *range(3, self.rank + 3), 1, 2)
            seen = keras.ops.transpose(seen, order)
        else:
            seen = keras.ops.stack([inputs[(every, *tap, every)] for tap in taps], axis=-2)
        seen = keras.ops.reshape(seen, (-1, *self.kernel.shape[:2]))
        made = keras.ops.einsum("bpk,pkf->bpf", seen, self.kernel)
        made = keras.ops.reshape(made, (-1, *sizes, self.filters))
        if first:
            made = keras.ops.transpose(made, (0, self.rank + 1, *range(1, self.rank + 1)))
        if self.bias is not None:
            # With channels first the bias is reshaped and not transposed, as it always was.
            shape = (self.filters, *sizes) if first else (*sizes, self.filters)
            made = made + keras.ops.reshape(self.bias, (1, *shape))
        return self.activation(made)

    def compute_output_shape(self, input_shape: Any) -> tuple[Any, ...]:
        """The places that the window takes, and the filters."""
        sizes = self._sizes(input_shape)
        if self.data_format == "channels_first":
            return (input_shape[0], self.filters, *sizes)
        return (input_shape[0], *sizes, self.filters)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return {
            **super().get_config(),
            "filters": self.filters,
            "kernel_size": self.kernel_size,
            "strides": self.strides,
            "data_format": self.data_format,
            "activation": keras.activations.serialize(self.activation),
            "use_bias": self.use_bias,
            "kernel_initializer": keras.initializers.serialize(self.kernel_initializer),
            "bias_initializer": keras.initializers.serialize(self.bias_initializer),
            "kernel_regularizer": keras.regularizers.serialize(self.kernel_regularizer),
            "bias_regularizer": keras.regularizers.serialize(self.bias_regularizer),
            "activity_regularizer": keras.regularizers.serialize(self.activity_regularizer),
            "kernel_constraint": keras.constraints.serialize(self.kernel_constraint),
            "bias_constraint": keras.constraints.serialize(self.bias_constraint),
        }


@keras.utils.register_keras_serializable("layerdeck")
class LocallyConnected1D(_LocallyConnected):
    """A convolution along sequences with a kernel of its own at every step."""

    rank = 1


@keras.utils.register_keras_serializable("layerdeck")
class LocallyConnected2D(_LocallyConnected):
    """A convolution over images with a kernel of its own at every pixel."""

    rank = 2


@keras.utils.register_keras_serializable("layerdeck")
class ThresholdedReLU(keras.layers.Layer):
    """Passes values above `theta` on, and makes all others zero."""

    def __init__(self, theta: float = 1.0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if theta is None or theta < 0:
            raise ValueError(f"Theta must be a number from 0 up, and is {theta}.")
        self.theta = theta
        self.supports_masking = True
        self.built = True

    def call(self, inputs: Any) -> Any:
        """What exceeds theta."""
        return inputs * keras.ops.cast(inputs > self.theta, inputs.dtype)

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The same shape."""
        return input_shape

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return {**super().get_config(), "theta": float(self.theta)}


@keras.utils.register_keras_serializable("layerdeck")
class LayerScale(keras.layers.Layer):
    """Multiplies each channel by a learnt factor. Source: arXiv 2103.17239, section 2.1."""

    def __init__(self, init_values: float, projection_dim: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.init_values = init_values
        self.projection_dim = projection_dim

    def build(self, input_shape: Any) -> None:
        """Make the factors."""
        if input_shape[-1] not in (None, self.projection_dim):
            raise ValueError(
                f"Projection dim must be the number of channels: the input has {input_shape[-1]}, "
                f"and it is {self.projection_dim}."
            )
        start = keras.initializers.Constant(self.init_values)
        self.gamma = self.add_weight(shape=(self.projection_dim,), initializer=start, name="gamma")

    def call(self, inputs: Any) -> Any:
        """Each channel by its factor."""
        return inputs * self.gamma

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The same shape."""
        return input_shape

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        own = {"init_values": self.init_values, "projection_dim": self.projection_dim}
        return {**super().get_config(), **own}
