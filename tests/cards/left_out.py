"""Public classes of Keras that have no card, by name, each with the reason."""

LEFT_OUT: dict[str, str] = {}
