"""Keras on TensorFlow, imported quietly: every module of the engine takes `keras` from here."""

import os

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
# Shapes and small models need no GPU, and a person's training may want the whole of it.
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import keras
import tensorflow as tf
from keras.src.backend import compute_output_spec
from keras.src.backend.common import global_state
from keras.src.backend.tensorflow.trackable import KerasAutoTrackable as TFTracked

__all__ = ["TFTracked", "compute_output_spec", "fresh_names", "global_state", "keras", "tf"]


def fresh_names() -> None:
    """Start Keras' automatic names anew, so that the first Conv3D is `conv3d` again."""
    keras.utils.clear_session(free_memory=False)
