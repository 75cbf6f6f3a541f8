"""What keeps a peek from being made."""


class PeekError(ValueError):
    """A peek cannot be made; the message is a sentence.

    Attributes:
        card: the card at fault, where one is.
        arrays: those of the file that was chosen, where one of them must be.
    """

    def __init__(self, message: str, card: str = "", arrays: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.card, self.arrays = card, arrays
