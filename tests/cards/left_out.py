"""Public classes of Keras that have no card, by name, each with the reason.

`docs/decisions/0010-classes-without-a-card.md` says the same to a reader.
"""

LEFT_OUT: dict[str, str] = {
    "FlaxLayer": "runs a module of Flax: a Python object, which neither a card nor a project holds",
    "InputLayer": "is what keras.Input makes; the Input card is keras.Input",
    "JaxLayer": "runs functions of JAX: Python code, which neither a card nor a project holds",
    "Lambda": "runs a Python function: foreign code, which loading a model would run too",
    "MaxNumBoundingBoxes": "acts on dictionaries of images and boxes; on a tensor it does nothing",
    "TFSMLayer": "runs a TensorFlow program from a folder on disk: foreign code and a path",
    "TorchModuleWrapper": "runs a module of PyTorch: a Python object, under another backend",
    "Wrapper": "is the abstract base of wrappers: applied, it raises an error",
}
