"""The canvas: one item per card, painted; geometry and painting are functions apart from items."""
