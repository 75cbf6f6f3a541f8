"""The engine: runs a Program with Keras. The only room with Keras and TensorFlow; never imports Qt.

Importing this package costs nothing; `infer`, `build` and `server` import Keras.
"""
