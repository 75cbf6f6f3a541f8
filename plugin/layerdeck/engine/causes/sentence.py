"""Keras' own messages, made into one clean sentence."""

import re

_LONGEST = 280
_SHORTEST = 45


def sentence(error: BaseException) -> str:
    """One line without colours, addresses, argument dumps; ends with a full stop.

    Of `Exception encountered when calling Conv3D.call().` and the dump of arguments that Keras puts
    round a message, only the message stays.
    """
    text = re.sub(r"\x1b\[[0-9;]*m", "", str(error))
    text = re.sub(r"^Exception encountered when calling .*?\n+", "", text, flags=re.DOTALL)
    text = re.split(r"\n\s*Arguments received by ", text)[0]
    text = re.sub(r"<[\w.]+ object at 0x[0-9a-f]+>", "an object", text)
    text = re.sub(r"\s*\(of type <class .*?>\)", "", text)
    text = re.sub(r"\s+at 0x[0-9a-f]+", "", text)
    text = re.sub(r"<KerasTensor shape=(\([^)]*\))[^>]*>", r"a tensor of shape \1", text)
    text = re.sub(r" with name '(None|[^']*)'", "", text)
    text = " ".join(text.replace("`", "").split())
    if not text:
        text = f"Keras stopped with {type(error).__name__} and no message"
    text = _cut(text, _LONGEST)
    return text if text[-1] in ".!?…" else f"{text}."


def short(text: str) -> str:
    """The first sentence, cut to fit the foot of a card."""
    return _cut(re.split(r"(?<=[.:;])\s", text)[0].rstrip(".:;"), _SHORTEST)


def _cut(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(",.;:") + "…"
