"""The numbers of a peek as text."""

from layerdeck.program import Peeked


def number_text(number: float | None) -> str:
    """`0.21`, `1.83`, `12,345`, `-3.2e-07`: as short as tells enough; `–` where there is none."""
    if number is None:
        return "–"
    size = abs(number)
    if number == 0:
        return "0.00"
    if 0.005 <= size < 1000:
        return f"{number:.2f}"
    if size < 1_000_000 and number == round(number):
        return f"{number:,.0f}"
    return f"{number:.2g}" if size < 1 else f"{number:.3g}"


def figures_of(told: Peeked) -> str:
    """`min 0.00 max 1.83 mean 0.21 NaN 0`; infinite numbers are told where there are any."""
    parts = [
        ("min", number_text(told.low)),
        ("max", number_text(told.high)),
        ("mean", number_text(told.mean)),
        ("NaN", f"{told.nans:,}"),
    ]
    if told.infinities:
        parts.append(("Inf", f"{told.infinities:,}"))
    # A name and its figure stay in one line.
    return " ".join(f"{name}\N{NO-BREAK SPACE}{figure}" for name, figure in parts)
