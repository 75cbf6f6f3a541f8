"""The panels around the canvas: deck, inspector, code and problems."""
