"""A Keras constraint that Keras 3 no longer has, numerically as it was."""

from typing import Any

import keras


@keras.utils.register_keras_serializable("layerdeck")
class RadialConstraint(keras.constraints.Constraint):
    """Makes a 2D convolution's kernel the same at equal distance from its centre.

    The distance is counted in square rings, and each ring takes its number from the diagonal.
    """

    def __call__(self, value: Any) -> Any:
        """Hold a kernel of the shape height × width × channels × filters to it."""
        shape = tuple(value.shape)
        if len(shape) != 4 or shape[0] != shape[1]:
            raise ValueError(
                "The radial constraint takes square kernels of the shape height × width × "
                f"channels × filters, and this one is {shape}."
            )
        size, middle = shape[0], shape[0] // 2
        odd = size % 2
        places = []
        for row in range(size):
            for column in range(size):
                far = max(abs(2 * row + 1 - size), abs(2 * column + 1 - size)) // 2
                # The innermost ring takes the number before the middle, as it always did.
                taken = middle + far - odd if far else max(middle - 1, 0)
                places.append(taken * size + taken)
        flat = keras.ops.reshape(value, (size * size, -1))
        return keras.ops.reshape(keras.ops.take(flat, places, axis=0), shape)
