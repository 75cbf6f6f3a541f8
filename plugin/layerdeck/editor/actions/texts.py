"""Words of a menu as Qt writes them: an & stands before the letter to press, && for itself."""


def as_text(words: str) -> str:
    """Words that may hold an &, such as the name of a file, for a menu."""
    return words.replace("&", "&&")


def as_words(text: str) -> str:
    """What a menu's text reads."""
    return "&".join(part.replace("&", "") for part in text.split("&&"))
