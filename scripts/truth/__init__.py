"""What the installed Keras has, held against what the cards declare."""
