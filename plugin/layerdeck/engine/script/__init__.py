"""Runs a Python script for the Keras model that it builds: in processes of their own, bounded.

`__main__` is the guard: it starts a second process, `worker`, which imports Keras, runs the script
(`running`), finds its models (`finding`) and tells them as JSON (`telling`). The guard holds the
limits, for nothing that a script does can keep it from doing so, and leaves no process behind.
"""
