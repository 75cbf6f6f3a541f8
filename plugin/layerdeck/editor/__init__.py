"""The editor: the only room with Qt. It speaks to the engine's process and never imports Keras."""
